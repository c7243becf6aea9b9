"""The pace of delivery beside the pace that Slack allows, and the calls of a whole disagreement."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.delivery.pacing import BETWEEN_MESSAGES_SECONDS, CALLS_A_MINUTE, MINUTE
from casework import delivery
from sandbox.practice.stage import Stage, at
from sandbox.practice.stories import school_and_social_care
from sandbox.slack.client import Practice
from storage.engine import connect
from tests.bench import processes
from tests.bench.figure import Figure
from tests.bench.lateness import await_all
from tests.journeys.conftest import InThisProcess
from tests.journeys.seen import Silent
from tests.stores import Store
from tests.under_fire import partnership

_AT_THE_SAME_TIME = {"chat.update": ("channel", "ts"), "conversations.invite": ("channel",)}
"""What one call can carry where several were made at one instant: those alike in these arguments."""
_ONLY_LOOKS = frozenset({"auth.test", "users.conversations", "users.info", "users.list"})
"""Calls that nobody sees anything of."""


def pace(store: Store, number: int) -> Iterator[Figure]:
    """Measure how much of what Slack allows is used when so many are raised against somebody at once."""
    name = store.make()
    with closing(connect(store.url(name))) as database:
        raised_at = datetime.now(UTC) - timedelta(seconds=1)
        partnership.furnish(database, raised_at)
        for each in range(number):
            partnership.raise_one(database, each, cannot_wait=False, at=raised_at)
        with processes.slack(pace=1.0) as slack, closing(Practice(slack)) as practice:
            with processes.program(store.url(name), slack, processes.free_port()):
                await_all(lambda: delivery.outstanding(database) == 0)
            calls = practice.calls()
    store.drop(name)
    yield from _shares(calls)
    yield Figure("calls that Slack refused as too many", _refused(calls), "calls", "none", 0.0)


def _shares(calls: tuple[dict[str, Any], ...]) -> Iterator[Figure]:
    """Compare how long it took with the least that Slack allows, for one channel and for each method."""
    said = [each for each in calls if each["method"] == "chat.postMessage" and each["ok"]]
    busiest, posts = Counter(each["args"]["channel"] for each in said).most_common(1)[0]
    took = _seconds([each for each in said if each["args"]["channel"] == busiest])
    allowed = (posts - 1) * BETWEEN_MESSAGES_SECONDS
    yield Figure(f"{posts} messages to one person", took, "s", "the least that Slack allows", allowed)
    for method, made in Counter(each["method"] for each in calls).items():
        minutes = (made - 1) // CALLS_A_MINUTE.get(method, made)
        if minutes:
            took = _seconds([each for each in calls if each["method"] == method])
            yield Figure(f"{made} × {method}", took, "s", "the least that Slack allows", minutes * MINUTE)


def _seconds(calls: list[dict[str, Any]]) -> float:
    first, last = (datetime.fromisoformat(calls[place]["machine_at"]) for place in (0, -1))
    return (last - first).total_seconds()


def _refused(calls: tuple[dict[str, Any], ...]) -> int:
    return sum(each["error"] in ("ratelimited", "rate_limited") for each in calls)


def whole_disagreement(store: Store) -> Iterator[Figure]:
    """Count the Web API calls of a disagreement that climbs to the heads of service, by method."""
    name = store.make()
    with TemporaryDirectory() as folder:
        stage = Stage(
            Path(folder),
            InThisProcess(),
            starts_at=at("Tuesday 2026-12-22 16:30"),
            settings={"DATABASE_URL": store.url(name)},
        )
        with stage:
            school_and_social_care(stage, Silent())
            stage.settle()
            calls = stage.practice.calls()
    store.drop(name)
    for method, made in sorted(Counter(each["method"] for each in calls).items()):
        fewest = len(_needed([each for each in calls if each["method"] == method]))
        yield Figure(method, made, "calls", "the fewest that would do", fewest)
    total, needed = len(calls), len(_needed(list(calls)))
    yield Figure("a whole disagreement", total, "calls", "the fewest that would do", needed)


def _needed(calls: list[dict[str, Any]]) -> set[tuple[object, ...]]:
    """Return what is left where nothing only looks, and one call carries what can go with others."""
    needed: set[tuple[object, ...]] = set()
    for place, call in enumerate(calls):
        method, args = call["method"], call["args"]
        if method in _ONLY_LOOKS:
            continue
        same = _AT_THE_SAME_TIME.get(method)
        needed.add((method, call["at"], *(args[name] for name in same)) if same else (place,))
    return needed
