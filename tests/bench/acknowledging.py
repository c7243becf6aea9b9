"""How long it takes until what somebody did is acknowledged, beside a bare listener on the same server."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import quantiles

from casework import time as sweep
from sandbox.slack.envelopes import ACK_SECONDS
from storage.engine import connect
from tests.bench import processes
from tests.bench.crowd import gather
from tests.bench.figure import Figure
from tests.bench.payloads import Payload, Payloads
from tests.bench.processes import Answered, Client
from tests.stores import Store
from tests.under_fire import partnership

ROUNDS = 4
"""Each is measured in turns with the others, so that what else the machine does falls on all alike."""
PACE = 1000.0
"""Slack's own limits are no part of what is measured here."""

_TAKEN = '{"response_action": "update"'

NOTHING, INSERT = "a bare listener that does nothing", "the same with one raw durable insert"


@dataclass(frozen=True)
class _Doing:
    """Something that somebody does, how its acknowledgement begins, and beside what it is measured."""

    name: str
    payload: Callable[[], Payload]
    begins: str
    beside: tuple[str, ...]


def measure(store: Store, number: int, at_once: tuple[int, ...]) -> Iterator[Figure]:
    """Measure what is acknowledged, so many at once: of each so many, and of each as many as are at once."""
    name, raw = store.make(), store.make()
    with ExitStack() as stack:
        database = connect(store.url(name))
        stack.callback(database.close)
        raised_at = datetime.now(UTC) - timedelta(minutes=1)
        partnership.furnish(database, raised_at)
        reference = partnership.raise_many(database, 1, at=raised_at)[0]
        payloads = Payloads(database)
        slack = stack.enter_context(processes.slack(PACE))
        ours = stack.enter_context(processes.program(store.url(name), slack, processes.free_port())).url
        bare = {
            NOTHING: stack.enter_context(processes.bare()),
            INSERT: stack.enter_context(processes.bare(store.url(raw))),
        }
        client = stack.enter_context(processes.client())
        doings = (
            _Doing("/disagree", payloads.command, "", (NOTHING,)),
            _Doing("a press", lambda: payloads.press(reference), "", (NOTHING,)),
            _Doing("a form sent", payloads.submission, _TAKEN, (NOTHING, INSERT)),
        )
        for doing in doings:
            _compared(client, ours, bare, doing, 10, 1)
            for so_many in at_once:
                yield from _compared(client, ours, bare, doing, number, so_many)
    for each in (name, raw):
        store.drop(each)


def during_the_sweep(store: Store, number: int, at_once: int, due: int) -> Iterator[Figure]:
    """Measure the slowest of so many forms sent while so many are moved that were due at once."""
    name = store.make()
    with ExitStack() as stack:
        database = connect(store.url(name))
        stack.callback(database.close)
        gather(database, due, datetime.now(UTC) - timedelta(days=30))
        payloads = Payloads(database)
        slack = stack.enter_context(processes.slack(PACE))
        client = stack.enter_context(processes.client())
        ours = stack.enter_context(processes.program(store.url(name), slack, processes.free_port()))
        sent = client.send(ours.url, [payloads.submission() for _ in range(number)], at_once)
        left = len(sweep.due(database, datetime.now(UTC)))
    store.drop(name)
    named = f"a form sent, {at_once} at once while {due:,} are moved"
    slowest = max(each.seconds for each in sent.answered)
    refused = sum(not each.said.startswith(_TAKEN) for each in sent.answered)
    yield Figure(f"{named}: the slowest", slowest, "s", "what Slack waits for", ACK_SECONDS)
    yield Figure(f"{named}: answered that it is not recorded", refused, "forms", "all of them", number)
    yield Figure(f"{named}: still to be moved then", left, "disagreements, at least")


def _compared(
    client: Client, ours: str, bare: dict[str, str], doing: _Doing, number: int, at_once: int
) -> list[Figure]:
    """Send to us and to what we are measured against, in turns."""
    took = _Took(client, doing, at_once)
    for _ in range(ROUNDS):
        share = [doing.payload() for _ in range(max(number // ROUNDS, at_once))]
        took.send("ours", ours, share)
        for name in doing.beside:
            took.send(name, bare[name], share)
    took.check()
    return [figure for beside in doing.beside for figure in took.figures(beside)]


class _Took:
    """How long each of those took to whom the same was sent."""

    def __init__(self, client: Client, doing: _Doing, at_once: int) -> None:
        self._client, self._doing, self._at_once = client, doing, at_once
        self._answered: dict[str, list[Answered]] = {}
        self._seconds: dict[str, float] = {}

    def send(self, name: str, url: str, payloads: list[Payload]) -> None:
        done = self._client.send(url, payloads, self._at_once)
        self._answered.setdefault(name, []).extend(done.answered)
        self._seconds[name] = self._seconds.get(name, 0.0) + done.seconds

    def check(self) -> None:
        """Fail where anything was acknowledged in another way than it is in earnest."""
        odd = [
            each
            for each in self._answered["ours"]
            if each.status != 200 or not each.said.startswith(self._doing.begins)
        ]
        assert not odd, f"{self._doing.name}: {len(odd)} were answered otherwise: {odd[0]}"

    def figures(self, beside: str) -> Iterator[Figure]:
        named = f"{self._doing.name}, {self._at_once} at once"
        for percent in (50, 99):
            ours, theirs = (1000 * self._percentile(name, percent) for name in ("ours", beside))
            yield Figure(f"{named}: p{percent}", ours, "ms", beside, theirs)
        ours, theirs = (len(self._answered[name]) / self._seconds[name] for name in ("ours", beside))
        yield Figure(f"{named}: pace", ours, "a second", beside, theirs)

    def _percentile(self, name: str, percent: int) -> float:
        seconds = [each.seconds for each in self._answered[name]]
        return quantiles(seconds, n=100, method="inclusive")[percent - 1]
