"""The watch: looks every few seconds at what lasts, and says at any moment whether all is well."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot import logs
from bot.clock import Clock
from bot.delivery import Worker
from bot.engine import Engine
from bot.loop import Loop
from bot.slack import POST
from bot.watching.bounds import Bounds
from bot.watching.check import Check
from casework import backlog
from casework.backlog import Backlog
from storage import soundness
from storage.engine import Database, Unavailable
from storage.notices import Road

_log = logs.logger("watch")

_RUNNING = 3
_FAILING_CLOCK = "what a clock has to do fails, and is tried again"
_STILL_CLOCKS = "clocks are overdue, and nothing moves"
_BUSY_CLOCKS = "many clocks are due; they are being worked off, the oldest after {minutes} min"
_LATE_CLOCKS = "more clocks are due than can be worked off in time; the oldest is {minutes} min late"
_FAILING_NOTICE = "a message fails, and is tried again"
_STILL_NOTICES = "messages wait, and none goes out"
_BUSY_NOTICES = "many messages wait; they go out as fast as Slack lets them"


class Door(Protocol):
    """The way on which Slack and the program meet."""

    name: str

    @property
    def is_open(self) -> bool:
        """Whether anything can come in."""


@dataclass
class _Moving:
    """Since when something has not moved, in monotonic seconds."""

    state: object = None
    since: float = 0.0

    def see(self, state: object, at: float) -> None:
        """Note how it stands."""
        if state != self.state:
            self.state, self.since = state, at


@dataclass
class Watch:
    """`look` is taken by a loop of its own; `checks` may be asked by anybody at any time."""

    database: Database
    clock: Clock
    worker: Worker
    engine: Engine
    door: Door
    bounds: Bounds = field(default_factory=Bounds)
    more: tuple[Callable[[], Check], ...] = ()
    loop: Loop = field(init=False)
    _wrote_at: float = field(init=False)
    _open_at: float = field(init=False)
    _clocks: _Moving = field(default_factory=_Moving)
    _notices: _Moving = field(default_factory=_Moving)
    _was_ready: bool | None = None

    def __post_init__(self) -> None:
        self._wrote_at = self._open_at = self._now()
        self.loop = Loop("watch", self._turn, self.bounds.between_looks)

    def look(self) -> None:
        """Look at what lasts, and bring a thread that has died back to life."""
        self._mend()
        self._see_door()
        self._see_writing()
        try:
            self._see(self._backlog())
        except Unavailable:
            return

    def checks(self) -> tuple[Check, ...]:
        """Return every check as it stands now."""
        self._see_door()
        more = (ask() for ask in self.more)
        return (*self._turning(), *self._kept_up(), self._slack(), *self._mail(), self._door(), *more)

    def turning(self) -> tuple[Check, ...]:
        """Return whether each loop turns."""
        return tuple(self._turning())

    @property
    def is_ready(self) -> bool:
        """Whether all is well."""
        return all(check.is_well for check in self.checks())

    def backlog(self) -> Backlog:
        """Return what waits; raises Unavailable."""
        return self._backlog()

    def _turn(self) -> float:
        self.look()
        wrong = [check.name for check in self.checks() if not check.is_well]
        if self._was_ready is not (not wrong):
            self._was_ready = not wrong
            if wrong:
                _log.error("not ready: %s", ", ".join(wrong))
            else:
                _log.info("ready")
        return self.bounds.between_looks

    def _mend(self) -> None:
        for loop in self.engine.loops:
            if loop.is_dead:
                _log.critical("the loop %s has died; it is started again", loop.name)
                loop.start()
        if self.engine.has_lost_alarm:
            _log.critical("the alarm has died; it is started again")
            self.engine.start_alarm()

    def _see_door(self) -> None:
        if self.door.is_open:
            self._open_at = self._now()

    def _see_writing(self) -> None:
        try:
            soundness.try_to_write(self.database)
        except Unavailable:
            return
        self._wrote_at = self._now()

    def _see(self, seen: Backlog) -> None:
        self._clocks.see((seen.clocks.due, seen.clocks.oldest_due_at), self._now())
        self._notices.see(seen.notices.ended, self._now())

    def _turning(self) -> Iterator[Check]:
        for loop in (*self.engine.loops, self.loop):
            seconds = self._now() - loop.turned_at
            if loop.is_dead:
                yield Check(f"loop_{loop.name}", is_well=False, says="its thread has died")
            else:
                says = "it turns" if seconds <= self.bounds.turn else "it has not turned for too long"
                yield Check(
                    f"loop_{loop.name}", seconds <= self.bounds.turn, says, {"seconds": round(seconds, 1)}
                )
        is_lost = self.engine.has_lost_alarm
        yield Check("alarm", not is_lost, "its thread has died" if is_lost else "it is set")

    def _kept_up(self) -> Iterator[Check]:
        try:
            seen = self._backlog()
        except Unavailable:
            yield Check("database", is_well=False, says="it can't be read")
            return
        self._see(seen)
        yield Check("database", is_well=True, says="it can be read")
        seconds = self._now() - self._wrote_at
        is_taking = seconds <= self.bounds.writing + self.bounds.between_looks
        says = "it takes what is written" if is_taking else "it takes nothing new"
        yield Check("writing", is_taking, says, {"seconds": round(seconds, 1)})
        yield self._clocks_kept(seen)
        yield self._notices_kept(seen)

    def _clocks_kept(self, seen: Backlog) -> Check:
        clocks = seen.clocks
        overdue, urgent = self.age(clocks.oldest_due_at), self.age(clocks.oldest_urgent_due_at)
        figures = {
            "due": clocks.due,
            "failing": clocks.failing,
            "oldest_overdue_seconds": overdue,
            "oldest_urgent_overdue_seconds": urgent,
        }
        if clocks.failing:
            return Check("clocks", is_well=False, says=_FAILING_CLOCK, figures=figures)
        if overdue <= self.bounds.overdue:
            return Check("clocks", is_well=True, says="nothing is overdue", figures=figures)
        if self._now() - self._clocks.since > self.bounds.still:
            return Check("clocks", is_well=False, says=_STILL_CLOCKS, figures=figures)
        is_late = overdue > self.bounds.late or urgent > self.bounds.late_urgent
        says = (_LATE_CLOCKS if is_late else _BUSY_CLOCKS).format(minutes=int(overdue // 60))
        return Check("clocks", not is_late, says, figures)

    def _notices_kept(self, seen: Backlog) -> Check:
        notices = seen.notices
        unsent, failing = self.age(notices.oldest_ready_made_at), self.age(notices.oldest_failing_made_at)
        figures = {
            "sending": notices.sending,
            "ready": notices.ready,
            "put_off": notices.put_off,
            "failing": notices.failing,
            "oldest_unsent_seconds": self.age(notices.oldest_made_at),
        }
        if notices.failing and failing > self.bounds.unsent:
            return Check("notices", is_well=False, says=_FAILING_NOTICE, figures=figures)
        if unsent <= self.bounds.unsent:
            return Check("notices", is_well=True, says="nothing waits for long", figures=figures)
        is_still = self._now() - self._notices.since > self.bounds.still and not self._is_paced()
        return Check("notices", not is_still, _STILL_NOTICES if is_still else _BUSY_NOTICES, figures)

    def _is_paced(self) -> bool:
        pacing = self.worker.pacing
        return pacing.seconds_until(POST) > 0 and not pacing.is_away

    def _slack(self) -> Check:
        tally = self.worker.tally
        seconds = self._now() - tally.unanswered_since if tally.unanswered else 0.0
        is_silent = tally.unanswered >= _RUNNING and seconds > self.bounds.slack
        is_away = is_silent or self.worker.pacing.is_away
        says = "Slack can't be reached, or does not let us in" if is_away else "Slack answers"
        return Check(
            "slack", not is_away, says, {"unanswered": tally.unanswered, "seconds": round(seconds, 1)}
        )

    def _mail(self) -> Iterator[Check]:
        if self.engine.mail is None:
            return
        reception = self.engine.mail.reception
        seconds = self._now() - reception.since if reception.error else 0.0
        is_well = not reception.is_refused and seconds <= self.bounds.mail_server
        says = "the mail server lets us in"
        if not is_well:
            what = "refuses us" if reception.is_refused else "can't be reached"
            says = f"the mail server {what} ({reception.error}); mails wait until that is mended"
        yield Check("mail", is_well, says, {"seconds": round(seconds, 1)})

    def _door(self) -> Check:
        seconds = self._now() - self._open_at
        is_well = seconds <= self.bounds.socket
        says = "what people do in Slack comes in" if is_well else "nothing comes in from Slack"
        return Check(self.door.name, is_well, says, {"seconds": round(seconds, 1)})

    def _backlog(self) -> Backlog:
        # A mail waits for nobody where no mail server is set.
        roads = [Road.SLACK, *([Road.MAIL] if self.engine.mail else [])]
        here = self.worker.machine.now()
        return backlog.look(self.database, now=self.clock.now(), here=here, roads=roads)

    def age(self, since: datetime | None) -> float:
        """Return how many seconds of procedure time have passed since an instant; 0 where there is none."""
        return round((self.clock.now() - since).total_seconds(), 1) if since else 0.0

    def _now(self) -> float:
        return self.worker.machine.monotonic()
