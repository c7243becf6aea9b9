"""Notices: what is to be said to whom, written with the fact and sent after the commit."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from storage.engine import shared_time
from storage.tables import notice
from storage.together import UNASKED

LONGEST_WAIT = timedelta(minutes=15)
"""
Nothing that waits or is leased does so for longer at a time: what seems to is what was written before the
machine's clock was set back.
"""


class State(StrEnum):
    """Where a notice stands on its way out."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class Road(StrEnum):
    """The way on which a notice goes out."""

    SLACK = "slack"
    MAIL = "mail"


class Urgency(IntEnum):
    """Which notice goes first, whatever else waits: the smallest."""

    CALL_AT_ONCE = 0
    """A call in a disagreement that can't wait."""
    AT_ONCE = 1
    """Whatever else is told in such a one."""
    CALL = 2
    ROUTINE = 3
    MIRROR = 4
    """It shows only what is told elsewhere."""


Resting = Mapping[str, Urgency | None]
"""Kinds that are left alone, and from which urgency on they are not; None: all of them are."""
NONE_RESTING: Resting = MappingProxyType({})

_KEEPS_FAILING = 4


@dataclass(frozen=True)
class Draft:
    """
    A notice to be written: its unique key, the stream whose order it keeps, what it is about, on which road
    it goes, and how soon.
    """

    key: str
    stream: str
    kind: str
    area_id: str
    made_at: datetime
    disagreement_id: int | None = None
    seq: int = 0
    person_id: int | None = None
    subject: int = 0
    road: Road = Road.SLACK
    urgency: Urgency = Urgency.ROUTINE


@dataclass(frozen=True)
class Notice:
    """
    A notice claimed for sending, as urgent as it is by now. `token` fences it, as does its lease (machine
    time); `attempts` are those that failed; `may_have_arrived` marks a repetition.
    """

    id: int
    key: str
    stream: str
    kind: str
    area_id: str
    disagreement_id: int | None
    seq: int
    person_id: int | None
    subject: int
    made_at: datetime
    attempts: int
    token: int
    lease_until: datetime
    may_have_arrived: bool
    urgency: Urgency


@dataclass(frozen=True)
class Sent:
    """Where a message that has arrived stands in Slack."""

    notice_id: int
    kind: str
    seq: int
    subject: int
    channel: str
    ts: str


def write(connection: sa.Connection, *drafts: Draft) -> None:
    """
    Write notices, in their order; one with the same key stands already where the same fact was told before.
    What waits before one in its stream becomes as urgent as it is.
    """
    if not drafts:
        return
    rows = [{**vars(draft), "state": State.WAITING} for draft in drafts]
    connection.execute(_INSERTS[connection.dialect.name], rows)
    sooner = {(draft.stream, draft.urgency) for draft in drafts if draft.urgency not in _CAN_WAIT}
    if sooner:
        connection.execute(_SOONER, [{"of": stream, "by_now": urgency} for stream, urgency in sooner])


_INSERTS = {
    dialect: insert(notice).on_conflict_do_nothing(index_elements=[notice.c.key]).execution_options(**UNASKED)
    for dialect, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def claim(
    connection: sa.Connection, road: Road, here: datetime, lease: timedelta, resting: Resting = NONE_RESTING
) -> Notice | None:
    """
    Take a notice that may go out on a road: the head of its stream, the most urgent first, then those that
    have not failed, then the oldest. What is `resting` is left alone. One whose lease has lapsed is
    taken again, as one that may have arrived. `here` is this machine's time.
    """
    now = shared_time(connection, here)
    found = list(_ready(connection, road, now, resting))
    if not found:
        return None
    row = min(found, key=lambda row: (row.urgency, row.attempts > 0, row.id))
    has_lapsed = row.state == State.SENDING
    changed = {
        "token": row.token + 1,
        "lease_until": now + lease,
        "attempts": row.attempts + has_lapsed,
        "may_have_arrived": row.may_have_arrived or has_lapsed,
    }
    as_read = {"of": row.id, "token_read": row.token, "state_read": row.state}
    if connection.execute(_AS_READ, {**as_read, "state": State.SENDING, **changed}).rowcount != 1:
        return None
    return Notice(
        id=row.id,
        key=row.key,
        stream=row.stream,
        kind=row.kind,
        area_id=row.area_id,
        disagreement_id=row.disagreement_id,
        seq=row.seq,
        person_id=row.person_id,
        subject=row.subject,
        made_at=row.made_at,
        urgency=Urgency(row.urgency),
        **changed,
    )


_AS_READ = notice.update().where(
    notice.c.id == sa.bindparam("of"),
    notice.c.token == sa.bindparam("token_read"),
    notice.c.state == sa.bindparam("state_read"),
)


def is_any_ready(
    connection: sa.Connection, road: Road, here: datetime, resting: Resting = NONE_RESTING
) -> bool:
    """Whether there is a notice to be claimed."""
    return any(_ready(connection, road, shared_time(connection, here), resting))


def sent(connection: sa.Connection, taken: Notice, at: datetime, channel: str | None, ts: str | None) -> bool:
    """Mark a notice as arrived (`at` in procedure time); False where the lease went to somebody else."""
    return _finish(connection, taken, state=State.SENT, sent_at=at, channel=channel, ts=ts, error=None)


def failed(connection: sa.Connection, taken: Notice, error: str) -> bool:
    """Give a notice up for good: Slack refuses it and would again."""
    return _finish(connection, taken, state=State.FAILED, error=error)


def dropped(connection: sa.Connection, taken: Notice) -> bool:
    """Let a notice go that nobody needs any more."""
    return _finish(connection, taken, state=State.DROPPED)


def put_off(
    connection: sa.Connection,
    taken: Notice,
    here: datetime,
    wait: timedelta,
    error: str,
    *,
    may_have_arrived: bool,
) -> bool:
    """Let a notice that failed wait for a time; say whether it may have arrived."""
    return _finish(
        connection,
        taken,
        state=State.WAITING,
        not_before=_after(connection, here, wait),
        error=error,
        attempts=taken.attempts + 1,
        may_have_arrived=taken.may_have_arrived or may_have_arrived,
    )


def hold_back(connection: sa.Connection, taken: Notice, here: datetime, wait: timedelta) -> bool:
    """Let a notice wait its turn for a time: nobody was asked to take it, so nothing failed."""
    return _finish(connection, taken, state=State.WAITING, not_before=_after(connection, here, wait))


def give_back(connection: sa.Connection, here: datetime, wait: timedelta) -> None:
    """Let all notices that are being sent wait for a time, as those that may have arrived."""
    connection.execute(
        notice.update()
        .where(stands(State.SENDING))
        .values(
            state=State.WAITING,
            lease_until=None,
            not_before=_after(connection, here, wait),
            attempts=notice.c.attempts + 1,
            token=notice.c.token + 1,
            may_have_arrived=True,
        )
    )


def ready_in(
    connection: sa.Connection, road: Road, here: datetime, resting: Resting = NONE_RESTING
) -> timedelta | None:
    """
    Return how long it is until a notice that waits for a time may go out, none of a kind that is `resting`;
    None where none does.
    """
    until = sa.func.coalesce(notice.c.lease_until, notice.c.not_before)
    others = _apart_from(resting.items())
    query = sa.select(sa.func.min(until)).where(notice.c.road == road, on_its_way(), *others)
    earliest = connection.execute(query).scalar_one_or_none()
    return None if earliest is None else earliest - shared_time(connection, here)


def last_sent(
    connection: sa.Connection,
    disagreement_id: int,
    kind: str,
    person_id: int | None,
    subject: int | None = None,
    before: Sent | None = None,
) -> Sent | None:
    """
    Return the newest message of a kind that a person (None: the room) has received in a disagreement, or
    the newest that was written `before` another one.
    """
    query = sa.select(notice).where(
        notice.c.disagreement_id == disagreement_id,
        notice.c.kind == kind,
        notice.c.person_id.is_(None) if person_id is None else notice.c.person_id == person_id,
        notice.c.state == State.SENT,
        notice.c.ts.is_not(None),
    )
    if subject is not None:
        query = query.where(notice.c.subject == subject)
    if before is not None:
        query = query.where(notice.c.id < before.notice_id)
    row = connection.execute(query.order_by(notice.c.id.desc()).limit(1)).one_or_none()
    return Sent(row.id, row.kind, row.seq, row.subject, row.channel, row.ts) if row else None


def outstanding(connection: sa.Connection) -> int:
    """Return how many notices are still on their way."""
    query = sa.select(sa.func.count()).where(on_its_way())
    return int(connection.execute(query).scalar_one())


def is_any_pressing(
    connection: sa.Connection, here: datetime, within: timedelta, roads: Collection[Road] = tuple(Road)
) -> bool:
    """
    Whether a stream of some roads goes on within a time: its first notice is under way or may go out by then,
    and does not keep failing.
    """
    until = sa.func.coalesce(notice.c.lease_until, notice.c.not_before)
    horizon = shared_time(connection, here) + within
    query = sa.select(notice.c.id).where(
        on_its_way(),
        _is_head(),
        notice.c.road.in_(roads),
        sa.or_(until.is_(None), until <= horizon, stands(State.SENDING)),
        notice.c.attempts < _KEEPS_FAILING,
    )
    return connection.execute(query.limit(1)).first() is not None


def is_superseded(connection: sa.Connection, taken: Notice) -> bool:
    """Whether a later notice of the same stream, kind and subject waits behind this one."""
    query = sa.select(notice.c.id).where(
        notice.c.stream == taken.stream,
        notice.c.kind == taken.kind,
        notice.c.subject == taken.subject,
        notice.c.id > taken.id,
        notice.c.state == State.WAITING,
    )
    return connection.execute(query.limit(1)).first() is not None


def is_waiting(connection: sa.Connection, stream: str) -> bool:
    """Whether a notice of a stream is on its way, and nobody is sending it at this moment."""
    query = sa.select(notice.c.id).where(
        notice.c.stream == stream, on_its_way(), notice.c.state == State.WAITING
    )
    return connection.execute(query.limit(1)).first() is not None


def send_to(connection: sa.Connection, disagreement_id: int, kind: str, channel: str, stream: str) -> None:
    """Have notices of a kind that are on their way go to a channel, and hold up nothing but each other."""
    connection.execute(
        notice.update()
        .where(notice.c.disagreement_id == disagreement_id, notice.c.kind == kind)
        .where(on_its_way())
        .values(channel=channel, stream=stream)
    )


def channel_of(connection: sa.Connection, found: Notice) -> str | None:
    """Return the channel that a notice on its way was given; None where it goes to the room as it stands."""
    row = connection.execute(sa.select(notice.c.channel).where(notice.c.id == found.id)).one()
    return row.channel or None


def on_its_way(state: sa.Column[str] = notice.c.state) -> sa.ColumnElement[bool]:
    """Whether nobody knows yet what becomes of a notice, by its column of states."""
    return stands(State.WAITING, State.SENDING, state=state)


def stands(*states: State, state: sa.Column[str] = notice.c.state) -> sa.ColumnElement[bool]:
    """
    Whether a notice stands in one of some states, in words that the partial indexes have too: of a bound
    value SQLite can't tell that they apply.
    """
    written: list[sa.ColumnClause[str]] = [sa.literal_column(f"'{each}'") for each in states]
    return state == written[0] if len(written) == 1 else state.in_(written)


_CAN_WAIT = (Urgency.ROUTINE, Urgency.MIRROR)
_SOONER = (
    notice.update()
    .where(notice.c.stream == sa.bindparam("of"), on_its_way(), notice.c.urgency > sa.bindparam("by_now"))
    .values(urgency=sa.bindparam("by_now"))
    .execution_options(**UNASKED)
)


def _after(connection: sa.Connection, here: datetime, wait: timedelta) -> datetime:
    return shared_time(connection, here) + min(wait, LONGEST_WAIT)


def _ready(
    connection: sa.Connection, road: Road, now: datetime, resting: Resting
) -> Iterator[sa.Row[tuple[Any, ...]]]:
    """Yield the first notice of each way in which one may be ready."""
    at = {"on_road": road, "now": now, "too_far": now + LONGEST_WAIT}
    for search in _searches(tuple(resting.items())):
        yield from connection.execute(search, at)


@cache
def _searches(resting: tuple[tuple[str, Urgency | None], ...]) -> tuple[sa.Select[Any], ...]:
    """Return a search for each way in which a notice may be ready, in the order in which those come."""
    waits = stands(State.WAITING)
    sending = stands(State.SENDING)
    ways = (
        (waits, notice.c.not_before.is_(None), notice.c.urgency, notice.c.id),
        (waits, _is_over(notice.c.not_before), notice.c.urgency, notice.c.not_before),
        (sending, _is_over(notice.c.lease_until), notice.c.lease_until),
    )
    on_road = notice.c.road == sa.bindparam("on_road")
    return tuple(
        sa.select(notice)
        .where(on_road, stands, ready, _is_head(), *_apart_from(resting))
        .order_by(*turn)
        .limit(1)
        for stands, ready, *turn in ways
    )


def _is_over(until: sa.Column[datetime]) -> sa.ColumnElement[bool]:
    is_now, is_too_far = until <= sa.bindparam("now"), until > sa.bindparam("too_far")
    return sa.and_(until.is_not(None), sa.or_(is_now, is_too_far))


def _apart_from(resting: Iterable[tuple[str, Urgency | None]]) -> list[sa.ColumnElement[bool]]:
    return [
        sa.or_(
            sa.not_(sa.or_(notice.c.kind == kind, notice.c.kind.startswith(f"{kind}:"))),
            *([] if urgency is None else [notice.c.urgency <= urgency]),
        )
        for kind, urgency in resting
    ]


@cache
def _is_head() -> sa.ColumnElement[bool]:
    """Whether nothing of the same stream is on its way before a notice."""
    earlier = notice.alias()
    return ~sa.exists().where(
        earlier.c.stream == notice.c.stream, earlier.c.id < notice.c.id, on_its_way(earlier.c.state)
    )


def _finish(connection: sa.Connection, taken: Notice, **values: object) -> bool:
    held = {"of": taken.id, "token_read": taken.token, "state_read": State.SENDING}
    return connection.execute(_AS_READ, {**held, "lease_until": None, **values}).rowcount == 1
