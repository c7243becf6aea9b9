"""The sections of the benchmark, and how much each measures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tests.bench import acknowledging, sweeping
from tests.bench.figure import Figure
from tests.stores import Store


@dataclass(frozen=True)
class Size:
    """How much is measured: `acknowledged` of everything, `at_once` so many; so many open, so many due."""

    acknowledged: int
    at_once: tuple[int, ...]
    open: tuple[int, ...]
    due: int


FULL = Size(acknowledged=400, at_once=(1, 16, 64), open=(1_000, 10_000, 100_000), due=10_000)
QUICK = Size(acknowledged=20, at_once=(1, 4), open=(100, 1_000), due=100)

SECTIONS: Mapping[str, Callable[[Store, Size], Iterator[Figure]]] = MappingProxyType(
    {
        "acknowledging": lambda store, size: acknowledging.measure(store, size.acknowledged, size.at_once),
        "nothing-due": lambda store, size: sweeping.when_nothing_is_due(store, size.open),
        "all-due": lambda store, size: sweeping.when_all_are_due(store, size.due),
    }
)


def measured(store: Store, size: Size, names: tuple[str, ...] = ()) -> Iterator[Figure]:
    """Measure the named sections, or all."""
    for name in names or SECTIONS:
        yield from SECTIONS[name](store, size)
