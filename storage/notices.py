"""Notices: what is to be said to whom, written with the fact and sent after the commit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa

from procedure.case import State as Stands
from storage.tables import disagreement, notice, person


class State(StrEnum):
    """Where a notice stands on its way out."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


_KEEPS_FAILING = 4


@dataclass(frozen=True)
class Draft:
    """A notice to be written: its unique key, the stream whose order it keeps, and what it is about."""

    key: str
    stream: str
    kind: str
    area_id: str
    made_at: datetime
    disagreement_id: int | None = None
    seq: int = 0
    person_id: int | None = None
    subject: int = 0


@dataclass(frozen=True)
class Notice:
    """
    A notice claimed for sending. `token` fences it, as does its lease (machine time); `attempts` are those
    that failed; `may_have_arrived` marks a repetition.
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


@dataclass(frozen=True)
class Sent:
    """Where a message that has arrived stands in Slack."""

    notice_id: int
    kind: str
    seq: int
    subject: int
    channel: str
    ts: str


def write(connection: sa.Connection, draft: Draft) -> None:
    """Write a notice; one with the same key stands already where the same fact was told before."""
    known = connection.execute(sa.select(notice.c.id).where(notice.c.key == draft.key)).first()
    if known is None:
        connection.execute(notice.insert().values(**vars(draft), state=State.WAITING))


def claim(connection: sa.Connection, now: datetime, lease_until: datetime) -> Notice | None:
    """
    Take a notice that may go out at `now` (machine time), the head of its stream: those never tried come
    first, then those that have waited longest, so that none that keeps failing uses up everybody's turn.
    One whose lease has lapsed is taken again, as one that may have arrived.
    """
    ready = sa.and_(
        notice.c.state == State.WAITING, sa.or_(notice.c.not_before.is_(None), notice.c.not_before <= now)
    )
    lapsed = sa.and_(notice.c.state == State.SENDING, notice.c.lease_until <= now)
    turn = (notice.c.not_before.is_not(None), notice.c.not_before, notice.c.id)
    row = connection.execute(
        sa.select(notice).where(_is_head(), sa.or_(ready, lapsed)).order_by(*turn).limit(1)
    ).one_or_none()
    if row is None:
        return None
    has_lapsed = row.state == State.SENDING
    changed = {
        "token": row.token + 1,
        "lease_until": lease_until,
        "attempts": row.attempts + has_lapsed,
        "may_have_arrived": row.may_have_arrived or has_lapsed,
    }
    connection.execute(notice.update().where(notice.c.id == row.id).values(state=State.SENDING, **changed))
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
        **changed,
    )


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
    connection: sa.Connection, taken: Notice, until: datetime, error: str, *, may_have_arrived: bool
) -> bool:
    """Let a notice that failed wait until an instant of machine time; say whether it may have arrived."""
    return _finish(
        connection,
        taken,
        state=State.WAITING,
        not_before=until,
        error=error,
        attempts=taken.attempts + 1,
        may_have_arrived=taken.may_have_arrived or may_have_arrived,
    )


def hold_back(connection: sa.Connection, taken: Notice, until: datetime) -> bool:
    """Let a notice wait its turn until an instant of machine time: Slack was not asked, so nothing failed."""
    return _finish(connection, taken, state=State.WAITING, not_before=until)


def next_at(connection: sa.Connection) -> datetime | None:
    """Return the next instant of machine time at which a notice that waits may go out."""
    until = sa.func.coalesce(notice.c.lease_until, notice.c.not_before)
    query = sa.select(sa.func.min(until)).where(_on_its_way(notice.c.state))
    return connection.execute(query).scalar_one_or_none()


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


def undelivered(connection: sa.Connection, area_id: str, apart_from: Collection[int] = ()) -> int:
    """
    Return how many messages of an area are undelivered still: what a safeguarding lead may have to make
    good; those of some disagreements are left out.

    Not those of a disagreement that is over, nor those after which something else has reached the same
    person or room in it, nor those to somebody whose account is gone: others are called instead of them.
    """
    later = notice.alias()
    has_arrived_since = sa.exists().where(
        later.c.stream == notice.c.stream, later.c.id > notice.c.id, later.c.state == State.SENT
    )
    over = sa.select(disagreement.c.id).where(disagreement.c.state.in_([Stands.CLOSED, Stands.TAKEN_BACK]))
    gone = sa.select(person.c.id).where(sa.not_(person.c.is_active))
    query = sa.select(sa.func.count()).where(
        notice.c.area_id == area_id,
        notice.c.state == State.FAILED,
        sa.not_(has_arrived_since),
        sa.or_(notice.c.disagreement_id.is_(None), notice.c.disagreement_id.not_in(over)),
        sa.or_(notice.c.disagreement_id.is_(None), notice.c.disagreement_id.not_in(list(apart_from))),
        sa.or_(notice.c.person_id.is_(None), notice.c.person_id.not_in(gone)),
    )
    return int(connection.execute(query).scalar_one())


def outstanding(connection: sa.Connection) -> int:
    """Return how many notices are still on their way."""
    query = sa.select(sa.func.count()).where(_on_its_way(notice.c.state))
    return int(connection.execute(query).scalar_one())


def pressing(connection: sa.Connection, horizon: datetime) -> int:
    """
    Return how many streams go on by an instant of machine time: those whose first notice may go out by
    then, but for one that keeps failing.
    """
    until = sa.func.coalesce(notice.c.lease_until, notice.c.not_before)
    query = sa.select(sa.func.count()).where(
        _is_head(),
        sa.or_(until.is_(None), until <= horizon),
        notice.c.attempts < _KEEPS_FAILING,
    )
    return int(connection.execute(query).scalar_one())


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
        notice.c.stream == stream, _on_its_way(notice.c.state), notice.c.state == State.WAITING
    )
    return connection.execute(query.limit(1)).first() is not None


def send_to(connection: sa.Connection, disagreement_id: int, kind: str, channel: str, stream: str) -> None:
    """Have notices of a kind that are on their way go to a channel, and hold up nothing but each other."""
    connection.execute(
        notice.update()
        .where(notice.c.disagreement_id == disagreement_id, notice.c.kind == kind)
        .where(_on_its_way(notice.c.state))
        .values(channel=channel, stream=stream)
    )


def channel_of(connection: sa.Connection, found: Notice) -> str | None:
    """Return the channel that a notice on its way was given; None where it goes to the room as it stands."""
    row = connection.execute(sa.select(notice.c.channel).where(notice.c.id == found.id)).one()
    return row.channel or None


def _on_its_way(state: sa.Column[str]) -> sa.ColumnElement[bool]:
    """In words that the partial index has too: of a bound value SQLite can't tell that it applies."""
    return state.in_([sa.literal_column(f"'{value}'") for value in (State.WAITING, State.SENDING)])


def _is_head() -> sa.ColumnElement[bool]:
    """Whether a notice is the first of its stream on its way; read from the partial index alone."""
    each = notice.alias()
    heads = sa.select(sa.func.min(each.c.id)).where(_on_its_way(each.c.state)).group_by(each.c.stream)
    return notice.c.id.in_(heads)


def _finish(connection: sa.Connection, taken: Notice, **values: object) -> bool:
    result = connection.execute(
        notice.update()
        .where(notice.c.id == taken.id, notice.c.token == taken.token, notice.c.state == State.SENDING)
        .values(lease_until=None, **values)
    )
    return result.rowcount == 1
