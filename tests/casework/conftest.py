"""Databases set up once and copied for each test: two areas, and the people of one of them."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from casework import areas, people, roster
from casework.people import Account
from procedure import rules
from sandbox.practice.people import accounts
from sandbox.practice.people import roster as roster_file
from storage import schema
from storage.engine import Database, connect
from tests.casework.casebook import EXAMPLE_VALE, TUESDAY, Casebook, example_vale
from tests.procedure.london_time import at


@pytest.fixture(scope="session")
def two_areas(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with both example areas, and nobody in them."""
    file = tmp_path_factory.mktemp("areas") / "disagree.db"
    database = connect(f"sqlite:///{file}")
    schema.prepare(database)
    texts = {text.id: text for text in rules.published()}
    for area in rules.example_areas():
        areas.install_area(database, area, texts[area.procedure_id])
    database.close()
    return file


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, two_areas: Path) -> Path:
    """The same with everybody of both areas in it, matched to their accounts."""
    file = Path(shutil.copy(two_areas, tmp_path_factory.mktemp("furnished") / "disagree.db"))
    database = connect(f"sqlite:///{file}")
    now = at("Tuesday 2026-12-22 08:00")
    for text in (roster_file(), EXAMPLE_VALE):
        roster.import_roster(database, text, now=now)
    listed = [Account(one.id, one.name, one.email, is_active=True) for one in accounts()]
    people.note_accounts(database, [*listed, *example_vale()], now=now)
    database.close()
    return file


Opener = Callable[[Path], Database]


@pytest.fixture
def copy_of(tmp_path: Path) -> Iterator[Opener]:
    """Return what opens a copy of a database; it need not outlive a loss of power."""
    opened = []

    def open_copy(file: Path) -> Database:
        database = connect(f"sqlite:///{shutil.copy(file, tmp_path / 'disagree.db')}")
        event.listen(database.engine, "connect", _hurry)
        opened.append(database)
        return database

    yield open_copy
    for database in opened:
        database.close()


def _hurry(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture
def database(copy_of: Opener, two_areas: Path) -> Database:
    """Both example areas in force, and nobody in them."""
    return copy_of(two_areas)


@pytest.fixture
def casebook(copy_of: Opener, furnished: Path) -> Casebook:
    """A Tuesday afternoon before Christmas: everybody is known, and nothing has been raised."""
    return Casebook(copy_of(furnished), at(TUESDAY))
