"""The engine: strike what is due, send what waits, then sleep until the next instant of either."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from apscheduler.schedulers.background import BackgroundScheduler

from bot import logs
from bot.clock import Clock, machine_now
from bot.delivery import Worker
from casework import delivery, time
from storage.engine import Database, Unavailable

NET_SECONDS = 15.0
"""The loop never sleeps longer, whatever becomes of the alarm or of this machine's clock."""
AGAIN_SECONDS = 1.0
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
    net_seconds: float = NET_SECONDS
    _wake: threading.Event = field(default_factory=threading.Event)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _alarm: BackgroundScheduler | None = None
    _reported: tuple[int, datetime | None] | None = None

    def sweep(self) -> int:
        """Strike every clock that is due, each in a transaction of its own; return how many."""
        struck = 0
        for armed in time.due(self.database, self.clock.now()):
            if self._stopping.is_set():
                break
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
        while not self._stopping.is_set() and self._step():
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
        """Finish the step under way and end; a second time there is nothing to do."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        if self._alarm is not None:
            self._alarm.shutdown(wait=False)
            self._alarm = None

    def _run(self) -> None:
        while not self._stopping.is_set():
            # In this order: who moves the clock from now on wakes the loop again.
            self._wake.clear()
            version = self.clock.version()
            try:
                self._do_chores()
                is_busy = self._step()
                self._report(version)
                seconds = 0.0 if is_busy else self._seconds_to_next()
            except Unavailable:
                _log.error("the database is not there; clocks and messages wait for it")
                seconds = AGAIN_SECONDS
            except Exception:  # noqa: BLE001
                _log.exception("the engine stumbled, and goes on")
                seconds = AGAIN_SECONDS
            self._wake.wait(min(seconds, self.net_seconds))

    def _step(self) -> bool:
        """Strike what is due, or else send one notice; False where there was nothing to do."""
        return bool(self.sweep()) or self.worker.send_next()

    def _do_chores(self) -> None:
        try:
            self.chores()
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001
            # Clocks and messages wait for no chore.
            _log.exception("a chore failed")

    def _report(self, version: int) -> None:
        """Say of each version of the time that everything due by then is done, and when the next is due."""
        if version != self.clock.version():
            return
        due_at = time.next_due(self.database)
        if (version, due_at) == self._reported:
            return
        horizon = machine_now() + timedelta(seconds=SETTLED_SECONDS)
        if (due_at is None or due_at > self.clock.now()) and not delivery.pressing(self.database, horizon):
            self.clock.settled(version, due_at)
            self._reported = (version, due_at)

    def _seconds_to_next(self) -> float:
        """Arm the alarm for the next due clock, and return how long the next notice has to wait."""
        due_at = time.next_due(self.database)
        if due_at is not None and self._alarm is not None and self.clock.speed > 0:
            away = (due_at - self.clock.now()) / self.clock.speed
            self._alarm.add_job(
                self._wake.set, "date", run_date=machine_now() + away, id="next-due", replace_existing=True
            )
        next_at = delivery.next_at(self.database)
        return max((next_at - machine_now()).total_seconds(), 0.005) if next_at else self.net_seconds
