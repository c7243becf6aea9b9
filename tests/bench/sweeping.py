"""The sweep: when nothing is due, and when very many are due at one instant."""

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

import psycopg
import sqlalchemy as sa

from casework import time as sweep
from storage.engine import Database, connect
from storage.postgresql import WRITERS_LOCK
from storage.sqlite import PRAGMAS
from storage.tables import clock, disagreement, entry, notice, part
from tests.bench.crowd import Crowd, gather
from tests.bench.figure import Figure
from tests.stores import Files, Store

IDLE_SWEEPS = 200
IN_TURNS_OF = 250


def when_nothing_is_due(store: Store, numbers: tuple[int, ...]) -> Iterator[Figure]:
    """Measure the sweep that finds nothing, among more and more open disagreements."""
    fewest: float | None = None
    for number in numbers:
        name = store.make()
        database = connect(store.url(name))
        crowd = gather(database, number)
        seconds = _idle(database, crowd)
        against = f"the same among {numbers[0]:,}" if fewest else ""
        yield Figure(f"a sweep with nothing due among {number:,} open", seconds * 1e6, "µs", against, fewest)
        fewest = fewest or seconds * 1e6
        database.close()
        store.drop(name)


def _idle(database: Database, crowd: Crowd) -> float:
    before = crowd.ends_at - timedelta(minutes=1)
    seconds = []
    for _ in range(IDLE_SWEEPS):
        began = time.perf_counter()
        found = sweep.due(database, before)
        sweep.next_due(database)
        seconds.append(time.perf_counter() - began)
        assert not found
    return median(seconds)


def when_all_are_due(store: Store, number: int) -> Iterator[Figure]:
    """Measure how many disagreements a second move when all are due at one instant."""
    name = store.make()
    database = connect(store.url(name))
    crowd = gather(database, number)
    database.close()
    untouched = store.make(like=name)
    database = connect(store.url(name))
    moved = _Moved(database, crowd)
    bare = 0.0
    opened = _bare_file(store, untouched) if isinstance(store, Files) else _bare_server(store, untouched)
    with opened as transaction:
        # In turns, so that what else the machine does falls on both alike.
        while some := moved.next(IN_TURNS_OF):
            bare += _write_bare(transaction, some)
    database.close()
    yield Figure(
        f"moved of {number:,} due at once",
        number / moved.seconds,
        "a second",
        "a bare loop in SQL that writes the same rows in as many transactions",
        number / bare,
    )
    yield Figure("urgent ones behind one that can wait", moved.behind(), "disagreements")
    for each in (name, untouched):
        store.drop(each)


class _Moved:
    """What has been moved of a crowd so far, in which order, and how long that took."""

    def __init__(self, database: Database, crowd: Crowd) -> None:
        self._database, self._crowd = database, crowd
        self._order: list[str] = []
        self.seconds = 0.0
        with database.read() as connection:
            owners = sa.select(clock.c.owner).where(clock.c.is_urgent)
            self._urgent = set(connection.execute(owners).scalars())
            stood = sa.select(disagreement.c.reference, disagreement.c.state)
            self._before = _Before(
                {row.reference: row.state for row in connection.execute(stood)},
                {tuple(row) for row in connection.execute(sa.select(part))},
            )

    def next(self, number: int) -> list["_Move"]:
        """Move about so many more; return what was written."""
        order: list[str] = []
        ends_at = self._crowd.ends_at
        began = time.perf_counter()
        while len(order) < number and (found := sweep.due(self._database, ends_at)):
            order += [each.owner for each in found if sweep.strike(self._database, each, now=ends_at)]
        self.seconds += time.perf_counter() - began
        self._order += order
        assert order or len(self._order) == self._crowd.number, f"{len(self._order)} moved"
        return list(_written(self._database, order, ends_at, self._before))

    def behind(self) -> int:
        """Return how many urgent ones came after one that could wait."""
        can_wait = [place for place, owner in enumerate(self._order) if owner not in self._urgent]
        return sum(owner in self._urgent for owner in self._order[min(can_wait, default=len(self._order)) :])


@dataclass(frozen=True)
class _Before:
    """What stood before any move: the state of each disagreement, and who had a part."""

    states: dict[str, str]
    parts: set[tuple[Any, ...]]


@dataclass(frozen=True)
class _Move:
    """The rows that one move wrote, as they stood after it; the state, where the move changed it."""

    reference: str
    state: str | None
    entries: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    clocks: list[dict[str, Any]]
    notices: list[dict[str, Any]]


def _written(database: Database, references: list[str], at: datetime, before: _Before) -> Iterator[_Move]:
    with database.read() as connection:
        for reference in references:
            own = disagreement.c.reference == reference
            row = connection.execute(sa.select(disagreement).where(own)).one()
            entries, parts, notices = (
                _rows(connection, sa.select(table).where(table.c.disagreement_id == row.id))
                for table in (entry, part, notice)
            )
            yield _Move(
                reference,
                row.state if row.state != before.states[reference] else None,
                [each for each in entries if each["at"] == at],
                [each for each in parts if tuple(each.values()) not in before.parts],
                _rows(connection, sa.select(clock).where(clock.c.owner == reference)),
                [each for each in notices if each["made_at"] == at],
            )


def _rows(connection: sa.Connection, query: sa.Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(query).mappings()]


Execute = Callable[[str, list[dict[str, Any]]], object]


def _write_bare(transaction: "Transaction", moves: list[_Move]) -> float:
    """Write the same rows with the driver alone; return how many seconds that took."""
    began = time.perf_counter()
    for move in moves:
        with transaction() as execute:
            _write_move(execute, move)
    return time.perf_counter() - began


def _write_move(execute: Execute, move: _Move) -> None:
    armed = [each for each in move.clocks if each["kind"] == "tier_ends"]
    others = [each for each in move.clocks if each["kind"] != "tier_ends"]
    execute("UPDATE clock SET is_armed = :is_armed, version = version + 1 WHERE id = :id", armed)
    for table, rows in (
        ("entry", move.entries),
        ("part", move.parts),
        ("clock", others),
        ("notice", move.notices),
    ):
        if rows:
            named = ", ".join(f'"{column}"' for column in rows[0])
            values = ", ".join(f":{column}" for column in rows[0])
            execute(f"INSERT INTO {table} ({named}) VALUES ({values})", rows)
    execute(
        "UPDATE clock SET due_at = :due_at, is_armed = :is_armed, version = version + 1 WHERE id = :id", armed
    )
    if move.state is not None:
        own = {"state": move.state, "reference": move.reference}
        execute("UPDATE disagreement SET state = :state WHERE reference = :reference", [own])


Transaction = Callable[[], AbstractContextManager[Execute]]


@contextmanager
def _bare_file(store: Files, name: str) -> Iterator[Transaction]:
    """A SQLite file as the program opens it, by the driver alone."""
    connection = sqlite3.connect(store.folder / name, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")

    @contextmanager
    def transaction() -> Iterator[Execute]:
        connection.execute("BEGIN IMMEDIATE")
        yield lambda words, rows: connection.executemany(words, [_plain(row) for row in rows])
        connection.commit()

    with closing(connection):
        yield transaction


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as SQLAlchemy stores it in a file."""
    return {
        name: f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value
        for name, value in row.items()
    }


@contextmanager
def _bare_server(store: Store, name: str) -> Iterator[Transaction]:
    """A PostgreSQL database by the driver alone."""
    with psycopg.connect(store.url(name)) as connection, connection.cursor() as cursor:

        @contextmanager
        def transaction() -> Iterator[Execute]:
            cursor.execute(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")
            yield lambda words, rows: cursor.executemany(_NAMED.sub(r"%(\1)s", words), rows)
            connection.commit()

        yield transaction


_NAMED = re.compile(r":(\w+)")
