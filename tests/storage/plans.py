"""How SQLite goes about the searches that are made of it."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from storage.engine import Database


def plans_of(database: Database, search: Callable[[sa.Connection], object]) -> list[str]:
    """Return each step of SQLite's plan for each search that is made."""
    made: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, words: str, values: Any, *more: Any) -> None:
        if words.startswith("SELECT"):
            made.append((words, values))

    with database.write() as connection:
        sa.event.listen(connection, "before_cursor_execute", note)
        search(connection)
        sa.event.remove(connection, "before_cursor_execute", note)
        return [
            str(row.detail)
            for words, values in made
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values)
        ]
