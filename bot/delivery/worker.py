"""The worker: takes one notice after the other, most urgent first, and tries each until its fate is known."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from slack_sdk import WebClient

from bot import logs
from bot.clock import THIS_MACHINE, Clock, Machine
from bot.delivery import errands, patience
from bot.delivery.attempt import Attempt
from bot.delivery.lease import Terms
from bot.delivery.looking import Looking
from bot.delivery.pacing import Pacing
from bot.slack import POST, SlackFailure, call
from bot.watching.tally import Tally
from casework import delivery, rooms, telling
from storage.engine import Database, Unavailable
from storage.notices import Notice, Road, Urgency

LEASES = Terms(seconds=60.0, shortest_seconds=5.0, share=0.75)
"""What is left is longer than a call takes."""

_log = logs.logger("delivery")

_ROOM_IS_GONE = frozenset({"is_archived", "channel_not_found", "not_in_channel", "is_inactive"})
_NOBODY_THERE = frozenset({"channel_not_found", "no_account", "no_user", "user_disabled", "user_not_found"})
"""Of somebody's own account: it was deactivated, or there never was one."""


@dataclass
class Worker:
    """Takes notices and calls Slack. Any number of threads, and of processes, may do so at once."""

    database: Database
    web: WebClient
    clock: Clock
    machine: Machine = THIS_MACHINE
    tally: Tally = field(default_factory=Tally)
    pacing: Pacing = field(init=False)
    looking: Looking = field(init=False)
    _bot_user: str | None = None

    def __post_init__(self) -> None:
        self.pacing = Pacing(self.machine, lambda: self.clock.pace)
        self.looking = Looking(self)

    def take_over(self) -> None:
        """Let go of what a process before this one held: it is dead, and nobody else sends."""
        settle = timedelta(seconds=patience.SETTLE_SECONDS / self.clock.pace)
        delivery.give_back(self.database, self.machine.now(), settle)

    def send_next(self) -> bool:
        """Send one notice that may go out now; False where there is none."""
        attempt = self.take()
        if attempt is None:
            return False
        self.carry_out(attempt)
        return True

    def take(self) -> Attempt | None:
        """Take the most urgent notice that may go out now, for as long as its lease."""
        if self.pacing.pause_left() > 0:
            return None
        lease = LEASES.begin(self.machine, self.clock.pace)
        resting = errands.resting(self.pacing)
        notice = delivery.take(self.database, Road.SLACK, lease.began_at, lease.length, resting)
        return Attempt(self, notice, lease) if notice else None

    def carry_out(self, attempt: Attempt) -> None:
        """Do what a notice asks for, and record what became of it; raises Unavailable."""
        notice = attempt.notice
        try:
            self._try(attempt)
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001
            # A notice that can't even be worded, or recorded once it is out, must not hold up the others.
            _log.exception("notice %s failed", notice.key)
            self._put_off(notice, patience.after_a_bug(notice), "bug", may_have_arrived=True)

    def seconds_to_next(self) -> float | None:
        """Return how long the next notice has to wait; None where none waits for a time."""
        pause = self.pacing.pause_left()
        if pause > 0:
            return pause
        waits = [errands.seconds_until_rested(self.pacing)]
        resting = errands.resting(self.pacing)
        ready_in = delivery.ready_in(self.database, Road.SLACK, self.machine.now(), resting)
        if ready_in is not None:
            waits.append(ready_in.total_seconds())
        known = [seconds for seconds in waits if seconds is not None]
        return max(min(known), 0.005) if known else None

    def call(self, method: str, urgency: Urgency = Urgency.ROUTINE, /, **arguments: Any) -> Mapping[str, Any]:
        """Call Slack at the pace that it allows; raises SlackFailure, also where the call has to wait."""
        channel = arguments["channel"] if method == POST else None
        self.pacing.begin(method, channel, urgency)
        try:
            answer = call(self.web, method, **arguments)
        except SlackFailure as failure:
            self.tally.called(method, failure.error)
            if failure.is_away or failure.may_have_arrived:
                self.tally.was_not_answered(self.machine.monotonic())
            else:
                self.tally.was_answered()
            self._heed(method, failure)
            raise
        finally:
            self.pacing.ended(method, channel)
        self.tally.called(method, "ok")
        self.tally.was_answered()
        self.pacing.resume()
        return answer

    def bot_user(self) -> str:
        """Return our own account, asked for once."""
        if self._bot_user is None:
            self._bot_user = str(self.call("auth.test")["user_id"])
        return self._bot_user

    def _heed(self, method: str, failure: SlackFailure) -> None:
        if failure.wait_seconds is not None:
            self.pacing.rest(method, failure.wait_seconds)
        elif failure.is_away:
            self.pacing.pause()
        else:
            self.pacing.resume()

    def _try(self, attempt: Attempt) -> None:
        notice = attempt.notice
        try:
            address = delivery.address(self.database, notice)
            errands.of(notice)(attempt, address)
        except SlackFailure as failure:
            if failure.is_lasting:
                self._give_up(notice, failure.error)
            elif failure.wait_seconds is not None:
                _log.info("notice %s waits: %s", notice.key, failure.error)
                self._hold_back(notice, failure.wait_seconds)
            else:
                self._try_again_later(notice, failure)

    def _give_up(self, notice: Notice, error: str) -> None:
        _log.error("notice %s refused for good: %s", notice.key, error)
        self.tally.ended("refused")
        _conclusion(notice, error)(self.database, notice, error, now=self.clock.now())

    def _try_again_later(self, notice: Notice, failure: SlackFailure) -> None:
        _log.warning("notice %s failed: %s", notice.key, failure.error)
        if failure.needs_repair:
            _log.error("Slack does not let us in: %s; messages wait until that is mended", failure.error)
        seconds = patience.after_a_failure(notice, failure)
        self._put_off(notice, seconds, failure.error, may_have_arrived=failure.may_have_arrived)

    def _put_off(self, notice: Notice, seconds: float, error: str, *, may_have_arrived: bool) -> None:
        wait = timedelta(seconds=seconds / self.clock.pace)
        delivery.put_off(
            self.database, notice, self.machine.now(), wait, error, may_have_arrived=may_have_arrived
        )

    def _hold_back(self, notice: Notice, seconds: float) -> None:
        delivery.hold_back(self.database, notice, self.machine.now(), timedelta(seconds=seconds))


def _conclusion(notice: Notice, error: str) -> Callable[..., None]:
    """What follows when Slack refuses a notice for good."""
    goes_to_room = notice.person_id is None or notice.kind in (telling.INVITE, telling.REMOVE)
    if goes_to_room and error in _ROOM_IS_GONE:
        return rooms.gone
    is_of_somebody = notice.person_id is not None and notice.kind != telling.REMOVE
    return delivery.unreachable if is_of_somebody and error in _NOBODY_THERE else delivery.refused
