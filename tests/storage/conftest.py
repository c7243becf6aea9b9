"""A database of its own for each test, on each store where it can, with an invented area in force."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from procedure import rules
from storage import areas, cases, engine, people, schema
from storage.engine import Database
from tests import stores
from tests.stores import Kind, Store


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run on each store whatever is not about SQLite's file itself, or moves the clock that a server has."""
    if "database" in metafunc.fixturenames:
        is_about_a_file = not {"path", "on_a_file"}.isdisjoint(metafunc.fixturenames)
        is_about_a_server = "on_a_server" in metafunc.fixturenames
        only = [Kind.SQLITE] if is_about_a_file else [Kind.POSTGRESQL] if is_about_a_server else []
        metafunc.parametrize("kind", only or list(Kind))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "disagree.sqlite3"


@pytest.fixture
def on_a_file() -> None:
    """The test is about SQLite alone."""


@pytest.fixture
def on_a_server() -> None:
    """The test is about PostgreSQL alone."""


class Made:
    """The stores of a test run, each with its schema made once, opened when a test first asks for it."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._made: dict[Kind, tuple[Store, str]] = {}

    def of(self, kind: Kind) -> tuple[Store, str]:
        """Return a store, and the name of a new database in it."""
        if kind not in self._made:
            store = self._stack.enter_context(stores.opened(kind))
            self._made[kind] = store, stores.furnish(store, schema.prepare)
        return self._made[kind]


@pytest.fixture(scope="session")
def made() -> Iterator[Made]:
    with ExitStack() as stack:
        yield Made(stack)


@pytest.fixture
def database(request: pytest.FixtureRequest, kind: Kind, made: Made) -> Iterator[Database]:
    if "path" in request.fixturenames:
        database = engine.connect(f"sqlite:///{request.getfixturevalue('path')}")
        schema.prepare(database)
        yield database
        database.close()
        return
    with stores.copied(*made.of(kind)) as database:
        yield database


@pytest.fixture
def area(database: Database) -> str:
    """Northmere, with the London procedure in force."""
    settings = next(area for area in rules.example_areas() if area.id == "northmere")
    text = next(text for text in rules.published() if text.id == settings.procedure_id)
    with database.write() as connection:
        areas.put(connection, rules.in_force(text, settings))
    return settings.id


@pytest.fixture
def priya(database: Database) -> int:
    with database.write() as connection:
        return people.meet(connection, "U0PRIYA", "Priya Nair", None).id


@pytest.fixture
def case(database: Database, area: str) -> cases.Row:
    with database.write() as connection:
        return cases.create(connection, area, 2026)
