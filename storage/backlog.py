"""What waits: clocks that are due and notices on their way, counted for whoever watches the program."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.engine import shared_time
from storage.notices import Road, State, on_its_way
from storage.tables import clock, disagreement, notice


@dataclass(frozen=True)
class Clocks:
    """
    Armed clocks whose instant has come, the oldest of these instants, of all and of those that can't wait,
    and those whose act has failed.
    """

    due: int
    oldest_due_at: datetime | None
    oldest_urgent_due_at: datetime | None
    failing: int


@dataclass(frozen=True)
class Notices:
    """
    Notices on their way: being sent, waiting for their turn, put off to a later time, and those of them that
    have failed before; when the oldest of each was made (procedure time). `ended` grows with each notice that
    has found its end, and says no more than that.
    """

    sending: int
    ready: int
    put_off: int
    failing: int
    oldest_made_at: datetime | None
    oldest_ready_made_at: datetime | None
    oldest_failing_made_at: datetime | None
    ended: int


def open_cases(connection: sa.Connection) -> int:
    """Return how many disagreements are not finished."""
    query = sa.select(sa.func.count()).select_from(disagreement).where(~disagreement.c.is_finished)
    return int(connection.execute(query).scalar_one())


def clocks(connection: sa.Connection, now: datetime) -> Clocks:
    """Return which clocks are due at an instant of procedure time."""
    # One of both at a time, by the index in which they come first.
    urgent, other = (
        connection.execute(
            sa.select(sa.func.count().label("due"), sa.func.min(clock.c.due_at).label("oldest")).where(
                clock.c.is_armed, clock.c.is_urgent == is_urgent, clock.c.due_at <= now
            )
        ).one()
        for is_urgent in (sa.true(), sa.false())
    )
    failing = sa.select(sa.func.count()).where(clock.c.is_armed, clock.c.failures > sa.literal_column("0"))
    return Clocks(
        due=urgent.due + other.due,
        oldest_due_at=min((at for at in (urgent.oldest, other.oldest) if at is not None), default=None),
        oldest_urgent_due_at=urgent.oldest,
        failing=int(connection.execute(failing).scalar_one()),
    )


def notices(connection: sa.Connection, here: datetime, roads: Collection[Road]) -> Notices:
    """Return which notices are on their way on some roads; `here` is this machine's time."""
    now = shared_time(connection, here)
    made_at = notice.c.made_at
    sending, waiting = notice.c.state == State.SENDING, notice.c.state == State.WAITING
    ready = sa.and_(waiting, sa.or_(notice.c.not_before.is_(None), notice.c.not_before <= now))
    put_off = sa.and_(waiting, notice.c.not_before > now)
    failing = notice.c.attempts > 0
    query = sa.select(
        _number(sending).label("sending"),
        _number(ready).label("ready"),
        _number(put_off).label("put_off"),
        _number(failing).label("failing"),
        sa.func.min(made_at).label("oldest_made_at"),
        _oldest(ready).label("oldest_ready_made_at"),
        _oldest(failing).label("oldest_failing_made_at"),
    ).where(on_its_way(), notice.c.road.in_(roads))
    row = connection.execute(query).mappings().one()
    last = connection.execute(sa.select(sa.func.max(notice.c.id))).scalar_one() or 0
    return Notices(ended=last - row["sending"] - row["ready"] - row["put_off"], **row)


def _number(of: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((of, 1), else_=0)), 0)


def _oldest(of: sa.ColumnElement[bool]) -> sa.ColumnElement[datetime]:
    return sa.func.min(sa.case((of, notice.c.made_at)), type_=notice.c.made_at.type)
