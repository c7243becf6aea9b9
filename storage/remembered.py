"""The roster kept in memory: it is read in every use case and changes a few times a day."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy import event

from procedure.roster import Roster
from storage.tables import (
    agency,
    area,
    holding,
    leave,
    person,
    post,
    post_check,
    roster_version,
    stand_in,
    team,
)

_OF_THE_ROSTER = frozenset({agency, area, holding, leave, person, post, post_check, stand_in, team})
_CHANGES = "changes the roster"

_NUMBER = sa.select(roster_version.c.number)
_FOR_SECONDS = 60.0
"""So long at most, for whoever changes the database by hand."""

Known = tuple[tuple[int, date], float, Roster]
_KNOWN: WeakKeyDictionary[sa.Engine, dict[str, Known]] = WeakKeyDictionary()


def watch(engine: sa.Engine) -> None:
    """Have each transaction that changes anything of the roster say so, to every process, with its commit."""

    @event.listens_for(engine, "before_execute")
    def _note(connection: sa.Connection, statement: Any, *more: Any) -> None:
        is_first = _CHANGES not in connection.info
        if is_first and getattr(statement, "is_dml", False) and statement.table in _OF_THE_ROSTER:
            connection.info[_CHANGES] = True
            connection.execute(roster_version.update().values(number=roster_version.c.number + 1))

    @event.listens_for(engine, "commit")
    @event.listens_for(engine, "rollback")
    def _over(connection: sa.Connection) -> None:
        # What was lost on the way has taken its mark with it, and asking for that would hide the loss.
        if not connection.invalidated:
            connection.info.pop(_CHANGES, None)


def roster(connection: sa.Connection, area_id: str, on: date, read: Callable[[], Roster]) -> Roster:
    """
    Return the roster of an area as it was read last, if nothing in it has changed since. What this
    transaction changes itself is read each time, because it may come to nothing.
    """
    if _CHANGES in connection.info:
        return read()
    version = (connection.execute(_NUMBER).scalar_one(), on)
    known = _KNOWN.setdefault(connection.engine, {})
    now = time.monotonic()
    if (found := known.get(area_id)) and found[0] == version and now - found[1] < _FOR_SECONDS:
        return found[2]
    known[area_id] = (version, now, read())
    return known[area_id][2]
