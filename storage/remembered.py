"""Who is who, kept in memory: it is read in every use case and changes a few times a day."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy import event

from procedure.roster import Roster
from storage.tables import (
    agency,
    area,
    holding,
    home,
    leave,
    person,
    post,
    post_check,
    roster_version,
    stand_in,
    team,
)

_OF_THE_ROSTER = frozenset({agency, area, holding, home, leave, person, post, post_check, stand_in, team})
_CHANGES, _IS = "changes the roster", "the roster's version"
"""What is known of a transaction: that it changes the roster itself, or by which version it goes."""

_NUMBER = sa.select(roster_version.c.number)
_FOR_SECONDS = 60.0
"""So long at most, for whoever changes the database by hand."""

T = TypeVar("T")
Known = tuple[tuple[int, object], float, Any]
_KNOWN: WeakKeyDictionary[sa.Engine, dict[str, Known]] = WeakKeyDictionary()


def watch(engine: sa.Engine) -> None:
    """Have each transaction that changes anything of the roster say so, to every process, with its commit."""

    @event.listens_for(engine, "before_execute")
    def _note(connection: sa.Connection, statement: Any, *more: Any) -> None:
        is_first = _CHANGES not in connection.info
        if is_first and getattr(statement, "is_dml", False) and statement.table in _OF_THE_ROSTER:
            connection.info[_CHANGES] = True
            connection.execute(roster_version.update().values(number=roster_version.c.number + 1))

    @event.listens_for(engine, "begin")
    def _anew(connection: sa.Connection) -> None:
        # Not at the end of the one before: a commit that fails is no end that all are told of.
        connection.info.pop(_CHANGES, None)
        connection.info.pop(_IS, None)


def roster(connection: sa.Connection, area_id: str, on: date, read: Callable[[], Roster]) -> Roster:
    """Return the roster of an area as it was read last, if nothing in it has changed since."""
    return _remembered(connection, f"roster of {area_id}", on, read)


def person_by_id(connection: sa.Connection, person_id: int, read: Callable[[], T]) -> T:
    """Return a person, in the same way."""
    return _remembered(connection, f"person {person_id}", None, read)


def with_home(connection: sa.Connection, read: Callable[[], frozenset[int]]) -> frozenset[int]:
    """Return everyone who has opened App Home, in the same way."""
    return _remembered(connection, "with home", None, read)


def _remembered(connection: sa.Connection, name: str, of: object, read: Callable[[], T]) -> T:
    """What this transaction changes itself is read each time, because it may come to nothing."""
    if _CHANGES in connection.info:
        return read()
    version = (_version(connection), of)
    known = _KNOWN.setdefault(connection.engine, {})
    now = time.monotonic()
    if (found := known.get(name)) and found[0] == version and now - found[1] < _FOR_SECONDS:
        return cast("T", found[2])
    value = read()
    known[name] = (version, now, value)
    return value


def _version(connection: sa.Connection) -> int:
    """Return the version that a transaction sees: it sees the same from first to last."""
    if _IS not in connection.info:
        connection.info[_IS] = connection.execute(_NUMBER).scalar_one()
    return cast("int", connection.info[_IS])
