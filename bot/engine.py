"""The engine: strike what is due, send what waits, then sleep until the next instant of either."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from bot import logs
from bot.clock import Clock, machine_now
from bot.delivery import Worker
from casework import delivery, time
from storage.engine import Database, Unavailable

NET_SECONDS = 15.0
"""The loop never sleeps longer, whatever becomes of the alarm or of this machine's clock."""
SETTLED_SECONDS = 2.0
"""A notice that waits longer than this for Slack does not hold up a practice clock."""

_log = logs.logger("engine")


@dataclass
class Engine:
    """Sweep and delivery are steps that anyone can call; `start` runs them in a thread of their own."""

    database: Database
    clock: Clock
    worker: Worker
    chores: Callable[[], None] = lambda: None
    _wake: threading.Event = field(default_factory=threading.Event)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _alarm: BackgroundScheduler | None = None

    def sweep(self) -> int:
        """Strike every clock that is due, each in a transaction of its own; return how many."""
        struck = 0
        for armed in time.due(self.database, self.clock.now()):
            try:
                struck += time.strike(self.database, armed, now=self.clock.now())
            except Unavailable:
                raise
            except Exception:  # noqa: BLE001
                # One disagreement that fails must hold up no other: it waits, and the log says so.
                _log.exception("clock %s of %s failed", armed.clock.kind, armed.owner)
                time.put_off(self.database, armed, now=self.clock.now())
                struck += 1
        return struck

    def work_off(self) -> None:
        """Sweep and send until nothing is due and nothing may go out."""
        while not self._stopping.is_set() and (self.sweep() or self.worker.send_next()):
            pass

    def start(self) -> None:
        """Run until `stop`; APScheduler is the alarm that wakes the loop at the next due instant."""
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._alarm = BackgroundScheduler(timezone="UTC", job_defaults=defaults)
        self._alarm.start()
        self._thread = threading.Thread(target=self._run, name="engine")
        self._thread.start()

    def wake(self) -> None:
        """Have the loop look again at once; called after every commit that leaves something to do."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the step under way and end."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        if self._alarm is not None:
            self._alarm.shutdown(wait=False)

    def _run(self) -> None:
        while not self._stopping.is_set():
            version = self.clock.version()
            self._wake.clear()
            try:
                self.chores()
                self.work_off()
                self._report(version)
                seconds = self._seconds_to_next()
            except Unavailable:
                _log.error("the database is not there; clocks and messages wait for it")
                seconds = 1.0
            except Exception:  # noqa: BLE001
                _log.exception("the engine stumbled, and goes on")
                seconds = 1.0
            self._wake.wait(min(seconds, NET_SECONDS))

    def _report(self, version: int) -> None:
        horizon = machine_now() + timedelta(seconds=SETTLED_SECONDS)
        if version == self.clock.version() and delivery.pressing(self.database, horizon) == 0:
            self.clock.settled(version)

    def _seconds_to_next(self) -> float:
        """Arm the alarm for the next due clock, and return how long the next notice has to wait."""
        due_at = time.next_due(self.database)
        if due_at is not None and self._alarm is not None:
            away = due_at - self.clock.now()
            self._alarm.add_job(
                self._wake.set, "date", run_date=machine_now() + away, id="next-due", replace_existing=True
            )
        next_at = delivery.next_at(self.database)
        return max((next_at - machine_now()).total_seconds(), 0.005) if next_at else NET_SECONDS
