"""Bugs to be planted: each replaces one seam by what a tired programmer might have written there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from bot.delivery import patience
from casework import delivery
from messages import repeats
from procedure import ladder
from procedure.acts import Act
from procedure.case import Case
from procedure.clocks import Clock, Kind
from procedure.roster import Roster
from storage import clocks, notices, seen
from storage.clocks import Armed
from storage.engine import Connection, Database
from storage.notices import NONE_RESTING, Notice, Resting, Road
from storage.tables import notice
from tests.simulation.seams import instead

Bug = Callable[[], AbstractContextManager[None]]


def lost_lease() -> AbstractContextManager[None]:
    """What a process had in hand when it died is given up."""
    claim = notices.claim

    def gives_up(connection: sa.Connection, *args: Any) -> Notice | None:
        taken = claim(connection, *args)
        if taken is None or not taken.attempts:
            return taken
        given_up = notice.update().where(notice.c.id == taken.id).values(state="failed", lease_until=None)
        connection.execute(given_up)
        return None

    return instead(notices, "claim", gives_up)


def double_claim() -> AbstractContextManager[None]:
    """Whoever has read that a clock is due strikes it, whether or not somebody was quicker."""
    claim = clocks.claim

    def always(connection: Connection, armed: Armed, now: datetime) -> bool:
        claim(connection, armed, now)
        return True

    return instead(clocks, "claim", always)


def mark_before_send() -> AbstractContextManager[None]:
    """A notice counts as sent as soon as somebody has it in hand."""
    take = delivery.take

    def marked(
        database: Database, road: Road, here: datetime, lease: timedelta, resting: Resting = NONE_RESTING
    ) -> Notice | None:
        taken = take(database, road, here, lease, resting)
        if taken is not None:
            with database.write() as connection:
                connection.execute(
                    notice.update().where(notice.c.id == taken.id).values(state="sent", lease_until=None)
                )
        return taken

    return instead(delivery, "take", marked)


def retry_without_settling() -> AbstractContextManager[None]:
    """What nobody knows to have arrived is said again at once."""
    return instead(patience, "SETTLE_SECONDS", 0.0)


def no_fencing() -> AbstractContextManager[None]:
    """Whoever comes back late writes over what became of it meanwhile."""

    def finish(connection: sa.Connection, taken: Notice, **values: object) -> bool:
        connection.execute(notice.update().where(notice.c.id == taken.id).values(lease_until=None, **values))
        return True

    return instead(notices, "_finish", finish)


def forgotten_reminder() -> AbstractContextManager[None]:
    """A call that nobody takes up is not repeated."""
    arm = clocks.arm

    def forgetful(connection: sa.Connection, owner: str, wanted: Iterable[Clock], **more: Any) -> None:
        arm(connection, owner, [each for each in wanted if each.kind is not Kind.CALL_AGAIN], **more)

    return instead(clocks, "arm", forgetful)


@contextmanager
def order_broken() -> Iterator[None]:
    """What waits for a second try is overtaken by what comes after it."""
    # The searches are made once: those with the bug in them go with it.
    notices._searches.cache_clear()  # noqa: SLF001  (this is the seam)
    with instead(notices, "_is_head", sa.true):
        yield
    notices._searches.cache_clear()  # noqa: SLF001


def outage_skips_a_tier() -> AbstractContextManager[None]:
    """The next tier's time counts from when it should have been called, not from when it was."""
    ran_out = ladder.time_ran_out

    def from_then_on(case: Case, roster: Roster, now: datetime) -> tuple[Act, ...]:
        return ran_out(case, roster, case.due_at or now)

    return instead(ladder, "time_ran_out", from_then_on)


def repeats_unmarked() -> AbstractContextManager[None]:
    """What is said again looks as if it were said for the first time."""
    return instead(repeats, "repeated", lambda message: message)


def forgets_that_it_may_have_arrived() -> AbstractContextManager[None]:
    """A lapsed lease is taken for one that did nothing."""
    claim = notices.claim

    def forgetful(*args: Any, **named: Any) -> Notice | None:
        taken = claim(*args, **named)
        return replace(taken, may_have_arrived=False) if taken else None

    return instead(notices, "claim", forgetful)


def acts_on_what_comes_twice() -> AbstractContextManager[None]:
    """What Slack delivers again counts again."""
    return instead(seen, "once", lambda database, key: database)


PLANTED: Mapping[str, tuple[Bug, str]] = {
    "a lost lease": (lost_lease, "lost"),
    "a double claim": (double_claim, "unmarked_repeats"),
    "marked before it is sent": (mark_before_send, "lost"),
    "a retry without settling": (retry_without_settling, "unmarked_repeats"),
    "no fencing": (no_fencing, "unmarked_repeats"),
    "a forgotten reminder": (forgotten_reminder, "missed"),
    "order broken": (order_broken, "lost"),
    "an outage that skips a tier": (outage_skips_a_tier, "early"),
    "a repeat that is not marked": (repeats_unmarked, "unmarked_repeats"),
    "a press that counts twice": (acts_on_what_comes_twice, "unmarked_repeats"),
    "a lapsed lease forgotten": (forgets_that_it_may_have_arrived, "unmarked_repeats"),
}
"""Each bug, and of which kind the finding is by which it shows."""
