"""For how long a process may act on what it holds: it must stop before somebody else may begin."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Machine


@dataclass(frozen=True)
class Lease:
    """
    A lease since an instant of machine time, by both ways of telling it. It is used up to a `share`: what is
    left then must be longer than the one call takes that is made while it holds.
    """

    machine: Machine
    length: timedelta
    share: float
    began_at: datetime
    began: float

    @property
    def is_used_up(self) -> bool:
        """Whether nothing may be begun any more that it has to cover."""
        # A machine that sleeps stops the one, and whoever sets its clock moves the other.
        by_clock = self.machine.now() - self.began_at
        by_itself = timedelta(seconds=self.machine.monotonic() - self.began)
        return max(by_itself, by_clock) >= self.share * self.length


@dataclass(frozen=True)
class Terms:
    """
    How long the leases of a road are, and up to which share they are used. In a practice workspace they are
    as much shorter as it is faster, but no call may outlast its own.
    """

    seconds: float
    shortest_seconds: float
    share: float

    def begin(self, machine: Machine, pace: float) -> Lease:
        """Return a lease that begins now."""
        length = timedelta(seconds=max(self.seconds / pace, self.shortest_seconds))
        return Lease(machine, length, self.share, machine.now(), machine.monotonic())
