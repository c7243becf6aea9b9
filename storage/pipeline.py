"""
PostgreSQL without waiting for what nobody asks: a journey to a server takes longer than most of what it does.

A writer's statements go out as they come. It waits at those that answer, which also say what became of all
before them, and at its commit: nothing is held to be recorded before the server has said so.
"""

from contextlib import suppress
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
import sqlalchemy as sa
from sqlalchemy import event

UNASKED = "unasked"
"""The option of a statement, other than a plain insert, of which nobody asks how many rows it has changed."""


class _Open:
    """The pipeline of one transaction."""

    def __init__(self, driver: psycopg.Connection) -> None:
        self._entered = driver.pipeline()
        self._pipeline = self._entered.__enter__()

    def wait(self) -> None:
        self._pipeline.sync()

    def close(self) -> None:
        self._entered.__exit__(None, None, None)


class Pipelines:
    """The open pipelines of an engine, each by its connection."""

    def __init__(self, engine: sa.Engine) -> None:
        self._open: WeakKeyDictionary[Any, _Open] = WeakKeyDictionary()
        event.listen(engine, "do_execute", self._execute)
        event.listen(engine, "do_execute_no_params", self._execute_alone)
        event.listen(engine, "do_executemany", self._execute_many)
        event.listen(engine, "commit", self._commit)
        event.listen(engine, "rollback", self._close)
        event.listen(engine, "invalidate", self._lose)

    def open(self, connection: sa.Connection) -> None:
        """Wait no longer in the transaction that has begun."""
        driver = _driver(connection)
        self._open[driver] = _Open(driver)

    def _execute(self, cursor: Any, statement: str, parameters: Any, context: Any) -> bool:
        cursor.execute(statement, parameters)
        return self._executed(cursor, context)

    def _execute_alone(self, cursor: Any, statement: str, context: Any) -> bool:
        cursor.execute(statement)
        return self._executed(cursor, context)

    def _execute_many(self, cursor: Any, statement: str, parameters: Any, context: Any) -> bool:
        cursor.executemany(statement, parameters)
        return self._executed(cursor, context)

    def _executed(self, cursor: Any, context: Any) -> bool:
        """Return that SQLAlchemy need not execute it once more."""
        opened = self._open.get(cursor.connection)
        if opened and _is_asked(context):
            opened.wait()
        return True

    def _commit(self, connection: sa.Connection) -> None:
        if _driver(connection) in self._open:
            try:
                connection.exec_driver_sql("COMMIT")
            finally:
                self._close(connection)

    def _close(self, connection: sa.Connection) -> None:
        """Wait at every statement again; by now whoever asked knows what became of the others."""
        if not connection.invalidated and (opened := self._open.pop(_driver(connection), None)):
            with suppress(psycopg.Error):
                opened.close()

    def _lose(self, driver: Any, *how: object) -> None:
        self._open.pop(driver, None)


def _driver(connection: sa.Connection) -> Any:
    return connection.connection.dbapi_connection


def _is_asked(context: Any) -> bool:
    is_plain_insert = context.isinsert and not context.compiled.effective_returning
    return not (is_plain_insert or context.execution_options.get(UNASKED, False))
