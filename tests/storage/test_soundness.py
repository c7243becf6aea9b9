"""What an examination asks of a database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from procedure import acts
from procedure.acts import Entry
from storage import cases, record, soundness
from storage.engine import Database, Unavailable, connect
from tests.procedure.london_time import at
from tests.storage.unguarded import unguard

NOON = at("Tuesday 2026-12-22 12:00")


def references(database: Database, area: str, number: int) -> list[str]:
    """Begin so many records, each of one entry."""
    with database.write() as connection:
        rows = [cases.create(connection, area, 2026) for _ in range(number)]
        for row in rows:
            record.append(connection, row.id, "", Entry(1, NOON, None, acts.RoomOpened()), record.GENESIS)
    return [row.reference for row in rows]


def spoil(database: Database, reference: str) -> None:
    with database.write() as connection:
        unguard(connection)
        query = "UPDATE entry SET clause = 'another' WHERE disagreement_id = :id"
        connection.execute(sa.text(query), {"id": cases.find(connection, reference).id})


def test_a_record_that_was_changed_is_named(database: Database, area: str) -> None:
    first, second = references(database, area, 2)
    spoil(database, first)

    with database.read() as connection:
        looked = soundness.look_at_records(connection, 10)

    assert looked == soundness.Looked(2, 2, (first,))
    assert second not in looked.broken


def test_of_many_records_the_newest_are_looked_at_and_some_of_the_others(
    database: Database, area: str
) -> None:
    every = references(database, area, 10)
    spoil(database, every[-1])

    with database.read() as connection:
        looked = soundness.look_at_records(connection, 4)

    assert looked == soundness.Looked(4, 10, (every[-1],))


def test_what_is_tried_is_not_kept(database: Database, path: Path) -> None:
    before = path.read_bytes()

    soundness.try_to_write(database)

    assert path.read_bytes() == before


def test_a_database_that_takes_nothing_is_found_out(database: Database, path: Path) -> None:
    database.close()
    shut = connect(f"sqlite:///file:{path}?mode=ro&uri=true")

    with pytest.raises(Unavailable):
        soundness.try_to_write(shut)
    shut.close()


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("sqlite:////nowhere/disagree.db", id="no file"),
        pytest.param("nonsense", id="no URL"),
        pytest.param("mystery://host/disagree", id="of a kind that nobody knows"),
    ],
)
def test_where_there_is_no_database_none_is_made(url: str) -> None:
    with pytest.raises(soundness.NotThere):
        soundness.existing(url)


def test_the_file_says_where_it_is_and_how_it_is_kept(database: Database, path: Path) -> None:
    file = soundness.file_of(database)

    assert file is not None
    assert file.path == path
    assert file.free_bytes > 0
    assert file.journal in ("DELETE", "WAL")


def test_a_database_of_a_server_has_no_file_here(database: Database) -> None:
    is_a_file = database.engine.dialect.name == "sqlite"

    assert (soundness.file_of(database) is not None) is is_a_file


def test_the_clock_of_a_server_is_asked_and_a_file_has_none(database: Database) -> None:
    there = soundness.clock_of(database)

    assert (there is None) is (database.engine.dialect.name == "sqlite")
    assert there is None or abs(datetime.now(UTC) - there) < timedelta(minutes=1)
