"""SQLite made safe: one file on one machine, embedded."""

import math
import sqlite3
import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event


def journal_mode(version: tuple[int, int, int]) -> str:
    """
    Return the journal mode that a version of SQLite can be trusted with: write-ahead logging only
    where its reset bug is mended (3.51.3, back-ported to 3.50.7 and 3.44.6).
    """
    mended = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51, 0) or (3, 44, 6) <= version < (3, 45, 0)
    return "WAL" if mended else "DELETE"


_JOURNAL = journal_mode(sqlite3.sqlite_version_info[:3])
PRAGMAS = (
    f"journal_mode={_JOURNAL}",
    f"synchronous={'FULL' if _JOURNAL == 'WAL' else 'EXTRA'}",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
)
"""How every connection is set."""
_NEARLY_ALL = 0.9
"""Of a writer's patience: to set less takes two statements more, and most find no queue."""


def engine(url: sa.URL, patience_seconds: float) -> sa.Engine:
    """
    Return an engine whose driver never begins a transaction by itself (it would lose updates): writers begin
    IMMEDIATE and wait so long for each other, readers begin plainly, and each commit is on the disk before it
    is answered.
    """
    legacy = getattr(sqlite3, "LEGACY_TRANSACTION_CONTROL", None)
    named = {"autocommit": legacy} if legacy is not None else {}
    options = {"timeout": patience_seconds, "check_same_thread": False, **named}
    # Parameters may hold case text, so no failure shows them.
    made = sa.create_engine(
        url, connect_args=options, hide_parameters=True, pool_timeout=patience_seconds, max_overflow=20
    )

    @event.listens_for(made, "connect")
    def _set_up(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(made, "begin")
    def _begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        if options.get("asks_once", False):
            return
        if options.get("reads_only", False):
            connection.exec_driver_sql("BEGIN")
            return
        # What was spent in our own queue is not waited for again; a commit has its own time for readers.
        left = options.get("gives_up_at", math.inf) - time.monotonic()
        if left >= _NEARLY_ALL * patience_seconds:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            return
        _set_patience(connection, max(left, 0.0))
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            _set_patience(connection, patience_seconds)

    return made


def _set_patience(connection: sa.Connection, seconds: float) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout={int(seconds * 1000)}")
