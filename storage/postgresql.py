"""PostgreSQL as the program needs it: any number of processes, their writers one at a time, as on SQLite."""

import math
import time
from collections.abc import Iterator, Mapping
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.abc import Buffer
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import event

from storage.together import Together

WRITERS_LOCK = 0x64697361
"""The advisory lock for which all writers of a database queue; it ends with their transaction."""
_SESSION = {
    "application_name": "disagree",
    "timezone": "UTC",
    "statement_timeout": "10s",
    # Every search has its index; a plan made while a table was small would go on reading all of it.
    "enable_seqscan": "off",
    "jit": "off",
    # A process that sleeps inside a transaction would hold up every other, and so would a lost machine's.
    "idle_in_transaction_session_timeout": "5s",
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "2",
    "tcp_user_timeout": "10s",
}
_MINUTE = 60
_RESTS_SINCE, _FRESH_SECONDS = "rests since", 1.0


class _WithoutNul(StrDumperUnknown):
    """PostgreSQL refuses words with a NUL, which nobody types by hand: they come with U+FFFD instead."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", "\N{REPLACEMENT CHARACTER}"))


def engine(url: sa.URL, patience_seconds: float) -> sa.Engine:
    """
    Return an engine whose writers hold one lock from their first statement to their commit, and wait so long
    for it, in the order in which they came. Readers see one state of the database, and hold up nobody.
    """
    made = sa.create_engine(
        url.set(drivername="postgresql+psycopg"),
        # Parameters may hold case text, so no failure shows them.
        hide_parameters=True,
        # Each transaction says itself how it begins, in as few journeys to the server as can be.
        isolation_level="AUTOCOMMIT",
        pool_recycle=30 * _MINUTE,
        pool_timeout=patience_seconds,
        max_overflow=20,
        connect_args={
            "connect_timeout": 5,
            "options": " ".join(f"-c {name}={value}" for name, value in _SESSION.items()),
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 2,
            "tcp_user_timeout": 10_000,
        },
    )

    together = Together(made)

    @event.listens_for(made, "connect")
    def _set_up(connection: Any, record: Any) -> None:
        connection.adapters.register_dumper(str, _WithoutNul)

    @event.listens_for(made, "checkin")
    def _rests(connection: Any, record: Any) -> None:
        record.info[_RESTS_SINCE] = time.monotonic()

    @event.listens_for(made, "checkout")
    def _look(connection: Any, record: Any, proxy: Any) -> None:
        """After a restart of the server the first user of each connection would meet a dead one."""
        if time.monotonic() - record.info.get(_RESTS_SINCE, math.inf) > _FRESH_SECONDS:
            try:
                made.dialect.do_ping(connection)
            except psycopg.Error:
                raise sa.exc.InvalidatePoolError from None

    @event.listens_for(made, "begin")
    def _begin(connection: sa.Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("asks_once", False):
            together.begin(connection, *_opening(options, patience_seconds))

    return made


def _opening(options: Mapping[str, Any], patience_seconds: float) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the statements with which a reader's or a writer's transaction begins, and their parameters."""
    if options.get("reads_only", False):
        yield "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", ()
        return
    left = options.get("gives_up_at", math.inf) - time.monotonic()
    patience = max(int(min(left, patience_seconds) * 1000), 1)
    yield "BEGIN", ()
    yield "SELECT set_config('lock_timeout', %s, true)", (str(patience),)
    yield f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})", ()
