"""What could not be delivered, for good or by e-mail so far, and with which nobody has dealt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.notices import Road, State, stands
from storage.tables import notice

KEEPS_FAILING = 3
"""A mail that has failed so often stands too, until it goes: the mail server may refuse us for days."""


@dataclass(frozen=True)
class Failed:
    """
    A notice that was given up, or a mail that does not go: what it was, to whom (None: the room, or whoever
    runs the program), by which road, and what was said there. `is_tried`: it may still arrive.
    """

    id: int
    kind: str
    area_id: str
    disagreement_id: int | None
    person_id: int | None
    made_at: datetime
    error: str
    road: Road = Road.SLACK
    is_tried: bool = False


def standing(connection: sa.Connection, area_id: str) -> Sequence[Failed]:
    """Return what nobody has dealt with in an area, the oldest first."""
    return sorted(_found(connection, notice.c.area_id == area_id), key=lambda failed: failed.id)


def find(connection: sa.Connection, notice_id: int) -> Failed | None:
    """Return one that stands; None where there is none such, or somebody has dealt with it."""
    return next(iter(_found(connection, notice.c.id == notice_id)), None)


def deal_with(connection: sa.Connection, shown: Failed, by: int, at: datetime) -> None:
    """Have one dealt with, and what failed before it for the same person or room in the same disagreement."""
    same = (
        notice.c.area_id == shown.area_id,
        notice.c.disagreement_id.is_not_distinct_from(shown.disagreement_id),
        notice.c.person_id.is_not_distinct_from(shown.person_id),
        notice.c.id <= shown.id,
    )
    for way in _ways():
        connection.execute(notice.update().where(way, *same).values(dealt_by=by, dealt_at=at))


def count(connection: sa.Connection) -> int:
    """Return how many stand, in all areas."""
    queries = (sa.select(sa.func.count()).select_from(notice).where(way) for way in _ways())
    return sum(int(connection.execute(query).scalar_one()) for query in queries)


def _found(connection: sa.Connection, which: sa.ColumnElement[bool]) -> Iterable[Failed]:
    for way in _ways():
        yield from map(_failed, connection.execute(sa.select(notice).where(way, which)))


def _ways() -> Iterable[sa.ColumnElement[bool]]:
    """In which ways a notice can stand, each one at a time by an index of its own."""
    is_open = notice.c.dealt_at.is_(None)
    keeps_failing = sa.and_(notice.c.road == Road.MAIL, notice.c.attempts >= KEEPS_FAILING, is_open)
    yield sa.and_(stands(State.FAILED), is_open)
    yield sa.and_(stands(State.WAITING), notice.c.not_before.is_not(None), keeps_failing)
    yield sa.and_(stands(State.SENDING), keeps_failing)


def _failed(row: sa.Row[tuple[object, ...]]) -> Failed:
    return Failed(
        row.id,
        row.kind,
        row.area_id,
        row.disagreement_id,
        row.person_id,
        row.made_at,
        row.error or "",
        Road(row.road),
        row.state != State.FAILED,
    )
