"""Workspace time: it can be moved forward or held, and apps that follow it say when they have settled."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.signal import Signal

SETTLE_SECONDS = 30.0
LIVE_SECONDS = 15.0
POLL_SECONDS = 10.0


class NotSettled(Exception):  # noqa: N818 - reads as what happened
    """A follower did not say in time that it had done all that was due."""


@dataclass
class Follower:
    """An app that follows this clock."""

    name: str
    polled_at: float
    waiting: int = 0
    settled: int = -1

    def is_live(self, at: float) -> bool:
        """Say whether it polls now or did so a short while ago."""
        return self.waiting > 0 or at - self.polled_at <= LIVE_SECONDS


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
        self.frozen = frozen
        self.moved = Signal()
        self.followers: dict[str, Follower] = {}
        self._settlings = Signal()
        self._machine = machine
        self._set_to = (starts_at or datetime.now(UTC)).astimezone(UTC)
        self._set_at = machine()

    def now(self) -> datetime:
        """Return workspace time, aware, in UTC."""
        if self.frozen:
            return self._set_to
        return self._set_to + timedelta(seconds=self._machine() - self._set_at)

    def as_json(self) -> Json:
        """Return what `GET /practice/clock` answers."""
        return {
            "now": self.now().isoformat(timespec="microseconds"),
            "frozen": self.frozen,
            "pace": self.pace,
            "version": self.moved.count,
        }

    async def poll(self, after: int, follower: str | None) -> Json:
        """Answer as soon as the version is beyond `after`, or as it stands when the poll's time is over."""
        known = self._known(follower) if follower else None
        if known:
            known.waiting += 1
        try:
            await self.moved.beyond(after, POLL_SECONDS)
        finally:
            if known:
                known.waiting -= 1
                known.polled_at = self._machine()
        return self.as_json()

    def note_settled(self, follower: str, version: int) -> None:
        """Take a follower's word that it has done all that was due at that version."""
        known = self._known(follower)
        known.settled = max(known.settled, version)
        self._settlings.bump()

    async def settle(self) -> None:
        """Wait until every live follower has settled at a new version; the time is not moved."""
        version = self.moved.bump()
        deadline = self._machine() + SETTLE_SECONDS
        while behind := self._behind(version):
            left = deadline - self._machine()
            if left <= 0:
                raise NotSettled(f"{', '.join(behind)} did not settle within {SETTLE_SECONDS:.0f} s")
            await self._settlings.beyond(self._settlings.count, min(left, 1.0))

    async def move_to(self, to: datetime) -> None:
        """Let what is under way finish, set the time forward, and wait until what is then due is done."""
        if to < self.now():
            raise Impossible(f"the clock goes forward only: it is {self.now().isoformat()}")
        await self.settle()
        self._set_to, self._set_at = to.astimezone(UTC), self._machine()
        await self.settle()

    def _known(self, name: str) -> Follower:
        known = self.followers.setdefault(name, Follower(name, self._machine()))
        known.polled_at = self._machine()
        return known

    def _behind(self, version: int) -> list[str]:
        at = self._machine()
        return [one.name for one in self.followers.values() if one.is_live(at) and one.settled < version]
