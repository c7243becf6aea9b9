"""A step taken again and again, in a thread of its own."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from bot import logs
from bot.clock import THIS_MACHINE, Machine
from storage.engine import Unavailable

NET_SECONDS = 15.0
"""No loop sleeps longer, whatever becomes of the alarm or of this machine's clock."""
AGAIN_SECONDS = 1.0

_log = logs.logger("loop")


@dataclass
class Loop:
    """
    Takes a step, which says in how many seconds it wants to be taken again (0: at once), until it is stopped.
    `turned_at` is when it ended last, or got on, in monotonic seconds, and `turns` how often it ended: so one
    can see whether it turns.
    """

    name: str
    step: Callable[[], float]
    net_seconds: float = NET_SECONDS
    machine: Machine = THIS_MACHINE
    turned_at: float = 0.0
    turns: int = 0
    _wake: threading.Event = field(default_factory=threading.Event)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Turn until `stop`."""
        self.turned_at = self.machine.monotonic()
        self._thread = threading.Thread(target=self._run, name=self.name)
        self._thread.start()

    def wake(self) -> None:
        """Have the step taken at once, or once more where it is under way."""
        self._wake.set()

    def gets_on(self) -> None:
        """Note that the step under way, which takes long, has come further and does not hang."""
        self.turned_at = self.machine.monotonic()

    def stop(self) -> None:
        """Take no further step; the one under way is finished."""
        self._stopping.set()
        self._wake.set()

    def join(self) -> None:
        """Wait for the end of the step under way."""
        if self._thread is not None:
            self._thread.join()

    @property
    def is_stopping(self) -> bool:
        """Whether no further step is to be begun."""
        return self._stopping.is_set()

    @property
    def is_alive(self) -> bool:
        """Whether its thread is there."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def is_dead(self) -> bool:
        """Whether its thread has ended although nobody stopped it."""
        return self._thread is not None and not self._thread.is_alive() and not self.is_stopping

    def _run(self) -> None:
        while not self._stopping.is_set():
            # In this order: whoever has something to do from now on wakes the loop again.
            self._wake.clear()
            seconds = self._turn()
            self.turned_at = self.machine.monotonic()
            self.turns += 1
            self._wake.wait(min(seconds, self.net_seconds))

    def _turn(self) -> float:
        try:
            return self.step()
        except Unavailable:
            _log.error("%s: the database is not there; clocks and messages wait for it", self.name)
        except Exception:  # noqa: BLE001
            _log.exception("%s stumbled, and goes on", self.name)
        return AGAIN_SECONDS
