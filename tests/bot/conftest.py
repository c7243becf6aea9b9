"""A practice Slack with the invented partnership in it, and the program beside it on a file of its own."""

import logging
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from casework import areas, roster
from procedure import rules
from sandbox.practice.people import accounts
from sandbox.practice.people import roster as roster_file
from sandbox.practice.stage import at
from sandbox.slack.server import PracticeSlack
from storage import schema
from storage.engine import Database, connect
from tests.bot.office import Office

STARTS_AT = at("Tuesday 2026-12-22 16:30")
PACE = 200.0
MANIFEST = Path(__file__).parents[2] / "app-manifest.yml"


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which everything stands that an administrator sets up."""
    file = tmp_path_factory.mktemp("furnished") / "disagree.db"
    database = connect(f"sqlite:///{file}")
    set_up(database)
    database.close()
    return file


def set_up(database: Database) -> None:
    """Set up what an administrator does."""
    schema.prepare(database)
    northmere = next(area for area in rules.example_areas() if area.id == "northmere")
    london = next(text for text in rules.published() if text.id == northmere.procedure_id)
    areas.install_area(database, northmere, london)
    roster.import_roster(database, roster_file(), now=STARTS_AT)


@pytest.fixture
def path(tmp_path: Path, furnished: Path) -> Path:
    return Path(shutil.copy(furnished, tmp_path / "disagree.db"))


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = connect(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def slack() -> Iterator[PracticeSlack]:
    with PracticeSlack.start(starts_at=STARTS_AT, frozen=True, pace=PACE) as slack:
        slack.practice.install(yaml.safe_load(MANIFEST.read_text(encoding="utf-8")))
        for account in accounts():
            slack.practice.add_person(account.id, account.name, account.email)
        yield slack


@pytest.fixture
def office(slack: PracticeSlack, database: Database) -> Iterator[Office]:
    """The program at work: it knows everybody's account, and nothing has been raised."""
    office = Office.of(slack, database)
    office.look.look_if_due()
    yield office
    office.engine.stop()
    office.clock.stop()


@pytest.fixture
def own_logging() -> Iterator[None]:
    """Logging as it was before, once a test has set it up."""
    root = logging.getLogger()
    before = (root.handlers, root.level, sys.excepthook, threading.excepthook)
    yield
    root.handlers, level, sys.excepthook, threading.excepthook = before
    root.setLevel(level)
