"""The watchdog's rounds: every few minutes through all that is unfinished, a little at a time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot import logs
from bot.clock import THIS_MACHINE, Clock, Machine
from bot.watching.check import Check
from casework import watchdog
from casework.watchdog import Difference
from storage.engine import Database

EACH_SECONDS = 300.0
AT_ONCE = 50
"""So many disagreements are read in one view of the database."""
SLICE_SECONDS = 0.25
"""So long a round holds up the other chores, before it goes on with the next turn."""

_log = logs.logger("watchdog")


@dataclass
class Watchdog:
    """
    A chore: each turn goes on with the round that is under way, or begins one that is due. The first is due
    one length after the start, when what fell due in an outage has been done.
    """

    database: Database
    clock: Clock
    machine: Machine = THIS_MACHINE
    at_once: int = AT_ONCE
    mended: int = 0
    rounds: int = 0
    _next: float = field(init=False)
    _after: int | None = None
    _found: list[Difference] = field(default_factory=list)
    _standing: tuple[Difference, ...] = ()

    def __post_init__(self) -> None:
        self._next = self.machine.monotonic() + EACH_SECONDS

    def look_if_due(self) -> None:
        """Go on for a quarter of a second where a round is under way or due; raises Unavailable."""
        began = self.machine.monotonic()
        if self._after is None:
            if began < self._next:
                return
            self._begin()
        while self._after is not None and self.machine.monotonic() - began < SLICE_SECONDS:
            self._go_on(self._after)

    def whole_round(self) -> tuple[Difference, ...]:
        """Go through everything at once, and return what was found."""
        self._begin()
        while self._after is not None:
            self._go_on(self._after)
        return self.standing

    @property
    def standing(self) -> tuple[Difference, ...]:
        """Return what the last whole round found, and what of this one is known already."""
        return tuple(dict.fromkeys([*self._standing, *self._found]))

    def unmended(self) -> Counter[str]:
        """Return how many differences of each kind somebody has to see to."""
        return Counter(str(each.what) for each in self.standing if not each.is_mended)

    def check(self) -> Check:
        """Return whether records and what stands beside them go together."""
        wrong = self.unmended()
        figures = {**wrong, "mended": self.mended, "rounds": self.rounds}
        says = "a record and its clocks or calls differ" if wrong else "each record has its clocks and calls"
        return Check("watchdog", not wrong, says, figures)

    def _begin(self) -> None:
        self._next = self.machine.monotonic() + EACH_SECONDS
        self._after, self._found = 0, []
        self._note(watchdog.look_at_areas(self.database, now=self.clock.now()))

    def _go_on(self, after: int) -> None:
        now = self.clock.now()
        looked = watchdog.look(self.database, after, self.at_once, now=now)
        for each in _once_each(looked.found):
            self._note(watchdog.mend(self.database, each, now=now))
        self._after = looked.last
        if looked.last is None:
            self.rounds += 1
            self._standing, self._found = tuple(self._found), []

    def _note(self, found: tuple[Difference, ...]) -> None:
        for each in found:
            became = "mended" if each.is_mended else "to be seen to"
            _log.error("%s: %s %s, %s", each.reference, each.what, each.kind, became)
        self.mended += sum(each.is_mended for each in found)
        self._found += found


def _once_each(found: tuple[Difference, ...]) -> Iterator[Difference]:
    """The clocks of one disagreement are mended together."""
    seen: set[str] = set()
    for each in found:
        if each.what in watchdog.MENDABLE:
            if each.reference in seen:
                continue
            seen.add(each.reference)
        yield each
