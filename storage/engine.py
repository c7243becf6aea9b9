"""The database and its transactions: one writer at a time, readers beside it, failures in one form."""

import math
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

Connection = sa.Connection
"""An open transaction; the floor above passes it on and never looks inside."""

WRITER_WAITS_SECONDS = 2.0
"""So long a writer queues for the one lock; a trigger of Slack's lives three seconds."""


def shared_time(connection: sa.Connection, here: datetime) -> datetime:
    """
    Return machine time by the one clock that all processes of a database share: that of its server; of a
    file's, this machine's, which is `here`.
    """
    if connection.dialect.name == "sqlite":
        return here
    now: datetime = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one()
    return now


class Unavailable(Exception):  # noqa: N818  (it says what is the case)
    """The database did not take part: nothing was recorded, and the same act may be tried again."""


@dataclass(frozen=True)
class Database:
    """A database, and the lock on which the writers of this process queue."""

    engine: sa.Engine
    _writers: threading.Lock = field(default_factory=threading.Lock)
    first: Callable[[sa.Connection], None] | None = None
    """What every writing transaction does before anything else."""

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Open the transaction of one use case; commits at the end, rolls back on any exception."""
        gives_up_at = time.monotonic() + WRITER_WAITS_SECONDS
        if not self._writers.acquire(timeout=WRITER_WAITS_SECONDS):
            raise Unavailable("another writer holds the database")
        try:
            with _in_one_form(), self.engine.connect() as connection:
                connection = connection.execution_options(gives_up_at=gives_up_at)
                with connection.begin():
                    if self.first is not None:
                        self.first(connection)
                    yield connection
        finally:
            self._writers.release()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Open a consistent view of the database that locks nobody out and changes nothing."""
        with _in_one_form(), self.engine.connect() as connection:
            yield connection.execution_options(reads_only=True)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def connect(url: str) -> Database:
    """Return the database at a URL; the file of a SQLite database is made when it is first opened."""
    # Parameters may hold case text, so no failure shows them.
    engine = sa.create_engine(url, connect_args=_driver_options(url), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        prepare_sqlite(engine)
    return Database(engine)


def prepare_sqlite(engine: sa.Engine) -> None:
    """
    Make a SQLite engine safe: the driver never begins a transaction by itself (it would lose updates),
    writers begin IMMEDIATE, readers plainly, and each commit is on the disk before it is answered.
    """

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        if options.get("reads_only", False):
            connection.exec_driver_sql("BEGIN")
            return
        # What was spent in our own queue is not waited for again; a commit has its own time for readers.
        left = options.get("gives_up_at", math.inf) - time.monotonic()
        _set_patience(connection, min(max(left, 0.0), WRITER_WAITS_SECONDS))
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            _set_patience(connection, WRITER_WAITS_SECONDS)


def _set_patience(connection: sa.Connection, seconds: float) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout={int(seconds * 1000)}")


def journal_mode(version: tuple[int, int, int]) -> str:
    """
    Return the journal mode that a version of SQLite can be trusted with: write-ahead logging only
    where its reset bug is mended (3.51.3, back-ported to 3.50.7 and 3.44.6).
    """
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)
    return "WAL" if mended else "DELETE"


def _driver_options(url: str) -> dict[str, object]:
    if not url.startswith("sqlite"):
        return {}
    legacy = getattr(sqlite3, "LEGACY_TRANSACTION_CONTROL", None)
    named = {"autocommit": legacy} if legacy is not None else {}
    return {"timeout": WRITER_WAITS_SECONDS, "check_same_thread": False, **named}


_JOURNAL = journal_mode(sqlite3.sqlite_version_info[:3])
_PRAGMAS = (
    f"journal_mode={_JOURNAL}",
    f"synchronous={'FULL' if _JOURNAL == 'WAL' else 'EXTRA'}",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
)


@contextmanager
def _in_one_form() -> Iterator[None]:
    try:
        yield
    except (sa.exc.OperationalError, sa.exc.TimeoutError) as failure:
        # The statement's parameters may hold case text: only the kind of failure goes on.
        raise Unavailable(type(failure.__cause__ or failure).__name__) from None
