"""Whether Slack is lost: looked at again and again, where there is another road to say so."""

from collections.abc import Callable
from dataclasses import dataclass

from bot import logs
from bot.clock import THIS_MACHINE, Clock, Machine
from bot.slack import REPAIR
from casework import outages
from storage.engine import Database

LOOK_SECONDS = 30.0

_log = logs.logger("outages")


@dataclass
class OutageLook:
    """Has leads and the operator written to when Slack lets nothing through, and when it does again."""

    database: Database
    clock: Clock
    has_operator: bool
    wake: Callable[[], None]
    machine: Machine = THIS_MACHINE
    _next: float = 0.0

    def look_if_due(self) -> None:
        """Look, where it is time to, and wake who sends where something is to be told."""
        if self.machine.monotonic() < self._next:
            return
        self._next = self.machine.monotonic() + LOOK_SECONDS / self.clock.pace
        now = self.clock.now()
        if outages.look(self.database, REPAIR, has_operator=self.has_operator, now=now):
            _log.warning("leads and the operator are written to: Slack is lost, or back")
            self.wake()
