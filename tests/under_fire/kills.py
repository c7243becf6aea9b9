"""`make kills`: the program as real processes, killed at random while people work; then it is judged."""

import faulthandler
import json
import random
import signal
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from types import FrameType, MappingProxyType

import click

from sandbox.practice.stage import NotStarted, Stage, at
from sandbox.slack.client import NotSettled
from storage.engine import Database, connect
from tests import postgresql, stores, volatile
from tests.simulation.judgement import KINDS, Finding, counted
from tests.stores import Kind
from tests.under_fire.client import MANAGERS, PAIRS, Client, Memory
from tests.under_fire.fleet import Fleet, Killer
from tests.under_fire.verdict import done_so_far, is_settled, judged

PACE = 1000.0
PROCESSES = MappingProxyType({Kind.SQLITE: 1, Kind.POSTGRESQL: 2})
"""How many processes of the program run at once."""
KILLS_A_DISAGREEMENT = 8
CALM_SECONDS = 60.0
"""Once nobody is killed any more, what is under way may stand still for so long."""
LONGEST_CALM_SECONDS = 1800.0
"""Slack is asked by several processes on one machine: hundreds of messages may have gathered by then."""
STARTS = 5
"""So often the app is started again before it counts as not to be started."""
SAID_EVERY = 25
SILENT_SECONDS = 300.0
"""Where nobody was killed for so long, it is said what every thread is at."""

_CRASHABLE = ("fsync=off",)
"""What was committed outlives a crash of the server; none of the machine is tried."""


@dataclass(frozen=True)
class Place:
    """Where a database is, and what lets its server crash and come again; None where it has no server."""

    folder: Path
    url: str
    crash: Callable[[], None] | None = None


@contextmanager
def place(kind: Kind) -> Iterator[Place]:
    """Give an empty database; skips the test where the machine has none of the kind."""
    with volatile.folder() as folder:
        if kind is Kind.SQLITE:
            yield Place(folder, f"sqlite:///{folder / 'disagree.db'}")
            return
        with postgresql.started(stores.server_programs(), _CRASHABLE) as server:
            yield Place(folder, server.url(server.new()), server.restart)


def killed(
    kind: Kind, kills: int, seed: int, progress: Callable[[int], None] = lambda killed: None
) -> tuple[list[Finding], Counter[str]]:
    """Kill so often while people work, then let it come to rest; return what must not be, and amounts."""
    with ExitStack() as stack:
        here = stack.enter_context(place(kind))
        fleet = Fleet(here.folder / "disagree.log", PROCESSES[kind])
        stack.callback(fleet.end)
        begins = at("Tuesday 2026-12-22 16:30")
        stage = stack.enter_context(
            Stage(here.folder, fleet, starts_at=begins, pace=PACE, database_url=here.url)
        )
        wait_for_app = partial(_wait_for_app, stage, fleet)
        killer = Killer(fleet, _chance(seed, "kills"), kills, wait_for_app, here.crash)
        memory = _people_work(stage, killer, seed, progress)
        database = connect(here.url)
        stack.callback(database.close)
        _comes_to_rest(stage, database, wait_for_app)
        findings, amounts = judged(database, stage.practice, memory)
        ended = Counter(server_crashes=killer.crashed, ended_by_themselves=fleet.ended_by_themselves)
        return findings, amounts + Counter(kills=killer.killed) + ended


def _people_work(stage: Stage, killer: Killer, seed: int, progress: Callable[[int], None]) -> Memory:
    """Have all people work for as long as there is killing; return what they remember."""
    memory = Memory()

    def work(client: Client) -> None:
        while killer.is_at_work:
            client.acts()
            progress(killer.killed)

    most = 1 + killer.kills // KILLS_A_DISAGREEMENT // len(PAIRS)
    clients = [
        Client(stage, _chance(seed, pair[0]), pair, MANAGERS[place :: len(PAIRS)], most, memory)
        for place, pair in enumerate(PAIRS)
    ]
    progress(0)
    killer.start()
    with ThreadPoolExecutor(len(clients)) as pool:
        try:
            _wait_for([pool.submit(work, client) for client in clients])
        finally:
            # Within the pool: whoever still works goes on for as long as there is killing.
            killer.stop()
    return memory


def _wait_for(work: list[Future[None]]) -> None:
    """Wait until all is done; raises what goes wrong in any of it, at once."""
    waiting = set(work)
    while waiting:
        # Not without end: a signal may find the thread that has to heed it asleep, and not wake it.
        done, waiting = wait(waiting, timeout=1.0, return_when=FIRST_EXCEPTION)
        for each in done:
            each.result()


def _chance(seed: int, whose: str) -> random.Random:
    return random.Random(f"{seed} {whose}")  # noqa: S311


def _wait_for_app(stage: Stage, fleet: Fleet) -> None:
    """Wait until the app can be reached; raises NotStarted where it ends each time that it is started."""
    for _ in range(STARTS):
        fleet.start_again()
        with suppress(NotStarted):
            stage.wait_for_app()
            return
    raise NotStarted(f"the app was started {STARTS} times, and did not come")


def _comes_to_rest(stage: Stage, database: Database, wait_for_app: Callable[[], None]) -> None:
    """Wait until all is done, or for as long as something goes on."""
    began = moved_at = monotonic()
    seen = done_so_far(database)
    while monotonic() < min(moved_at + CALM_SECONDS, began + LONGEST_CALM_SECONDS):
        wait_for_app()
        with suppress(NotSettled):
            stage.settle()
            if is_settled(database, stage.practice.now()):
                return
        if (done := done_so_far(database)) != seen:
            seen, moved_at = done, monotonic()
        # Nothing tells when a lease that a dead process held is over.
        threading.Event().wait(0.2)


@click.command()
@click.option("--on", "kind", type=click.Choice([str(each) for each in Kind]), default="sqlite")
@click.option("--kills", default=500, show_default=True, help="How often a process is killed.")
@click.option("--seed", default=1, show_default=True, help="By which all chances are drawn.")
def main(kind: str, kills: int, seed: int) -> None:
    """Kill, judge, and say in JSON, on the last line, what was found, or else what ended it before that."""
    faulthandler.enable()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    told = {"on": kind, "seed": seed}
    said: list[int] = []

    def progress(number: int) -> None:
        if not said or number >= said[-1] + SAID_EVERY:
            said.append(number)
            click.echo(f"{number} of {kills} kills", err=True)
            faulthandler.dump_traceback_later(SILENT_SECONDS, repeat=True)

    try:
        findings, amounts = killed(Kind(kind), kills, seed, progress)
    except BaseException as why:  # noqa: BLE001  (whatever it is, it is said, and is no verdict)
        traceback.print_exc()
        click.echo(json.dumps({**told, "ended_by": f"{type(why).__name__}: {why}", "kills_said": said[-1:]}))
        sys.exit(2)
    for finding in findings:
        click.echo(f"{finding.kind}: {finding.what}", err=True)
    found = counted(findings)
    click.echo(json.dumps({**told, **{name: found[name] for name in KINDS}, **amounts}))
    sys.exit(1 if findings else 0)


class Told(BaseException):
    """The run was told to end, by a signal."""


def _end(number: int, frame: FrameType | None) -> None:
    raise Told(signal.Signals(number).name)


if __name__ == "__main__":
    main()
