"""Databases set up once and copied for each test: two areas, and the people of one of them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from casework import areas, people, roster
from casework.people import Account
from procedure import rules
from sandbox.practice.people import accounts
from sandbox.practice.people import roster as roster_file
from storage import schema
from storage.engine import Database
from tests import stores
from tests.casework.casebook import EXAMPLE_VALE, TUESDAY, Casebook, example_vale
from tests.procedure.london_time import at
from tests.stores import Store


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    """Where the databases are: files, or a server where the environment says so."""
    with stores.opened(stores.chosen()) as store:
        yield store


@pytest.fixture(scope="session")
def two_areas(store: Store) -> str:
    """A database with both example areas, and nobody in them."""

    def set_up(database: Database) -> None:
        schema.prepare(database)
        texts = {text.id: text for text in rules.published()}
        for area in rules.example_areas():
            areas.install_area(database, area, texts[area.procedure_id])

    return stores.furnish(store, set_up)


@pytest.fixture(scope="session")
def furnished(store: Store, two_areas: str) -> str:
    """The same with everybody of both areas in it, matched to their accounts."""

    def set_up(database: Database) -> None:
        now = at("Tuesday 2026-12-22 08:00")
        for text in (roster_file(), EXAMPLE_VALE):
            roster.import_roster(database, text, now=now)
        listed = [Account(one.id, one.name, one.email, is_active=True) for one in accounts()]
        people.note_accounts(database, [*listed, *example_vale()], now=now)

    return stores.furnish(store, set_up, like=two_areas)


Opener = Callable[[str], Database]


@pytest.fixture
def copy_of(store: Store) -> Iterator[Opener]:
    """Return what opens a copy of a database."""
    with ExitStack() as stack:
        yield lambda name: stack.enter_context(stores.copied(store, name))


@pytest.fixture
def database(copy_of: Opener, two_areas: str) -> Database:
    """Both example areas in force, and nobody in them."""
    return copy_of(two_areas)


@pytest.fixture
def casebook(copy_of: Opener, furnished: str) -> Casebook:
    """A Tuesday afternoon before Christmas: everybody is known, and nothing has been raised."""
    return Casebook(copy_of(furnished), at(TUESDAY))
