"""How long the program takes to come with very many open disagreements, its memory, and a full App Home."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import sqlalchemy as sa

from casework import composing
from storage.engine import Database, connect
from storage.tables import clock
from tests.bench import processes
from tests.bench.crowd import gather
from tests.bench.figure import Figure
from tests.stores import Store

_FAR = timedelta(days=5)
_PATIENCE_SECONDS = 120.0
_LOOKS = 20
_LEAD = "U0LUCY"
_FEW = 3


def start(store: Store, numbers: tuple[int, ...]) -> Iterator[Figure]:
    """Measure from the start of the process to the end of its first sweep, and its memory then."""
    least: tuple[float, float] | None = None
    for number in numbers:
        seconds, megabytes = _start(store, number)
        against = f"the same among {numbers[0]:,}" if least else ""
        beside = least or (None, None)
        yield Figure(f"start to first sweep among {number:,} open", seconds, "s", against, beside[0])
        yield Figure(f"memory after it among {number:,} open", megabytes, "MB", against, beside[1])
        least = least or (seconds, megabytes)


def _start(store: Store, number: int) -> tuple[float, float]:
    name = store.make()
    with closing(connect(store.url(name))) as database:
        now = datetime.now(UTC)
        gather(database, number, now)
        with database.write() as connection:
            connection.execute(clock.update().values(due_at=now + _FAR))
            one = sa.select(sa.func.min(clock.c.id)).scalar_subquery()
            connection.execute(clock.update().where(clock.c.id == one).values(due_at=now))
        with processes.slack(pace=1.0) as slack:
            began = time.perf_counter()
            with processes.program(store.url(name), slack, processes.free_port()) as running:
                while _is_due(database, now):
                    if time.perf_counter() - began > _PATIENCE_SECONDS:
                        raise TimeoutError("the first sweep did not come")
                    time.sleep(0.005)
                seconds, megabytes = time.perf_counter() - began, _megabytes(running.pid)
    store.drop(name)
    return seconds, megabytes


def _is_due(database: Database, now: datetime) -> bool:
    due = sa.select(sa.func.count()).where(clock.c.is_armed, clock.c.due_at <= now)
    with database.read() as connection:
        return bool(connection.execute(due).scalar_one())


def _megabytes(pid: int) -> float:
    """Return how much memory a process has, where the machine says so; nought where not."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def home(store: Store, number: int) -> Iterator[Figure]:
    """Measure how long it takes to make the App Home of a lead who has so many."""
    few, many = (_home(store, each) for each in (_FEW, number))
    yield Figure(f"App Home of a lead with {number}", many, "ms", f"of one with {_FEW}", few)


def _home(store: Store, number: int) -> float:
    name = store.make()
    seconds = []
    with closing(connect(store.url(name))) as database:
        now = datetime.now(UTC)
        gather(database, number, now)
        for _ in range(_LOOKS):
            began = time.perf_counter()
            composing.home(database, _LEAD, now=now)
            seconds.append(time.perf_counter() - began)
    store.drop(name)
    return 1000 * median(seconds)
