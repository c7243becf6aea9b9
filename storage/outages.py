"""Whether Slack lets messages through, and who has been told that it does not: read from the notices."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.notices import Road, State, on_its_way
from storage.tables import notice

LOST, BACK = "slack_lost", "slack_back"
"""The kinds of the notices that tell it; their index is by these words."""

OUR_OWN_FAULTS = ("bug",)
"""Errors of which Slack is innocent."""


@dataclass(frozen=True)
class HeldUp:
    """Messages that Slack has refused or not taken: how many wait, since when, and what it said last."""

    number: int
    since: datetime
    error: str


@dataclass(frozen=True)
class Told:
    """How often it has been told in an area that Slack is lost since it was back last, and when last."""

    outage: int
    rounds: int
    last_at: datetime | None


def held_up(connection: sa.Connection, errors: Collection[str] | None = None) -> HeldUp | None:
    """Return what waits because Slack does not take it, by reason of some errors or of any; None: nothing."""
    has_failed = (
        notice.c.road == Road.SLACK,
        on_its_way(),
        notice.c.attempts > 0,
        notice.c.error.is_not(None),
        notice.c.error.not_in(OUR_OWN_FAULTS),
    )
    of_these = () if errors is None else (notice.c.error.in_(errors),)
    found = connection.execute(sa.select(notice).where(*has_failed, *of_these).order_by(notice.c.id)).all()
    if not found:
        return None
    waiting = sa.select(sa.func.count()).where(notice.c.road == Road.SLACK, on_its_way())
    number = int(connection.execute(waiting).scalar_one())
    return HeldUp(number, min(row.made_at for row in found), found[-1].error)


def last_through(connection: sa.Connection) -> datetime | None:
    """Return when Slack last took a message, in procedure time."""
    query = sa.select(notice.c.sent_at).where(notice.c.road == Road.SLACK, notice.c.state == State.SENT)
    return connection.execute(query.order_by(notice.c.sent_at.desc()).limit(1)).scalar_one_or_none()


def told(connection: sa.Connection, area_id: str) -> Told:
    """Return what has been told in an area: that Slack is lost, since it was told last that it is back."""
    # In words that the partial index has too: of a bound value SQLite can't tell that it applies.
    kinds: list[sa.ColumnElement[str]] = [sa.literal_column(f"'{kind}'") for kind in (LOST, BACK)]
    query = sa.select(notice.c.kind, notice.c.subject, notice.c.made_at)
    rows = connection.execute(query.where(notice.c.kind.in_(kinds), notice.c.area_id == area_id)).all()
    ended = max((row.subject for row in rows if row.kind == BACK), default=0)
    rounds = [row for row in rows if row.kind == LOST and row.subject > ended]
    last_at = max((row.made_at for row in rounds), default=None)
    return Told(ended, max((row.subject for row in rounds), default=ended) - ended, last_at)
