"""The sections of the benchmark, and how much each measures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tests.bench import acknowledging, delivering, lateness, starting, sweeping
from tests.bench.figure import Figure
from tests.stores import Store


@dataclass(frozen=True)
class Size:
    """
    How much is measured: `acknowledged` of everything, `at_once` so many; so many open and so many due;
    so many calls timed; so many raised against one person; so many of one lead's.
    """

    acknowledged: int
    at_once: tuple[int, ...]
    open: tuple[int, ...]
    due: int
    timed: int
    raised: int
    led: int


FULL = Size(
    acknowledged=400,
    at_once=(1, 16, 64),
    open=(1_000, 10_000, 100_000),
    due=10_000,
    timed=20,
    raised=50,
    led=300,
)
QUICK = Size(acknowledged=20, at_once=(1, 4), open=(100, 1_000), due=100, timed=3, raised=3, led=30)

SECTIONS: Mapping[str, Callable[[Store, Size], Iterator[Figure]]] = MappingProxyType(
    {
        "acknowledging": lambda store, size: acknowledging.measure(store, size.acknowledged, size.at_once),
        "during-the-sweep": lambda store, size: acknowledging.during_the_sweep(
            store, size.acknowledged, size.at_once[-1], size.due
        ),
        "nothing-due": lambda store, size: sweeping.when_nothing_is_due(store, size.open),
        "all-due": lambda store, size: sweeping.when_all_are_due(store, size.due),
        "lateness": lambda store, size: lateness.measure(store, size.timed, size.due),
        "pace": lambda store, size: delivering.pace(store, size.raised),
        "whole": lambda store, size: delivering.whole_disagreement(store),
        "start": lambda store, size: starting.start(store, size.open),
        "home": lambda store, size: starting.home(store, size.led),
    }
)


def measured(store: Store, size: Size, names: tuple[str, ...] = ()) -> Iterator[Figure]:
    """Measure the named sections, or all."""
    for name in names or SECTIONS:
        yield from SECTIONS[name](store, size)
