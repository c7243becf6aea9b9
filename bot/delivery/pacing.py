"""The pace that Slack allows: so many calls of a method a minute, one message a second in a channel."""

import threading
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from bot.clock import Machine
from bot.slack import SlackFailure
from storage.notices import Urgency

MINUTE = 60.0
BETWEEN_MESSAGES_SECONDS = 1.0
CALLS_A_MINUTE: Mapping[str, int] = MappingProxyType(
    {
        "auth.test": 600,
        "chat.postMessage": 600,
        "chat.update": 50,
        "conversations.archive": 20,
        "conversations.create": 20,
        "conversations.invite": 50,
        "conversations.kick": 50,
        "pins.add": 20,
        "users.conversations": 20,
        "users.info": 100,
        "users.list": 20,
        "views.publish": 100,
    }
)
"""Slack's tiers; of a message it says "several hundred" for all channels together."""
_KEPT_FOR_URGENT = 0.04
"""So much of a minute's calls is kept for what can't wait: a burst of others may have used up the rest."""
_LONGEST_PAUSE_SECONDS = 30.0
_LONG_SECONDS = 8.0
_KEPT_SECONDS = 0.25
"""So long a channel is kept free for the most urgent that was told to wait for it: it is there by then."""


@dataclass
class _Window:
    """The calls of a method in the last minute: when each was answered, and how many are not yet."""

    answered: deque[float] = field(default_factory=deque)
    under_way: int = 0


@dataclass(frozen=True)
class _First:
    """Who is to have a channel first: the most urgent that was told to wait for it; and until when."""

    urgency: Urgency
    until: float


@dataclass
class Pacing:
    """
    Says before each call how long to wait, so that Slack need not refuse one; and keeps away from what it
    has refused for as long as it said. Measured from the answers: a call was counted before its answer came.
    A channel for which several wait goes to the most urgent.

    Used by all senders at once. `pace` says how much shorter it is in a practice workspace.
    """

    machine: Machine
    pace: Callable[[], float]
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _windows: dict[str, _Window] = field(default_factory=lambda: defaultdict(_Window))
    _rests_until: dict[str, float] = field(default_factory=dict)
    _free_at: dict[str, float] = field(default_factory=dict)
    _first: dict[str, _First] = field(default_factory=dict)
    _posting: set[str] = field(default_factory=set)
    _paused_until: float = 0.0
    _pause_seconds: float = 0.0

    def seconds_until(self, method: str, urgency: Urgency = Urgency.ROUTINE) -> float:
        """Return for how long a method is to be left alone; nought where it may be called."""
        with self._guard:
            return self._seconds_until(method, urgency)

    def begin(self, method: str, channel: str | None = None, urgency: Urgency = Urgency.ROUTINE) -> None:
        """Count a call that is made now; raises SlackFailure with the time to wait where it may not be."""
        with self._guard:
            seconds = self._seconds_until(method, urgency)
            if seconds > 0:
                raise SlackFailure("pacing", wait_seconds=seconds)
            if channel is not None:
                seconds = self._seconds_until_turn(channel, urgency)
                if seconds > 0:
                    raise SlackFailure("pacing", wait_seconds=seconds)
                self._posting.add(channel)
            self._windows[method].under_way += 1

    def ended(self, method: str, channel: str | None = None) -> None:
        """Note that a call has been answered, or never will be."""
        with self._guard:
            now = self.machine.monotonic()
            window = self._windows[method]
            window.under_way -= 1
            window.answered.append(now)
            if channel is not None:
                self._posting.discard(channel)
                self._forget_channels(now)
                self._free_at[channel] = now + BETWEEN_MESSAGES_SECONDS / self.pace()

    def rest(self, method: str, seconds: float) -> None:
        """Leave a method alone for as long as Slack said."""
        with self._guard:
            self._rests_until[method] = self.machine.monotonic() + seconds

    def pause(self) -> None:
        """Leave Slack alone, longer each time, because it can't be reached or does not let us in."""
        with self._guard:
            self._pause_seconds = min(max(2 * self._pause_seconds, 1.0), _LONGEST_PAUSE_SECONDS)
            self._paused_until = self.machine.monotonic() + self._pause_seconds / self.pace()

    def resume(self) -> None:
        """Slack has answered."""
        self._pause_seconds = self._paused_until = 0.0

    @property
    def is_away(self) -> bool:
        """Whether Slack has been left alone several times running: nobody waits for it for the moment."""
        return self._pause_seconds >= _LONG_SECONDS

    def pause_left(self) -> float:
        """Return for how many seconds Slack is left alone altogether."""
        return max(self._paused_until - self.machine.monotonic(), 0.0)

    def _seconds_until(self, method: str, urgency: Urgency) -> float:
        now = self.machine.monotonic()
        rest = max(self._rests_until.get(method, now), self._paused_until) - now
        return max(rest, self._full_for(method, now, urgency), 0.0)

    def _seconds_until_turn(self, channel: str, urgency: Urgency) -> float:
        """Return how long to wait for a channel: until it is free, and whoever is more urgent has had it."""
        now, first = self.machine.monotonic(), self._first.get(channel)
        if first is not None and first.urgency < urgency and now < first.until:
            return first.until - now
        seconds = self._seconds_until_free(channel)
        if seconds > 0:
            self._first[channel] = _First(urgency, now + seconds + _KEPT_SECONDS / self.pace())
        else:
            self._first.pop(channel, None)
        return seconds

    def _seconds_until_free(self, channel: str) -> float:
        if channel in self._posting:
            return BETWEEN_MESSAGES_SECONDS / self.pace()
        return self._free_at.get(channel, 0.0) - self.machine.monotonic()

    def _full_for(self, method: str, now: float, urgency: Urgency) -> float:
        most = CALLS_A_MINUTE.get(method)
        if most is None:
            return 0.0
        if urgency > Urgency.CALL_AT_ONCE:
            most -= int(most * _KEPT_FOR_URGENT)
        window, minute = self._windows[method], MINUTE / self.pace()
        while window.answered and now - window.answered[0] >= minute:
            window.answered.popleft()
        if len(window.answered) + window.under_way < most:
            return 0.0
        return window.answered[0] + minute - now if window.answered else minute / most

    def _forget_channels(self, now: float) -> None:
        if len(self._free_at) > 1000:
            self._free_at = {channel: at for channel, at in self._free_at.items() if at > now}
            self._first = {channel: first for channel, first in self._first.items() if first.until > now}
