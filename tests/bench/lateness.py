"""How late a call leaves after it is due: when idle, and while very many others are due."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from statistics import quantiles

import sqlalchemy as sa

from bot.loop import NET_SECONDS
from casework import telling
from storage.engine import Database, connect
from storage.tables import clock, disagreement, notice
from tests.bench import processes
from tests.bench.crowd import gather
from tests.bench.figure import Figure
from tests.stores import Store

_APART = timedelta(seconds=1.5)
"""Slack takes one message a second for each person, and it is always the same who are called."""
_RAISED_AGO = timedelta(days=30)
_BEGINS_IN = timedelta(seconds=NET_SECONDS + 2)
_FAR = timedelta(days=5)
_PATIENCE_SECONDS = 300.0
_LOOK_SECONDS = 0.2


def measure(store: Store, number: int, others: int) -> Iterator[Figure]:
    """Measure so many calls that can't wait, one after the other; then the same while others are due."""
    idle = _late(store, number, 0)
    busy = _late(store, number, others)
    for percent in (50, 99):
        alone, among = (quantiles(each, n=100, method="inclusive")[percent - 1] for each in (idle, busy))
        yield Figure(f"a call leaves after it is due, idle: p{percent}", alone, "s")
        yield Figure(
            f"a call leaves after it is due, {others:,} others due: p{percent}", among, "s", "idle", alone
        )


def _late(store: Store, number: int, others: int) -> list[float]:
    """Return how many seconds after it was due Slack had each call."""
    name = store.make()
    with closing(connect(store.url(name))) as database:
        total = number + others
        gather(database, total, datetime.now(UTC) - _RAISED_AGO, urgent_every=total // number)
        put_off(database, _FAR)
        with (
            processes.slack(pace=1.0) as slack,
            processes.program(store.url(name), slack, processes.free_port()),
        ):
            due = _spread(database, number)
            await_all(lambda: len(_left(database, due)) == len(due))
        left = _left(database, due)
    store.drop(name)
    return [max(at - due[owner].timestamp(), 0.0) for owner, at in left.items()]


def put_off(database: Database, wait: timedelta) -> None:
    """Have every clock run out at one instant, so long from now."""
    with database.write() as connection:
        connection.execute(clock.update().values(due_at=datetime.now(UTC) + wait))


def _spread(database: Database, number: int) -> dict[str, datetime]:
    """
    Have all fall due at one instant, soon, and those that can't wait one after the other from then on;
    return when each of these does. The program looks again before the first.
    """
    put_off(database, _BEGINS_IN)
    with database.write() as connection:
        urgent = (
            sa.select(clock.c.owner, clock.c.due_at)
            .where(clock.c.is_urgent)
            .order_by(clock.c.id)
            .limit(number)
        )
        rows = connection.execute(urgent).all()
        due: dict[str, datetime] = {row.owner: row.due_at + place * _APART for place, row in enumerate(rows)}
        for owner, at in due.items():
            connection.execute(clock.update().where(clock.c.owner == owner).values(due_at=at))
    return due


def _left(database: Database, due: dict[str, datetime]) -> dict[str, float]:
    """Return when, by Slack's clock, the first call of each was there."""
    first = (
        sa.select(disagreement.c.reference, sa.func.min(notice.c.ts))
        .join(notice, notice.c.disagreement_id == disagreement.c.id)
        .where(
            disagreement.c.reference.in_(due),
            notice.c.kind == telling.CALL,
            notice.c.ts.is_not(None),
            notice.c.made_at >= min(due.values()),
        )
        .group_by(disagreement.c.reference)
    )
    with database.read() as connection:
        return {reference: float(ts) for reference, ts in connection.execute(first).all()}


def await_all(has_come: Callable[[], bool]) -> None:
    """Wait until something has come about; raises TimeoutError where it does not."""
    gives_up_at = time.monotonic() + _PATIENCE_SECONDS
    while not has_come():
        if time.monotonic() > gives_up_at:
            raise TimeoutError("what is measured did not come about")
        time.sleep(_LOOK_SECONDS)
