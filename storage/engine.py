"""The database and its transactions: one writer at a time, readers beside it, failures in one form."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

import sqlalchemy as sa

from storage import postgresql, remembered, sqlite
from storage.queue import Queue

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


class NoDatabase(Exception):  # noqa: N818  (it says what is the case)
    """A URL names no database that the program knows."""


class Unavailable(Exception):  # noqa: N818  (it says what is the case)
    """The database did not take part: nothing was recorded, and the same act may be tried again."""


@dataclass(frozen=True)
class Database:
    """A database, and the queue in which the writers of this process stand."""

    engine: sa.Engine
    _writers: Queue = field(default_factory=Queue)
    first: Callable[[sa.Connection], None] | None = None
    """What every writing transaction does before anything else."""
    give_way: Callable[[], None] = lambda: None
    """Waits, before a transaction begins, for those who come first."""

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Open the transaction of one use case; commits at the end, rolls back on any exception."""
        self.give_way()
        gives_up_at = time.monotonic() + WRITER_WAITS_SECONDS
        if not self._writers.enter(WRITER_WAITS_SECONDS):
            raise Unavailable("another writer holds the database")
        with ExitStack() as turn:
            turn.callback(self._writers.leave)
            with _in_one_form(), self.engine.connect() as connection:
                connection = connection.execution_options(gives_up_at=gives_up_at)
                with connection.begin():
                    if self.first is not None:
                        self.first(connection)
                    yield connection
                    if self.engine.dialect.name != "sqlite":
                        # A server has a queue of its own: the next asks for the lock while this one commits.
                        turn.close()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Open a consistent view of the database that locks nobody out and changes nothing."""
        self.give_way()
        with _in_one_form(), self.engine.connect() as connection:
            connection = connection.execution_options(reads_only=True)
            with connection.begin() as view:
                yield connection
                if connection.dialect.name == "sqlite":
                    # A server refuses what a reader writes; and after a rollback its driver forgets every
                    # statement that it has prepared.
                    view.rollback()

    @contextmanager
    def ask(self) -> Iterator[sa.Connection]:
        """Open the database for one question, which sees one state of it without a transaction."""
        self.give_way()
        with _in_one_form(), self.engine.connect() as connection:
            connection = connection.execution_options(asks_once=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def connect(url: str) -> Database:
    """
    Return the database at a URL, SQLite's or PostgreSQL's; the file of a SQLite database is made when it is
    first opened. Raises NoDatabase where it is neither.
    """
    try:
        parsed = sa.make_url(url)
        make = _ENGINES[parsed.get_backend_name() if parsed.database else ""]
    except (sa.exc.ArgumentError, KeyError):
        # Neither the URL nor what is wrong in it is shown: it may hold a password.
        raise NoDatabase("DATABASE_URL has to begin with sqlite:/// or postgresql://") from None
    engine = make(parsed, WRITER_WAITS_SECONDS)
    remembered.watch(engine)
    return Database(engine)


_ENGINES = MappingProxyType(
    {"sqlite": sqlite.engine, "postgresql": postgresql.engine, "postgres": postgresql.engine}
)


@contextmanager
def _in_one_form() -> Iterator[None]:
    try:
        yield
    except (sa.exc.DBAPIError, sa.exc.TimeoutError) as failure:
        is_of_what_was_asked = (
            isinstance(failure, _OF_WHAT_WAS_ASKED)
            and not failure.connection_invalidated
            and not _is_forbidden(failure)
        )
        if is_of_what_was_asked:
            raise
        # The statement's parameters may hold case text: only the kind of failure goes on.
        raise Unavailable(type(failure.__cause__ or failure).__name__) from None


def _is_forbidden(failure: sa.exc.DBAPIError) -> bool:
    """Whether PostgreSQL does not let our account do it: nothing is wrong with what was asked."""
    return getattr(failure.orig, "sqlstate", None) == _INSUFFICIENT_PRIVILEGE


_INSUFFICIENT_PRIVILEGE = "42501"
_OF_WHAT_WAS_ASKED = (sa.exc.DataError, sa.exc.IntegrityError, sa.exc.ProgrammingError)
