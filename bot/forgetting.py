"""Forgets what Slack has delivered once it can't come again: kept for two days, looked through each hour."""

from dataclasses import dataclass
from datetime import timedelta

from bot.clock import THIS_MACHINE, Machine
from storage import seen
from storage.engine import Database

KEPT_HOURS = 48
"""Slack itself sends an event again for a day at most."""
EACH_SECONDS = 60 * 60


@dataclass
class Forgetting:
    """A chore; the time that it goes by is machine time."""

    database: Database
    machine: Machine = THIS_MACHINE
    _next: float = 0.0

    def forget_if_due(self) -> None:
        """Forget what is older than two days, at most once an hour."""
        if self.machine.monotonic() < self._next:
            return
        self._next = self.machine.monotonic() + EACH_SECONDS
        seen.forget(self.database, self.machine.now() - timedelta(hours=KEPT_HOURS))
