"""`make simulate`: so many weeks of a partnership's life, with all that goes wrong in them, judged."""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import count

import click
from rich.console import Console
from rich.progress import Progress

from tests.simulation.judgement import KINDS
from tests.simulation.partnership import place
from tests.simulation.story import in_words, written
from tests.simulation.telling import Outcome, outcome_of, shortest_of

PART = 5
"""So many stories are played with one prepared partnership."""


@click.command()
@click.option("--weeks", default=100, show_default=True, help="How many weeks there are to be.")
@click.option("--seed", default=1, show_default=True, help="The seed of the first story; the others follow.")
@click.option("--processes", default=os.cpu_count() or 1, show_default=True, help="How many work at once.")
def simulate(weeks: int, seed: int, processes: int) -> None:
    """Play stories until there are enough weeks; the last line says in JSON what was found."""
    console, total = Console(stderr=True), Counter[str]()
    seeds = list(_seeds(weeks, seed))
    parts = [seeds[first : first + PART] for first in range(0, len(seeds), PART)]
    failed: list[Outcome] = []
    with ProcessPoolExecutor(processes) as pool, Progress(console=console) as progress:
        bar = progress.add_task("weeks", total=sum(written(each).weeks for each in seeds))
        for part in as_completed([pool.submit(play_part, part) for part in parts]):
            for outcome in part.result():
                total.update(outcome.counts)
                failed += [outcome] if outcome.findings else []
                progress.advance(bar, outcome.counts["weeks"])
    failed.sort(key=lambda outcome: outcome.seed)
    for outcome in failed:
        console.print(f"seed {outcome.seed}: {', '.join(outcome.findings)}", markup=False, highlight=False)
    if failed:
        console.print(f"\n{_story(failed[0].seed)}", markup=False, highlight=False)
    said = {"seed": seed, "stories": len(seeds), "failed": [outcome.seed for outcome in failed]}
    print(json.dumps(said | {name: total[name] for name in (*KINDS, *sorted(set(total) - set(KINDS)))}))
    sys.exit(1 if failed else 0)


def play_part(seeds: list[int]) -> list[Outcome]:
    """Play some stories in this process."""
    with place() as here:
        return [outcome_of(written(seed), here) for seed in seeds]


def _seeds(weeks: int, first: int) -> Iterator[int]:
    for seed in count(first):
        if weeks <= 0:
            return
        yield seed
        weeks -= written(seed).weeks


def _story(seed: int) -> str:
    with place() as here:
        story, outcome = shortest_of(written(seed), here)
    found = "\n".join(outcome.findings)
    return f"The shortest story that still fails:\n{in_words(story)}\n{found}"


if __name__ == "__main__":
    simulate()
