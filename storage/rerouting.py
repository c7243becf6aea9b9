"""Notices that can't go where they were to go: withdrawn, to be said elsewhere."""

from collections.abc import Sequence
from dataclasses import fields

import sqlalchemy as sa

from storage.notices import Draft, Notice, State
from storage.tables import notice


def withdrawn(connection: sa.Connection, stream: str) -> Sequence[Draft]:
    """Drop what waits in a stream and nobody is sending, and return it as it was written, in its order."""
    waiting = sa.and_(
        notice.c.stream == stream, notice.c.state == sa.literal_column(f"'{State.WAITING.value}'")
    )
    rows = connection.execute(sa.select(notice).where(waiting).order_by(notice.c.id)).all()
    connection.execute(notice.update().where(waiting).values(state=State.DROPPED))
    return [_draft(row) for row in rows]


def as_written(connection: sa.Connection, taken: Notice) -> Draft:
    """Return a notice as it was written."""
    return _draft(connection.execute(sa.select(notice).where(notice.c.id == taken.id)).one())


def told_of(connection: sa.Connection, disagreement_id: int, seq: int) -> frozenset[int]:
    """Return who has a message of their own of an entry."""
    query = sa.select(notice.c.person_id).where(
        notice.c.disagreement_id == disagreement_id,
        notice.c.seq == seq,
        notice.c.person_id.is_not(None),
        notice.c.state != State.DROPPED,
    )
    return frozenset(connection.execute(query).scalars())


def _draft(row: sa.Row[tuple[object, ...]]) -> Draft:
    return Draft(**{field.name: getattr(row, field.name) for field in fields(Draft)})
