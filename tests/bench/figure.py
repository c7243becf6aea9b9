"""What is measured: a figure, and what it is measured against in the same run."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Figure:
    """A figure with its unit; `against` says what `beside` is, measured in the same run, in the same unit."""

    name: str
    value: float
    unit: str
    against: str = ""
    beside: float | None = None

    @property
    def ratio(self) -> float | None:
        """How it stands to what it is measured against."""
        return self.value / self.beside if self.beside else None


def show(figures: Iterable[Figure], console: Console) -> None:
    """Print figures as a table."""
    table = Table("figure", "measured", "against", "that", "ratio", box=None)
    for each in figures:
        beside = "" if each.beside is None else f"{each.beside:,.3g} {each.unit}"
        ratio = "" if each.ratio is None else f"{each.ratio:.2f}"
        table.add_row(each.name, f"{each.value:,.3g} {each.unit}", each.against, beside, ratio)
    console.print(table)


def as_json(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """Return figures for a program to read."""
    return [{**asdict(each), "ratio": each.ratio} for each in figures]
