"""
PostgreSQL asked less often: a journey to a server takes longer than most of what it does there.

What a writer writes and asks nothing about waits here, and goes to the server with the next statement that
answers, or with the commit. Until then nothing of it is under way: a process that sleeps holds no statement
open, and what fails is said before anything is decided by an answer.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
import sqlalchemy as sa
from psycopg.abc import PQGen
from psycopg.errors import PipelineAborted
from sqlalchemy import event

_UNASKED = "unasked"
UNASKED = {_UNASKED: True}
"""The options of a statement of which nobody asks what came of it, not even how many rows it changed."""

_How = Callable[[psycopg.Cursor[Any], str, Any], object]
_ONCE: _How = psycopg.Cursor.execute
_FOR_MANY: _How = psycopg.Cursor.executemany
_Waiting = list[tuple[_How, str, Any]]
"""Statements with their parameters, and how the driver executes them: once, or for many rows."""


class Together:
    """What waits in each transaction of an engine, by its connection."""

    def __init__(self, engine: sa.Engine) -> None:
        self._waiting: WeakKeyDictionary[Any, _Waiting] = WeakKeyDictionary()
        event.listen(engine, "do_execute", self._execute)
        event.listen(engine, "do_executemany", self._execute_many)
        event.listen(engine, "commit", self._commit)
        event.listen(engine, "checkin", self._forget)

    def begin(self, connection: sa.Connection, *opening: tuple[str, Any]) -> None:
        """Let statements wait in a transaction, first of all those with which it begins."""
        self._waiting[connection.connection.dbapi_connection] = [(_ONCE, *each) for each in opening]

    # Each returns whether a statement is dealt with; where not, SQLAlchemy executes it.

    def _execute(self, cursor: Any, words: str, values: Any, context: Any) -> bool:
        return self._deal_with(_ONCE, cursor, words, values, context)

    def _execute_many(self, cursor: Any, words: str, values: Any, context: Any) -> bool:
        return self._deal_with(_FOR_MANY, cursor, words, values, context)

    def _deal_with(self, how: _How, cursor: Any, words: str, values: Any, context: Any) -> bool:
        waiting = self._waiting.get(cursor.connection)
        if waiting is None:
            return False
        if context.execution_options.get(_UNASKED) and not context.compiled.effective_returning:
            waiting.append((how, words, values))
            return True
        if not waiting and how is _ONCE:
            return False
        self._waiting[cursor.connection] = []
        _send(waiting, cursor, how, words, values)
        return True

    def _commit(self, connection: sa.Connection) -> None:
        if self._waiting.get(connection.connection.dbapi_connection):
            # Not left to SQLAlchemy, which would make another journey of it.
            connection.exec_driver_sql("COMMIT")

    def _forget(self, driver: Any, record: Any) -> None:
        # One that was lost comes back as None, and has taken what waited with it.
        if driver is not None:
            self._waiting.pop(driver, None)


def _send(waiting: _Waiting, cursor: Any, how: _How, words: str, values: Any) -> None:
    """Execute what waits, and with it the last statement."""
    try:
        with cursor.connection.cursor() as own, _in_one_go(cursor.connection):
            for earlier, its_words, its_values in waiting:
                earlier(own, its_words, its_values)
            how(cursor, words, values)
    except PipelineAborted as skipped:
        # The driver may say last what was skipped because of the first that failed.
        raise skipped.__context__ or skipped from None


@contextmanager
def _in_one_go(connection: psycopg.Connection) -> Iterator[None]:
    """Send what is executed together, and wait for all of it at the end."""
    connection._pipeline = pipeline = _Pipeline(connection)  # noqa: SLF001  (the driver makes its own kind)
    try:
        with pipeline:
            yield
    finally:
        connection._pipeline = None  # noqa: SLF001


class _Pipeline(psycopg.Pipeline):
    """
    A pipeline that goes to the server in one piece, of which the end is the last that is heard there. The
    driver's own goes statement by statement, and asks once more for what is left. Whoever sleeps in between,
    or after that, is awake to a server: it would never end their transaction.
    """

    def _communicate_gen(self) -> PQGen[None]:
        """Send nothing before the end."""
        yield from ()

    def _exit_gen(self) -> PQGen[None]:
        self._enqueue_sync()
        while self.command_queue:
            self.command_queue.popleft()()
        try:
            yield from super()._communicate_gen()
        finally:
            yield from self._fetch_gen(flush=False)
