"""A practice Slack with the invented partnership in it, and the app beside it: both are real."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from casework import areas, people, roster
from casework.people import Account
from procedure import rules
from sandbox.practice.people import accounts
from sandbox.practice.people import roster as roster_file
from sandbox.practice.stage import Door, Stage, at
from storage import schema
from storage.engine import connect
from tests.handlers.desk import Desk
from tests.journeys.conftest import InThisProcess


@dataclass
class Furnished(Stage):
    """A stage whose area, roster and accounts are in the database already, copied from one made before."""

    prepared: Path = Path()

    def _set_up(self) -> None:
        shutil.copy(self.prepared, self.database)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which everything stands that an administrator sets up."""
    file = tmp_path_factory.mktemp("prepared") / "disagree.db"
    database = connect(f"sqlite:///{file}")
    schema.prepare(database)
    northmere = next(area for area in rules.example_areas() if area.id == "northmere")
    london = next(text for text in rules.published() if text.id == northmere.procedure_id)
    areas.install_area(database, northmere, london)
    now = at("Tuesday 2026-12-08 08:00")
    roster.import_roster(database, roster_file(), now=now)
    listed = [Account(one.id, one.name, one.email, is_active=True) for one in accounts()]
    people.note_accounts(database, listed, now=now)
    database.close()
    return file


@pytest.fixture
def desk(tmp_path: Path, prepared: Path) -> Iterator[Desk]:
    """The app at work on a Tuesday afternoon, before anything has been raised."""
    app = InThisProcess()
    stage = Furnished(tmp_path, app, Door.HTTP, starts_at=at("Tuesday 2026-12-08 14:00"), prepared=prepared)
    with stage:
        assert app.process is not None
        yield Desk(stage, app.process)
