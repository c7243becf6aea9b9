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
    moved, urgent_first = _move_all(database, crowd)
    rows = list(_written(database, crowd))
    database.close()
    bare = _write_bare(store, untouched, rows)
    yield Figure(
        f"moved of {number:,} due at once",
        moved,
        "a second",
        "a bare loop in SQL that writes the same rows in as many transactions",
        bare,
    )
    yield Figure("urgent ones behind one that can wait", urgent_first, "disagreements")
    for each in (name, untouched):
        store.drop(each)


def _move_all(database: Database, crowd: Crowd) -> tuple[float, int]:
    """Return how many moved a second, and how many urgent ones came after one that could wait."""
    with database.read() as connection:
        owners = sa.select(clock.c.owner).where(clock.c.is_urgent)
        urgent = set(connection.execute(owners).scalars())
    order: list[str] = []
    began = time.perf_counter()
    while found := sweep.due(database, crowd.ends_at):
        order += [armed.owner for armed in found if sweep.strike(database, armed, now=crowd.ends_at)]
    seconds = time.perf_counter() - began
    assert len(order) == crowd.number, f"{len(order)} of {crowd.number} moved"
    first_that_can_wait = next(
        (place for place, owner in enumerate(order) if owner not in urgent), len(order)
    )
    behind = sum(owner in urgent for owner in order[first_that_can_wait:])
    return crowd.number / seconds, behind


@dataclass(frozen=True)
class _Move:
    """The rows that one move wrote, as they stood after it."""

    reference: str
    state: str
    entries: list[dict[str, Any]]
    parts: list[dict[str, Any]]
    clocks: list[dict[str, Any]]
    notices: list[dict[str, Any]]


def _written(database: Database, crowd: Crowd) -> Iterator[_Move]:
    with database.read() as connection:
        for row in connection.execute(sa.select(disagreement).order_by(disagreement.c.id)).all():
            of = {
                table.name: [
                    dict(each)
                    for each in connection.execute(
                        sa.select(table).where(table.c.disagreement_id == row.id)
                    ).mappings()
                ]
                for table in (entry, part, notice)
            }
            clocks = connection.execute(sa.select(clock).where(clock.c.owner == row.reference)).mappings()
            entries = [each for each in of["entry"] if each["at"] == crowd.ends_at]
            notices = [each for each in of["notice"] if each["made_at"] == crowd.ends_at]
            yield _Move(
                row.reference, row.state, entries, of["part"], [dict(each) for each in clocks], notices
            )


Execute = Callable[[str, list[dict[str, Any]]], object]


def _write_bare(store: Store, name: str, moves: list[_Move]) -> float:
    """Write the same rows with the driver alone; return how many moves a second."""
    opened = _bare_file(store, name) if isinstance(store, Files) else _bare_server(store, name)
    with opened as transaction:
        began = time.perf_counter()
        for move in moves:
            with transaction() as execute:
                _write_move(execute, move)
        return len(moves) / (time.perf_counter() - began)


def _write_move(execute: Execute, move: _Move) -> None:
    armed = [each for each in move.clocks if each["kind"] == "tier_ends"]
    others = [each for each in move.clocks if each["kind"] != "tier_ends"]
    execute("UPDATE clock SET is_armed = :is_armed, version = version + 1 WHERE id = :id", armed)
    for table, rows in (("entry", move.entries), ("clock", others), ("notice", move.notices)):
        if rows:
            named = ", ".join(f'"{column}"' for column in rows[0])
            values = ", ".join(f":{column}" for column in rows[0])
            execute(f"INSERT INTO {table} ({named}) VALUES ({values})", rows)
    execute(
        "UPDATE clock SET due_at = :due_at, is_armed = :is_armed, version = version + 1 WHERE id = :id", armed
    )
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
