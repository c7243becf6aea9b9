from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procedure import acts
from procedure.acts import Act, Entry
from storage import cases, record
from storage.engine import Database
from storage.record import GENESIS, BrokenChain
from storage.tables import entry
from tests.storage.unguarded import unguard

NOON = datetime(2026, 12, 22, 12, 0, tzinfo=UTC)
ACTS: tuple[Act, ...] = (
    acts.RoomOpened(),
    acts.TakenUp(2, NOON),
    acts.NoteApproved(1, 1),
    acts.RoomFailed("restricted_action"),
    acts.Closed(),
)

instants = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
st.register_type_strategy(datetime, instants)

on_one_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def written(database: Database, case: cases.Row, priya: int) -> tuple[Entry, ...]:
    """A record of five entries."""
    entries = tuple(
        Entry(seq, NOON + timedelta(minutes=seq), priya if seq % 2 else None, act)
        for seq, act in enumerate(ACTS, start=1)
    )
    with database.write() as connection:
        previous = GENESIS
        for line in entries:
            previous = record.append(connection, case.id, f"London 11.1.{line.seq}", line, previous)
    return entries


@pytest.fixture
def unguarded(database: Database, written: tuple[Entry, ...]) -> Iterator[sa.Connection]:
    """The record without its guards, as somebody with the file in their hands can have it."""
    with database.engine.connect() as connection:
        unguard(connection)
        yield connection


def test_entries_come_back_as_they_were_written_with_the_last_hash(
    database: Database, case: cases.Row, written: tuple[Entry, ...]
) -> None:
    with database.read() as connection:
        entries, last = record.read(connection, case.id)

        assert entries == written
        assert last == record.verify(connection, case.id)
        assert record.clauses(connection, case.id) == tuple(f"London 11.1.{n}" for n in range(1, 6))


def test_a_record_without_entries_ends_where_it_begins(database: Database, case: cases.Row) -> None:
    with database.read() as connection:
        assert record.read(connection, case.id) == ((), GENESIS)
        assert record.verify(connection, case.id) == GENESIS


def test_entries_of_two_disagreements_never_have_the_same_hash(database: Database, area: str) -> None:
    line = Entry(1, NOON, None, acts.RoomOpened())

    with database.write() as connection:
        hashes = {
            record.append(connection, cases.create(connection, area, 2026).id, "", line, GENESIS)
            for _ in range(2)
        }

    assert len(hashes) == 2


def test_an_entry_is_written_once(database: Database, case: cases.Row, written: tuple[Entry, ...]) -> None:
    with pytest.raises(sa.exc.IntegrityError), database.write() as connection:
        record.append(connection, case.id, "", written[2], GENESIS)


@pytest.mark.parametrize("kind", get_args(Act), ids=lambda kind: str(kind.__name__))
@on_one_database
@given(data=st.data())
def test_every_act_comes_back_from_its_content_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    act = data.draw(st.from_type(kind))

    content = record.content_of(act)

    assert record.act_of(content) == act
    assert record.content_of(record.act_of(content)) == content


@on_one_database
@given(data=st.data())
def test_any_change_to_any_entry_is_found(
    unguarded: sa.Connection, case: cases.Row, written: tuple[Entry, ...], data: st.DataObject
) -> None:
    rows = {row.seq: row for row in unguarded.execute(sa.select(entry))}
    seq = data.draw(st.sampled_from(sorted(rows)))
    column = data.draw(st.sampled_from(sorted(CHANGES)))
    value = data.draw(CHANGES[column])
    if getattr(rows[seq], column) == value:
        return

    with unguarded.begin_nested() as undone:
        unguarded.execute(entry.update().where(entry.c.seq == seq).values({column: value}))
        with pytest.raises(BrokenChain, match="of disagreement"):
            record.verify(unguarded, case.id)
        undone.rollback()

    assert record.verify(unguarded, case.id)


CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "seq": st.integers(6, 1000),
    "at": instants,
    "by_person_id": st.sampled_from([None, 1]),
    "clause": st.text(max_size=20),
    "content": st.sampled_from([record.content_of(act) for act in ACTS] + ["{}", ""]),
    "previous": st.text("0123456789abcdef", min_size=64, max_size=64),
    "hash": st.text("0123456789abcdef", min_size=64, max_size=64),
}


@pytest.mark.parametrize("missing", [1, 2, 3, 4])
def test_an_entry_that_is_missing_before_another_is_found(
    unguarded: sa.Connection, case: cases.Row, missing: int
) -> None:
    unguarded.execute(entry.delete().where(entry.c.seq == missing))

    with pytest.raises(BrokenChain, match=f"entry {missing} of"):
        record.verify(unguarded, case.id)


def test_two_entries_that_changed_places_are_found(unguarded: sa.Connection, case: cases.Row) -> None:
    for before, after in ((2, 99), (3, 2), (99, 3)):
        unguarded.execute(entry.update().where(entry.c.seq == before).values(seq=after))

    with pytest.raises(BrokenChain, match="entry 2 of"):
        record.verify(unguarded, case.id)


def test_the_same_content_is_always_written_the_same_way() -> None:
    assert record.canonical({"b": 1, "a": ["ä", None]}) == '{"a":["ä",null],"b":1}'
