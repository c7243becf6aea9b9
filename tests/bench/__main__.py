"""The benchmark: `python -m tests.bench`, as `make bench` runs it. Prints a table, then JSON in one line."""

import json
import os
import platform
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from tests import postgresql
from tests.bench import sweeping
from tests.bench.figure import Figure, as_json, show
from tests.stores import Files, Kind, OnServer, Store

_DURABLE = ("fsync=on", "synchronous_commit=on")


@click.command()
@click.option(
    "--on",
    "kinds",
    type=click.Choice([kind.value for kind in Kind]),
    multiple=True,
    help="Only on this database.",
)
@click.option("--most", default=100_000, show_default=True, help="So many open disagreements at most.")
@click.option("--due", default=10_000, show_default=True, help="So many are due at one instant.")
def main(*, kinds: tuple[str, ...], most: int, due: int) -> None:
    """Measure, beside what each figure is measured against, in one run."""
    console = Console(stderr=False)
    said: dict[str, object] = {"machine": f"{platform.machine()}, {os.cpu_count()} processors"}
    with ExitStack() as stack:
        for kind in [Kind(each) for each in kinds] or list(Kind):
            store = _store(kind, stack)
            if store is None:
                console.print(f"{kind}: there is no server on this machine")
                continue
            with console.status(f"measuring on {kind}"):
                figures = list(_figures(store, most, due))
            console.print(f"\n[bold]{kind}[/]")
            show(figures, console)
            said[kind] = as_json(figures)
    print(json.dumps(said))


def _store(kind: Kind, stack: ExitStack) -> Store | None:
    """Return a store on a disk that keeps what it is given: here commits are to cost what they cost."""
    if kind is Kind.SQLITE:
        return Files(Path(stack.enter_context(TemporaryDirectory(prefix="disagree-bench-"))))
    programs = postgresql.found()
    if programs is None:
        return None
    folder = Path(stack.enter_context(TemporaryDirectory(prefix="disagree-bench-")))
    return OnServer(stack.enter_context(postgresql.started(programs, _DURABLE, folder)))


def _figures(store: Store, most: int, due: int) -> Iterator[Figure]:
    numbers = tuple(number for number in (1_000, 10_000, 100_000) if number <= most)
    yield from sweeping.when_nothing_is_due(store, numbers)
    yield from sweeping.when_all_are_due(store, due)


if __name__ == "__main__":
    main()
