"""Workspace time: it runs, faster or slower, or is held; apps that follow it say when they have settled."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.signal import Signal

SETTLE_SECONDS = 30.0
POLL_SECONDS = 10.0
LIVE_SECONDS = 15.0
"""An app that was answered may be at work for so long before it asks again."""
CUT_OFF_SECONDS = 2.0
"""An app whose poll was cut off has most likely ended; one that lives comes again at once."""
HELD, REAL_TIME, FASTEST = 0.0, 1.0, 86_400.0


class NotSettled(Exception):  # noqa: N818 - reads as what happened
    """A follower did not say in time that it had done all that was due."""


@dataclass
class Follower:
    """An app that follows this clock."""

    name: str
    polled_at: float
    waiting: int = 0
    settled: int = -1
    is_cut_off: bool = False
    next_due: datetime | None = None

    def is_live(self, at: float) -> bool:
        """Say whether it polls now or did so a short while ago."""
        patience = CUT_OFF_SECONDS if self.is_cut_off else LIVE_SECONDS
        return self.waiting > 0 or at - self.polled_at <= patience


class WorkspaceClock:
    """What time it is in the workspace; triggers, signatures and Retry-After go by machine time."""

    def __init__(
        self,
        starts_at: datetime | None = None,
        *,
        frozen: bool = False,
        pace: float = 1.0,
        machine: Callable[[], float] = time.monotonic,
    ) -> None:
        if pace <= 0:
            raise ValueError("the pace is a factor greater than nought")
        self.pace = pace
        self.speed = HELD if frozen else REAL_TIME
        self.moved = Signal()
        self.followers: dict[str, Follower] = {}
        self._settlings = Signal()
        self._moving = asyncio.Lock()
        self._machine = machine
        self._set_to = (starts_at or datetime.now(UTC)).astimezone(UTC)
        self._set_at = machine()

    def now(self) -> datetime:
        """Return workspace time, aware, in UTC."""
        return self._set_to + timedelta(seconds=(self._machine() - self._set_at) * self.speed)

    def live_followers(self) -> list[Follower]:
        """Return the apps that follow the clock now."""
        at = self._machine()
        return [one for one in self.followers.values() if one.is_live(at)]

    def next_due(self) -> datetime | None:
        """Return when the next thing of any live follower is due; None where none has said so."""
        return min((one.next_due for one in self.live_followers() if one.next_due), default=None)

    def as_json(self) -> Json:
        """Return how the clock stands."""
        next_due = self.next_due()
        return {
            "now": self.now().isoformat(timespec="microseconds"),
            "speed": self.speed,
            "pace": self.pace,
            "version": self.moved.count,
            "moving": self._moving.locked(),
            "next_due": next_due.isoformat() if next_due else None,
            "followers": [one.name for one in self.live_followers()],
        }

    async def poll(self, after: int, follower: str | None) -> Json:
        """
        Answer as soon as the version is beyond `after`, or as it stands when the poll's time is over.

        Whoever finds that the follower has hung up cancels this and says so.
        """
        known = self._known(follower) if follower else Follower("", self._machine())
        known.waiting, known.is_cut_off = known.waiting + 1, False
        try:
            await self.moved.beyond(after, POLL_SECONDS)
        finally:
            known.waiting -= 1
            known.polled_at = self._machine()
        return self.as_json()

    def note_hung_up(self, follower: str) -> None:
        """Take note that a follower's poll was cut off, by its end or by the network's."""
        self._known(follower).is_cut_off = True
        self._settlings.bump()

    def note_settled(self, follower: str, version: int, next_due: datetime | None = None) -> bool:
        """Take a follower's word that all due at that version is done; say whether its next due is news."""
        known = self._known(follower)
        known.settled = max(known.settled, version)
        is_news, known.next_due = next_due != known.next_due, next_due
        self._settlings.bump()
        return is_news

    def run_at(self, speed: float) -> None:
        """Have workspace time run on from now so many times as fast as this machine's; nought holds it."""
        if not HELD <= speed <= FASTEST:
            raise Impossible(f"the clock runs at 0 to {FASTEST:.0f} times real time, not {speed}")
        self._set(self.now())
        self.speed = speed
        self.moved.bump()

    async def settle(self) -> list[str]:
        """Wait until every live follower has settled at a new version, and return who did; no time is set."""
        version = self.moved.bump()
        deadline = self._machine() + SETTLE_SECONDS
        while behind := [one.name for one in self.live_followers() if one.settled < version]:
            left = deadline - self._machine()
            if left <= 0:
                raise NotSettled(f"{', '.join(behind)} did not settle within {SETTLE_SECONDS:.0f} s")
            await self._settlings.beyond(self._settlings.count, min(left, 0.5))
        return [one.name for one in self.live_followers()]

    async def move_to(self, to: datetime) -> list[str]:
        """
        Let what is under way finish, set the time forward, and wait until what is then due is done.

        Returns the followers that were waited for.
        """
        async with self._moving:
            self._refuse_to_go_back(to)
            await self._settle_first()
            return await self._set_and_settle(to)

    def jump_to(self, to: datetime) -> None:
        """Set the time forward and wait for nobody, as time itself does."""
        self._refuse_to_go_back(to)
        self._set(to.astimezone(UTC))
        self.moved.bump()

    async def move_to_next(self) -> list[str]:
        """Move to when the next thing is due; raises Impossible where no follower knows of any."""
        async with self._moving:
            if not await self._settle_first():
                raise Impossible("no app follows this clock, so nothing is known to be due")
            to = self.next_due()
            if to is None:
                raise Impossible("no app that follows this clock has anything due")
            return await self._set_and_settle(to)

    async def _settle_first(self) -> list[str]:
        try:
            return await self.settle()
        except NotSettled as error:
            raise NotSettled(f"{error}; the clock was not moved") from None

    async def _set_and_settle(self, to: datetime) -> list[str]:
        # a clock that runs may have passed it by now, and never goes back
        self._set(max(to.astimezone(UTC), self.now()))
        try:
            return await self.settle()
        except NotSettled as error:
            raise NotSettled(f"{error} after the clock was moved to {self._now_in_words()}") from None

    def _set(self, to: datetime) -> None:
        self._set_to, self._set_at = to, self._machine()

    def _refuse_to_go_back(self, to: datetime) -> None:
        if to < self.now():
            raise Impossible(f"the clock goes forward only: it is {self._now_in_words()}")

    def _now_in_words(self) -> str:
        return self.now().isoformat(" ", "seconds")

    def _known(self, name: str) -> Follower:
        known = self.followers.setdefault(name, Follower(name, self._machine()))
        known.polled_at = self._machine()
        return known
