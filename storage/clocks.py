"""Clocks: rows that say what time will do, claimed by compare-and-set so that each happens once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from procedure.clocks import Clock, Kind
from storage.tables import clock
from storage.together import UNASKED

_LONGEST_MINUTES = 15


@dataclass(frozen=True)
class Armed:
    """An armed clock as it was read: `version` is what a claim compares."""

    id: int
    owner: str
    clock: Clock
    version: int
    failures: int


def arm(
    connection: sa.Connection,
    owner: str,
    wanted: Iterable[Clock],
    *,
    is_urgent: bool = False,
    is_new: bool = False,
) -> None:
    """
    Make an owner's clocks exactly these: arm what is new or has moved, disarm what is not wanted. Those of an
    urgent one are struck before others that are due; one that is new has none yet.
    """
    new: list[Clock] = []
    own = {"wanted_owner": owner}
    known = {} if is_new else {(row.kind, row.subject): row for row in connection.execute(_OF_AN_OWNER, own)}
    for each in wanted:
        row = known.pop((each.kind, each.subject), None)
        if row is None:
            new.append(each)
        elif (row.is_armed, row.due_at, row.is_urgent) != (True, each.due_at, is_urgent):
            _move(connection, row.id, each, is_urgent=is_urgent)
    if new:
        _insert(connection, owner, new, is_urgent=is_urgent)
    for row in known.values():
        if row.is_armed:
            connection.execute(_DISARM, {"clock_id": row.id})


def arm_one(connection: sa.Connection, owner: str, wanted: Clock) -> None:
    """Arm one clock of an owner, and leave the others as they are."""
    row = connection.execute(
        sa.select(clock.c.id).where(
            clock.c.owner == owner, clock.c.kind == wanted.kind, clock.c.subject == wanted.subject
        )
    ).one_or_none()
    if row is None:
        _insert(connection, owner, [wanted])
    else:
        _move(connection, row.id, wanted)


def is_armed(connection: sa.Connection, owner: str, kind: Kind) -> bool:
    """Whether an owner has an armed clock of a kind."""
    query = sa.select(clock.c.id).where(clock.c.owner == owner, clock.c.kind == kind, clock.c.is_armed)
    return connection.execute(query).first() is not None


def due(connection: sa.Connection, now: datetime, most: int) -> list[Armed]:
    """Return armed clocks whose instant has come: the urgent ones first, among them the oldest."""
    found: list[Armed] = []
    for search in _DUE:
        rows = connection.execute(search, {"now": now, "most": most - len(found)})
        found += [
            Armed(
                row.id, row.owner, Clock(Kind(row.kind), row.due_at, row.subject), row.version, row.failures
            )
            for row in rows
        ]
    return found


def claim(connection: sa.Connection, armed: Armed, now: datetime) -> bool:
    """Take a due clock for this transaction; False where somebody else was quicker or it has moved."""
    found = {"clock_id": armed.id, "as_read": armed.version, "now": now}
    return connection.execute(_CLAIM, found).rowcount == 1


def put_off(connection: sa.Connection, armed: Armed, now: datetime) -> None:
    """
    Let a clock whose act failed wait, longer each time up to a quarter of an hour; not one that has been
    moved or taken since it was read.
    """
    connection.execute(
        clock.update()
        .where(clock.c.id == armed.id, clock.c.version == armed.version)
        .values(
            due_at=now + timedelta(minutes=min(2**armed.failures, _LONGEST_MINUTES)),
            failures=armed.failures + 1,
            version=clock.c.version + 1,
        )
    )


def next_due(connection: sa.Connection) -> datetime | None:
    """Return the instant at which the next armed clock is due."""
    first = [connection.execute(search).scalar_one() for search in _FIRST]
    return min((at for at in first if at is not None), default=None)


def _insert(
    connection: sa.Connection, owner: str, wanted: Iterable[Clock], *, is_urgent: bool = False
) -> None:
    alike = {"owner": owner, "is_armed": True, "is_urgent": is_urgent}
    rows = [{**alike, "kind": each.kind, "subject": each.subject, "due_at": each.due_at} for each in wanted]
    connection.execute(_INSERT, rows)


def _move(connection: sa.Connection, clock_id: int, wanted: Clock, *, is_urgent: bool = False) -> None:
    connection.execute(_MOVE, {"clock_id": clock_id, "until": wanted.due_at, "urgent": is_urgent})


# Made once: they are sent in every use case, and to make one takes longer than to send it.
_OWN = clock.c.id == sa.bindparam("clock_id")
_ONCE_MORE = clock.c.version + 1
_URGENT_AND_NOT = [(clock.c.is_armed, clock.c.is_urgent == each) for each in (sa.true(), sa.false())]
_DUE = [
    sa.select(clock)
    .where(*those, clock.c.due_at <= sa.bindparam("now"))
    .order_by(clock.c.due_at, clock.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
    for those in _URGENT_AND_NOT
]
_FIRST = [sa.select(sa.func.min(clock.c.due_at)).where(*those) for those in _URGENT_AND_NOT]
_OF_AN_OWNER = sa.select(clock).where(clock.c.owner == sa.bindparam("wanted_owner"))
_INSERT = clock.insert().execution_options(**UNASKED)
_DISARM = clock.update().where(_OWN).values(is_armed=False, version=_ONCE_MORE).execution_options(**UNASKED)
_MOVE = (
    clock.update()
    .where(_OWN)
    .values(
        due_at=sa.bindparam("until"),
        is_armed=True,
        is_urgent=sa.bindparam("urgent"),
        failures=0,
        version=_ONCE_MORE,
    )
    .execution_options(**UNASKED)
)
_CLAIM = (
    clock.update()
    .where(_OWN, clock.c.version == sa.bindparam("as_read"))
    .where(clock.c.is_armed, clock.c.due_at <= sa.bindparam("now"))
    .values(is_armed=False, version=_ONCE_MORE)
)
