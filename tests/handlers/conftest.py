"""A practice Slack with the invented partnership in it, and the app beside it: both are real."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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
from tests import volatile
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
def desk(prepared: Path) -> Iterator[Desk]:
    """The app at work, before anything has been raised."""
    with _desk(prepared) as desk:
        yield desk


@pytest.fixture(scope="module")
def refusing_desk(prepared: Path) -> Iterator[Desk]:
    """One desk for the tests of a file that change nothing, because all that they try is refused."""
    with _desk(prepared) as desk:
        yield desk


@contextmanager
def _desk(prepared: Path) -> Iterator[Desk]:
    """Set up a desk on a Tuesday afternoon."""
    app = InThisProcess()
    begins = at("Tuesday 2026-12-08 14:00")
    with (
        volatile.folder() as folder,
        Furnished(folder, app, Door.HTTP, starts_at=begins, prepared=prepared) as stage,
    ):
        assert app.process is not None
        yield Desk(stage, app.process)
