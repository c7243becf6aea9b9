"""The engine: strike what is due, send what waits, then sleep until the next instant of either."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from bot import logs
from bot.clock import Clock
from bot.delivery import Worker
from bot.delivery.by_mail import MailWorker
from bot.loop import NET_SECONDS, Loop
from casework import delivery, time
from storage.clocks import Armed
from storage.engine import Database, Unavailable
from storage.notices import Road

SENDERS = 4
"""So many notices are on their way at once: a call to Slack that hangs holds up none of the others."""
CHORES_SECONDS = 1.0
SETTLED = timedelta(seconds=2)
"""A notice that waits longer than this for Slack does not hold up a practice clock."""

_log = logs.logger("engine")


@dataclass
class Engine:
    """
    Sweep and delivery are steps that anyone can call; `start` runs them in threads of their own: one sweeps,
    some send, and one does the chores, so that clocks wait neither for Slack nor for a chore.
    """

    database: Database
    clock: Clock
    worker: Worker
    chores: Callable[[], None] = lambda: None
    mail: MailWorker | None = None
    net_seconds: float = NET_SECONDS
    sweeper: Loop = field(init=False)
    senders: tuple[Loop, ...] = field(init=False)
    _mail: Loop = field(init=False)
    _chores: Loop = field(init=False)
    _alarm: BackgroundScheduler | None = None
    _reported: tuple[int, datetime | None] | None = None

    def __post_init__(self) -> None:
        self.sweeper = Loop("sweep", self._sweep_turn, self.net_seconds)
        self.senders = tuple(
            Loop(f"send-{number}", self._sender_turn(number), self.net_seconds) for number in range(SENDERS)
        )
        self._mail = Loop("mail", self._mail_turn, self.net_seconds)
        if self.mail is not None:
            self.mail.gets_on = self._mail.gets_on
        self._chores = Loop("chores", self._do_chores, self.net_seconds)

    @property
    def loops(self) -> tuple[Loop, ...]:
        """All that turns while the engine runs."""
        return (self.sweeper, *self.senders, *([self._mail] if self.mail else []), self._chores)

    def sweep(self) -> int:
        """Strike every clock that is due, each in a transaction of its own; return how many."""
        struck = 0
        for armed in time.due(self.database, self.clock.now()):
            if self.sweeper.is_stopping:
                break
            try:
                struck += self._strike(armed)
            except Unavailable:
                raise
            except Exception:  # noqa: BLE001
                # One disagreement that fails must hold up no other: it waits, and the log says so.
                _log.exception("clock %s of %s failed", armed.clock.kind, armed.owner)
                time.put_off(self.database, armed, now=self.clock.now())
                struck += 1
        return struck

    def _strike(self, armed: Armed) -> bool:
        now = self.clock.now()
        is_struck = time.strike(self.database, armed, now=now)
        if is_struck:
            self.worker.tally.struck(armed.clock.kind, (now - armed.clock.due_at).total_seconds())
        return is_struck

    def work_off(self) -> None:
        """Sweep and send until nothing is due and nothing may go out."""
        while not self.sweeper.is_stopping and (
            self.sweep() or self.worker.send_next() or (self.mail and self.mail.send_next())
        ):
            pass

    def start(self) -> None:
        """Run until `stop`; APScheduler is the alarm that wakes the sweep at the next due instant."""
        self.start_alarm()
        for loop in self.loops:
            loop.start()

    def start_alarm(self) -> None:
        """Set up the alarm, anew where its thread has died; the next turn sets it."""
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        alarm = BackgroundScheduler(timezone="UTC", job_defaults=defaults)
        alarm.start()
        self._alarm = alarm
        self.sweeper.wake()

    @property
    def has_lost_alarm(self) -> bool:
        """Whether the alarm's thread has died: it says that it runs all the same."""
        thread = getattr(self._alarm, "_thread", None)
        return thread is not None and not thread.is_alive()

    def gets_on(self) -> None:
        """Note that the chore under way, which takes long, has come further."""
        self._chores.gets_on()

    def wake(self) -> None:
        """Have the loops look again at once; called after every commit that leaves something to do."""
        self.sweeper.wake()
        self.senders[0].wake()
        self._mail.wake()

    def stop(self) -> None:
        """Finish the steps under way and end; a second time there is nothing to do."""
        for loop in self.loops:
            loop.stop()
        for loop in self.loops:
            loop.join()
        if self._alarm is not None:
            self._alarm.shutdown(wait=False)
            self._alarm = None

    def _sweep_turn(self) -> float:
        version = self.clock.version()
        if self.sweep():
            self.senders[0].wake()
            self._mail.wake()
            return 0.0
        due_at = time.next_due(self.database)
        if self.clock.is_waited_for and (version, due_at) != self._reported:
            self._report(version)
        self._set_alarm(due_at)
        return self.net_seconds

    def _sender_turn(self, number: int) -> Callable[[], float]:
        following = (number + 1) % SENDERS

        def turn() -> float:
            attempt = self.worker.take()
            if attempt is None:
                seconds = self.worker.seconds_to_next()
                return self.net_seconds if seconds is None else seconds
            # There may be more than one can carry.
            self.senders[following].wake()
            self.worker.carry_out(attempt)
            self.sweeper.wake()
            return 0.0

        return turn

    def _mail_turn(self) -> float:
        assert self.mail is not None, "it turns only where mail is sent"
        if self.mail.send_next():
            self.sweeper.wake()
            return 0.0
        self.mail.knock_if_due()
        seconds = self.mail.seconds_to_next()
        return self.net_seconds if seconds is None else seconds

    def _do_chores(self) -> float:
        self.chores()
        return CHORES_SECONDS / self.clock.pace

    def _report(self, version: int) -> None:
        """Say of each version of the time that everything due by then is done, and when the next is due."""
        is_new_here = self._chores.is_alive and not self._chores.turns
        if version != self.clock.version() or is_new_here or self._is_pressing():
            return
        # Looked for last: what has only just arrived may have armed a clock.
        due_at = time.next_due(self.database)
        if due_at is None or due_at > self.clock.now():
            self.clock.settled(version, due_at)
            self._reported = (version, due_at)

    def _is_pressing(self) -> bool:
        """A road on which nothing gets through, or that there is not, holds up no practice clock."""
        roads = [
            *([] if self.worker.pacing.is_away else [Road.SLACK]),
            *([Road.MAIL] if self.mail is not None else []),
        ]
        return delivery.is_any_pressing(self.database, self.worker.machine.now(), SETTLED, roads)

    def _set_alarm(self, due_at: datetime | None) -> None:
        if due_at is None or self._alarm is None or self.clock.speed <= 0:
            return
        at = self.worker.machine.now() + (due_at - self.clock.now()) / self.clock.speed
        self._alarm.add_job(self.sweeper.wake, "date", run_date=at, id="next-due", replace_existing=True)
