"""The benchmark: `python -m tests.bench`, as `make bench` runs it. Prints a table, then JSON in one line."""

import json
import os
import platform
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from tests import postgresql
from tests.bench.figure import as_json, show
from tests.bench.sections import FULL, QUICK, SECTIONS, Size, measured
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
@click.option("--only", "sections", type=click.Choice(list(SECTIONS)), multiple=True, help="Only this.")
@click.option("--quick", "size", flag_value=QUICK, type=click.UNPROCESSED, help="With small numbers.")
def main(*, kinds: tuple[str, ...], sections: tuple[str, ...], size: Size | None) -> None:
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
                figures = list(measured(store, size or FULL, sections))
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


if __name__ == "__main__":
    main()
