"""A database file of its own for each test, with an invented area in force and one disagreement."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from procedure import rules
from storage import areas, cases, engine, people, schema
from storage.engine import Database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "disagree.sqlite3"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = engine.connect(f"sqlite:///{path}")
    schema.prepare(database)
    yield database
    database.close()


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
