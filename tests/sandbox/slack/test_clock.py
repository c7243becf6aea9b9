"""Workspace time moves only when asked, as fast as asked, and waits for who follows it."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import httpx
import pytest

from sandbox.slack.client import Impossible, Practice
from sandbox.slack.clock import Follower, NotSettled, WorkspaceClock
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import web_client
from tests.sandbox.slack.foreign import manifest

MONDAY = datetime(2024, 5, 13, 8, 30, tzinfo=UTC)


@pytest.fixture
def frozen() -> Iterator[PracticeSlack]:
    with PracticeSlack.start(starts_at=MONDAY, frozen=True, pace=10_000.0) as slack:
        slack.practice.install(manifest())
        slack.practice.add_person("UPRIYA", "Priya Shah")
        yield slack


def test_a_held_clock_stands_until_it_is_moved(frozen: PracticeSlack) -> None:
    practice, web = frozen.practice, web_client(frozen)
    assert practice.clock() == {
        "now": "2024-05-13T08:30:00.000000+00:00",
        "speed": 0.0,
        "pace": 10_000.0,
        "zone": "Europe/London",
        "version": 0,
        "moving": False,
        "next_due": None,
        "followers": [],
    }

    early = web.chat_postMessage(channel="UPRIYA", text="Early")["ts"]
    practice.move_to(MONDAY + timedelta(days=7))
    late = web.chat_postMessage(channel="UPRIYA", text="Late")["ts"]

    assert practice.now() == MONDAY + timedelta(days=7)
    assert early.startswith(f"{int(MONDAY.timestamp())}.")
    assert float(late) - float(early) == pytest.approx(7 * 24 * 3600, abs=1)
    assert [one.at for one in practice.sees("UPRIYA").notifications] == [MONDAY, MONDAY + timedelta(days=7)]


def test_the_clock_does_not_go_back(frozen: PracticeSlack) -> None:
    with pytest.raises(Impossible, match="goes forward only"):
        frozen.practice.move_to(MONDAY - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        pytest.param({"seconds": 3600}, "2024-05-13T09:30:00+00:00", id="an hour later"),
        pytest.param(
            {"tomorrow_at": "09:00"}, "2024-05-14T08:00:00+00:00", id="tomorrow at nine, in the zone"
        ),
        pytest.param({"local": "2024-05-16T17:00"}, "2024-05-16T16:00:00+00:00", id="a time of the zone"),
        pytest.param({"local": "2024-12-16T17:00"}, "2024-12-16T17:00:00+00:00", id="a time in winter"),
    ],
)
def test_the_clock_moves_as_one_would_say_it(frozen: PracticeSlack, asked: dict[str, Any], then: str) -> None:
    moved = moved_by(frozen, asked).json()

    assert datetime.fromisoformat(moved["now"]) == datetime.fromisoformat(then)
    assert moved["waited_for"] == []


def test_the_next_day_is_that_of_the_workspaces_zone() -> None:
    with PracticeSlack.start(starts_at=MONDAY, frozen=True, zone="Asia/Tokyo") as tokyo:
        tokyo.practice.move_to(MONDAY.replace(hour=16))

        moved_by(tokyo, {"tomorrow_at": "09:00"})

        assert tokyo.practice.now() == datetime(2024, 5, 15, 0, 0, tzinfo=UTC)


UNREADABLE: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, "say one of to, local, seconds, tomorrow_at"),
    "two things": ({"seconds": 1, "local": "2024-05-16T17:00"}, "say one of"),
    "no time": ({"to": "soon"}, "'soon' is no time"),
    "a time without a zone": ({"to": "2024-05-16T17:00"}, "has no zone"),
    "no number": ({"seconds": "many"}, "no number of seconds"),
    "a number without end": ({"seconds": 1e300}, "no number of seconds"),
    "no time of day": ({"tomorrow_at": "early"}, "no time of day"),
    "before now": ({"seconds": -1}, "goes forward only"),
}


@pytest.mark.parametrize(("asked", "why"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_is_no_time_moves_nothing(frozen: PracticeSlack, asked: dict[str, Any], why: str) -> None:
    answer = moved_by(frozen, asked)

    assert answer.status_code == 409
    assert why in answer.json()["refused"]
    assert frozen.practice.now() == MONDAY


def test_a_jump_waits_for_nobody_and_never_goes_back(frozen: PracticeSlack) -> None:
    App(frozen).polls()

    frozen.practice.jump_to(MONDAY + timedelta(hours=1))

    assert frozen.practice.now() == MONDAY + timedelta(hours=1)
    with pytest.raises(Impossible, match="goes forward only"):
        frozen.practice.jump_to(MONDAY)


def moved_by(slack: PracticeSlack, asked: dict[str, Any]) -> httpx.Response:
    return httpx.post(f"{slack.url}/practice/clock/move", json=asked, trust_env=False)


class App:
    """Follows the clock as an app does, and says when its next thing is due."""

    def __init__(self, slack: PracticeSlack, name: str = "app") -> None:
        self._clock = f"{slack.url}/practice/clock"
        self._name = name
        self.settled_at: list[str] = []
        self.due: list[str] = []

    def polls(self, after: int = -1, patience: float = 20) -> dict[str, Any]:
        """Ask for the time, be answered once it is beyond that version, or hang up."""
        asked: dict[str, Any] = {"after": after, "follower": self._name}
        answer = httpx.get(self._clock, params=asked, timeout=patience, trust_env=False)
        clock: dict[str, Any] = answer.json()
        return clock

    def settles(self, clock: dict[str, Any]) -> None:
        """Say that all due at that version is done."""
        self.settled_at.append(str(clock["now"]))
        next_due = next((due for due in self.due if due > clock["now"]), None)
        settled = {"follower": self._name, "version": clock["version"], "next_due": next_due}
        httpx.post(f"{self._clock}/settled", json=settled, trust_env=False).raise_for_status()

    def follows_until(self, now: str) -> None:
        """Poll and settle until the clock has come so far."""
        clock: dict[str, Any] = {"version": -1, "now": ""}
        while clock["now"] < now:
            clock = self.polls(clock["version"])
            self.settles(clock)


@contextmanager
def following(app: App, until: str) -> Iterator[None]:
    """Have an app follow the clock beside the test, until the clock has come so far."""
    app.settles(app.polls())
    thread = threading.Thread(target=app.follows_until, args=(until,))
    thread.start()
    yield
    thread.join()


def test_a_move_waits_until_who_follows_the_clock_has_settled(frozen: PracticeSlack) -> None:
    app, an_hour_later = App(frozen), "2024-05-13T09:30:00.000000+00:00"

    with following(app, until=an_hour_later):
        frozen.practice.move_to(MONDAY + timedelta(hours=1))
        at_return = list(app.settled_at)

    assert at_return[-1] == an_hour_later
    assert set(at_return[:-1]) == {"2024-05-13T08:30:00.000000+00:00"}


def test_the_clock_moves_to_the_next_thing_that_is_due(frozen: PracticeSlack) -> None:
    app, other = App(frozen), App(frozen, "other")
    app.due = ["2024-05-13T12:00:00+00:00", "2024-05-15T12:00:00+00:00"]
    other.due = ["2024-05-14T12:00:00+00:00"]

    with following(app, until="2024-05-15T12"), following(other, until="2024-05-15T12"):
        reached = [frozen.practice.move_to_next() for _ in range(3)]

    assert [f"{one:%A %H:%M}" for one in reached] == ["Monday 12:00", "Tuesday 12:00", "Wednesday 12:00"]


def test_the_clock_tells_what_is_due_next_and_says_so_to_who_watches(frozen: PracticeSlack) -> None:
    app, before = App(frozen), version_of(frozen)
    app.due = ["2024-05-13T12:00:00+00:00"]

    app.settles(app.polls())

    assert frozen.practice.clock()["next_due"] == "2024-05-13T12:00:00+00:00"
    assert frozen.practice.clock()["followers"] == ["app"]
    assert version_of(frozen) == before + 1


def version_of(slack: PracticeSlack) -> int:
    version: int = httpx.get(f"{slack.url}/practice/app", trust_env=False).json()["version"]
    return version


def test_nothing_is_due_next_where_no_app_follows_or_none_says_so(frozen: PracticeSlack) -> None:
    with pytest.raises(Impossible, match="no app follows this clock"):
        frozen.practice.move_to_next()

    with following(App(frozen), until="2024-05-13T08:31"):
        with pytest.raises(Impossible, match="has anything due"):
            frozen.practice.move_to_next()
        frozen.practice.move_to(MONDAY + timedelta(minutes=1))


def test_two_moves_at_once_are_made_one_after_the_other(frozen: PracticeSlack) -> None:
    app, refusals = App(frozen), []

    def move(hours: int) -> None:
        try:
            frozen.practice.move_to(MONDAY + timedelta(hours=hours))
        except Impossible as error:
            refusals.append(str(error))

    with following(app, until="2024-05-13T10:30"):
        moves = [threading.Thread(target=move, args=(hours,)) for hours in (2, 1)]
        for one in moves:
            one.start()
        for one in moves:
            one.join()

    assert frozen.practice.now() == MONDAY + timedelta(hours=2)
    assert app.settled_at == sorted(app.settled_at)
    assert len(refusals) <= 1


def test_an_app_that_has_hung_up_is_waited_for_no_longer_than_it_would_take_to_come_back(
    frozen: PracticeSlack,
) -> None:
    app = App(frozen)
    version = app.polls()["version"]
    with pytest.raises(httpx.ReadTimeout):
        app.polls(version, patience=0.2)
    began = time.monotonic()

    frozen.practice.move_to(MONDAY + timedelta(hours=1))

    assert time.monotonic() - began < 5
    assert frozen.practice.clock()["followers"] == []


def test_an_app_that_was_answered_is_waited_for_while_it_works(frozen: PracticeSlack) -> None:
    app = App(frozen)
    clock = app.polls()
    moving = threading.Thread(target=frozen.practice.settle)
    moving.start()

    while (later := app.polls(clock["version"]))["version"] == clock["version"]:
        pass
    assert moving.is_alive()
    app.settles(later)

    moving.join(timeout=5)
    assert not moving.is_alive()


def test_a_follower_that_does_not_settle_is_named() -> None:
    ticks = count(0, 20)
    clock = WorkspaceClock(MONDAY, frozen=True, machine=lambda: float(next(ticks)))
    clock.followers["the app"] = Follower("the app", polled_at=0.0, waiting=1)

    with pytest.raises(NotSettled, match="the app did not settle within 30 s"):
        asyncio.run(clock.settle())


def test_a_clock_that_runs_keeps_pace_with_real_time(practice: Practice) -> None:
    began = time.monotonic()
    before = practice.now()

    after = practice.now()

    assert timedelta(0) < after - before <= timedelta(seconds=time.monotonic() - began)


def test_a_clock_runs_as_fast_as_it_is_told_and_stands_when_it_is_held(frozen: PracticeSlack) -> None:
    practice = frozen.practice

    practice.run_at(3600)
    while practice.now() < MONDAY + timedelta(hours=1):
        pass
    practice.run_at(0)
    held = practice.now()

    assert held < MONDAY + timedelta(days=1)
    assert practice.now() == held
    assert practice.clock()["speed"] == 0


@pytest.mark.parametrize("speed", [-1, 1e9, "fast", float("nan")])
def test_a_clock_does_not_run_backwards_nor_out_of_hand(frozen: PracticeSlack, speed: Any) -> None:
    answer = httpx.post(
        f"{frozen.url}/practice/clock/speed",
        content=f'{{"speed": {json.dumps(speed)}}}',
        trust_env=False,
    )

    assert answer.status_code == 409
    assert frozen.practice.now() == MONDAY


def test_a_follower_is_told_at_once_when_the_clock_runs_faster(frozen: PracticeSlack) -> None:
    app = App(frozen)
    version = app.polls()["version"]

    frozen.practice.run_at(60)

    assert app.polls(version)["speed"] == 60
