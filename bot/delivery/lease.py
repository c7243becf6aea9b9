"""For how long a process may act on what it holds: it must stop before somebody else may begin."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Machine


@dataclass(frozen=True)
class Lease:
    """
    A lease of so many seconds since an instant of machine time, by both ways of telling it. It is used up to
    a `share`: what is left then must be longer than the one call takes that is made while it holds.
    """

    machine: Machine
    seconds: float
    share: float
    began_at: datetime
    began: float

    @classmethod
    def of(cls, machine: Machine, seconds: float, share: float) -> "Lease":
        """Return a lease that begins now."""
        return cls(machine, seconds, share, machine.now(), machine.monotonic())

    @property
    def is_used_up(self) -> bool:
        """Whether nothing may be begun any more that it has to cover."""
        # A machine that sleeps stops the one, and whoever sets its clock moves the other.
        by_clock = (self.machine.now() - self.began_at).total_seconds()
        return max(self.machine.monotonic() - self.began, by_clock) >= self.share * self.seconds
