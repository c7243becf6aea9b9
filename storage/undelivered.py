"""What could not be delivered, for good, and with which nobody has dealt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.notices import State, stands
from storage.tables import notice


@dataclass(frozen=True)
class Failed:
    """A notice that was given up: what it was, to whom (None: the room), and what Slack said."""

    id: int
    kind: str
    area_id: str
    disagreement_id: int | None
    person_id: int | None
    made_at: datetime
    error: str


def standing(connection: sa.Connection, area_id: str) -> Sequence[Failed]:
    """Return what nobody has dealt with in an area, the oldest first."""
    rows = connection.execute(
        sa.select(notice).where(_stands(), notice.c.area_id == area_id).order_by(notice.c.id)
    )
    return [_failed(row) for row in rows]


def find(connection: sa.Connection, notice_id: int) -> Failed | None:
    """Return one that stands; None where there is none such, or somebody has dealt with it."""
    row = connection.execute(sa.select(notice).where(_stands(), notice.c.id == notice_id)).one_or_none()
    return _failed(row) if row else None


def deal_with(connection: sa.Connection, shown: Failed, by: int, at: datetime) -> None:
    """Have one dealt with, and what failed before it for the same person or room in the same disagreement."""
    connection.execute(
        notice.update()
        .where(
            _stands(),
            notice.c.area_id == shown.area_id,
            notice.c.disagreement_id.is_not_distinct_from(shown.disagreement_id),
            notice.c.person_id.is_not_distinct_from(shown.person_id),
            notice.c.id <= shown.id,
        )
        .values(dealt_by=by, dealt_at=at)
    )


def count(connection: sa.Connection) -> int:
    """Return how many stand, in all areas."""
    query = sa.select(sa.func.count()).select_from(notice).where(_stands())
    return int(connection.execute(query).scalar_one())


def _stands() -> sa.ColumnElement[bool]:
    return sa.and_(stands(State.FAILED), notice.c.dealt_at.is_(None))


def _failed(row: sa.Row[tuple[object, ...]]) -> Failed:
    return Failed(
        row.id,
        row.kind,
        row.area_id,
        row.disagreement_id,
        row.person_id,
        row.made_at,
        row.error or "",
    )
