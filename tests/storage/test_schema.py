import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from storage import cases, engine, schema
from storage.engine import Database
from storage.schema import Behind
from storage.tables import entry, metadata

HEAD = "0001"


def raw(path: Path, statement: str) -> list[Any]:
    """What a hand with another tool does to the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(statement).fetchall()


def triggers(path: Path) -> set[str]:
    return {name for (name,) in raw(path, "SELECT name FROM sqlite_master WHERE type = 'trigger'")}


@pytest.fixture
def unmade(path: Path) -> Database:
    return engine.connect(f"sqlite:///{path}")


def test_a_new_database_is_made(unmade: Database) -> None:
    assert schema.revision(unmade) is None

    schema.prepare(unmade)

    assert schema.revision(unmade) == HEAD


def test_a_database_that_is_current_is_opened_again(database: Database) -> None:
    schema.prepare(database)

    assert schema.revision(database) == HEAD


def test_a_database_that_is_behind_is_refused_with_the_way_forward_until_it_has_been_taken(
    unmade: Database, path: Path
) -> None:
    raw(path, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")

    with pytest.raises(Behind, match=r"at no revision, this program needs 0001: run `disagree migrate`"):
        schema.prepare(unmade)
    schema.migrate(unmade)

    schema.prepare(unmade)
    assert schema.revision(unmade) == HEAD


def test_a_database_of_a_newer_program_is_left_alone(database: Database, path: Path) -> None:
    raw(path, "UPDATE alembic_version SET version_num = '9999'")

    for act in (schema.prepare, schema.migrate):
        with pytest.raises(Behind, match="at 9999, this program needs 0001: a newer program made it"):
            act(database)


def test_a_migration_that_fails_leaves_nothing_behind(unmade: Database, path: Path) -> None:
    raw(path, "CREATE TABLE text (id INTEGER)")

    with pytest.raises(Behind):
        schema.prepare(unmade)
    with pytest.raises(engine.Unavailable):
        schema.migrate(unmade)

    assert raw(path, "SELECT name FROM sqlite_master WHERE type = 'table'") == [("text",)]


def test_the_migrations_make_exactly_the_tables(database: Database) -> None:
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("table", metadata.tables)
def test_the_migrations_make_each_table_with_its_constraints_and_partial_indexes(
    database: Database, path: Path, tmp_path: Path, table: str
) -> None:
    direct = tmp_path / "direct.sqlite3"
    other = engine.connect(f"sqlite:///{direct}")
    with other.write() as connection:
        metadata.create_all(connection)

    assert definitions(path, table) == definitions(direct, table)


def definitions(path: Path, table: str) -> set[str]:
    """The statements that made a table and its indexes, each part of them on its own, in any order."""
    rows = raw(path, f"SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND type != 'trigger'")
    parts = {part.strip(" \t,\n)") for (sql,) in rows if sql for part in sql.split("\n")}
    return {" ".join(part.split()) for part in parts}


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE entry SET clause = 'other'", id="update"),
        pytest.param("DELETE FROM entry", id="delete"),
        pytest.param("INSERT OR REPLACE INTO entry SELECT * FROM entry", id="replace"),
        pytest.param(
            "INSERT INTO entry SELECT * FROM entry WHERE true "
            "ON CONFLICT (disagreement_id, seq) DO UPDATE SET clause = 'other'",
            id="upsert",
        ),
        pytest.param("UPDATE OR REPLACE entry SET seq = 2", id="update or replace"),
    ],
)
def test_the_record_is_append_only_whoever_opens_the_file(
    database: Database, path: Path, case: cases.Row, statement: str
) -> None:
    append(database, case)
    before = raw(path, "SELECT * FROM entry")

    with pytest.raises(sqlite3.IntegrityError, match="the record is append-only"):
        raw(path, statement)
    with pytest.raises(sa.exc.IntegrityError, match="the record is append-only"), database.write() as our:
        our.exec_driver_sql(statement)

    assert raw(path, "SELECT * FROM entry") == before


def test_guards_that_were_taken_away_are_put_back_at_the_next_start(database: Database, path: Path) -> None:
    guards = triggers(path)
    assert len(guards) == 3
    for name in guards:
        raw(path, f"DROP TRIGGER {name}")

    schema.prepare(database)

    assert triggers(path) == guards


def append(database: Database, case: cases.Row) -> None:
    with database.write() as connection:
        connection.exec_driver_sql(
            f"INSERT INTO {entry.name} VALUES ({case.id}, 1, '2026-12-01', NULL, '', '{{}}', '', '')"
        )
