"""
The app killed at every named point of the journey in which nobody answers, and started again, on each
database: the same channels, people and record; nothing missed, and nothing twice but what is marked as a
repeat.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa

from sandbox.practice.stage import Actor, Stage, at
from sandbox.slack.client import Impossible
from sandbox.slack.screen import words_of
from storage import people
from storage.engine import connect
from storage.tables import entry
from tests import stores
from tests.journeys.conftest import InThisProcess
from tests.stores import Kind, Store

pytestmark = pytest.mark.journey

T = TypeVar("T")

_SAMPLE = {Kind.SQLITE: 50, Kind.POSTGRESQL: 100}
EVERY = {kind: int(os.environ.get("DISAGREE_KILL_EVERY", every)) for kind, every in _SAMPLE.items()}
"""Every so manieth point is tried; 1, as in `make killed`, for all of them."""

SHARES = 4
"""The points are shared out to so many tests, which run beside one another."""

PACE = 1000.0

_MOVES = (
    "Wednesday 2026-12-30 09:00",
    "Thursday 2026-12-31 17:00",
    "Friday 2027-01-08 17:00",
    "Friday 2027-01-15 17:00",
    "Friday 2027-01-22 17:00",
)
_KNOWN_SECONDS = 30.0
CHANNELS = r"<#C\w+>"
REPEAT = "You may have seen this"
ROOM = "The room: "
DIGEST = "Northmere (example): "
DAILY = re.compile(r"things? waits? for you")
TEXT_IDS = r'"(?:digest|id)":"[0-9a-f]{32,64}"'


class Killed:
    """The app under a supervisor, which kills it at one point and starts it again."""

    has_ended = False

    def __init__(self, supervisor: subprocess.Popen[str], folder: Path, kill_at: int) -> None:
        self.names = folder / "points"
        self._supervisor, self._kill_at = supervisor, kill_at
        self._log = folder / "disagree.log"

    def start(self, environment: Mapping[str, str]) -> None:
        """Order the supervisor to start it."""
        order = {"kill_at": self._kill_at, "names": str(self.names), "log": str(self._log)}
        self._order({"environment": dict(environment), **order})

    def stop(self) -> None:
        """Order the supervisor to end it."""
        self._order({})

    def administer(self, environment: Mapping[str, str], *arguments: str) -> str:
        """Run a `disagree` command in this process."""
        return InThisProcess().administer(environment, *arguments)

    def _order(self, order: dict[str, object]) -> None:
        assert self._supervisor.stdin is not None
        assert self._supervisor.stdout is not None
        self._supervisor.stdin.write(json.dumps(order) + "\n")
        self._supervisor.stdin.flush()
        assert self._supervisor.stdout.readline() == "done\n"


@pytest.fixture(scope="module")
def supervisor() -> Iterator[subprocess.Popen[str]]:
    """One supervisor for all deaths of a test process."""
    command = [sys.executable, "-m", "tests.journeys.killed"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        yield running
        assert running.stdin is not None
        running.stdin.close()


@dataclass(frozen=True)
class Ending:
    """What a journey leaves: what was said where, who is in the room, the record, the points passed."""

    messages: Counter[tuple[str, str]]
    repeats: Counter[tuple[str, str]]
    rooms: tuple[tuple[str, ...], ...]
    record: Counter[str]
    points: tuple[str, ...]


@pytest.fixture(scope="module", params=list(Kind))
def kind(request: pytest.FixtureRequest) -> Kind:
    """Each database in its turn."""
    return Kind(request.param)


@pytest.fixture(scope="module")
def store(kind: Kind) -> Iterator[Store]:
    """Where the databases of all journeys are."""
    with stores.opened(kind) as store:
        yield store


@pytest.fixture(scope="module")
def undisturbed(
    supervisor: subprocess.Popen[str], store: Store, tmp_path_factory: pytest.TempPathFactory
) -> Ending:
    """The journey with nobody killed."""
    return _journey(supervisor, store, tmp_path_factory.mktemp("undisturbed"), kill_at=0)


@pytest.mark.timeout(6000)
@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_any_point_it_misses_nothing_and_doubles_nothing_unmarked(
    supervisor: subprocess.Popen[str],
    kind: Kind,
    store: Store,
    undisturbed: Ending,
    share: int,
    tmp_path: Path,
) -> None:
    points = range(1, len(undisturbed.points) + 1, EVERY[kind])

    for kill_at in points[share::SHARES]:
        folder = tmp_path / str(kill_at)
        folder.mkdir()

        ending = _journey(supervisor, store, folder, kill_at)

        where = f"killed at {kill_at}, {undisturbed.points[kill_at - 1]}"
        assert ending.record == undisturbed.record, where
        assert ending.rooms == undisturbed.rooms, where
        missed = undisturbed.messages - ending.messages - ending.repeats
        doubled = ending.messages - undisturbed.messages
        assert not missed, f"{where}: {missed}"
        assert not doubled, f"{where}: {doubled}"


def _journey(supervisor: subprocess.Popen[str], store: Store, folder: Path, kill_at: int) -> Ending:
    app, name = Killed(supervisor, folder, kill_at), store.make()
    begins = at("Tuesday 2026-12-22 16:30")
    try:
        with Stage(folder, app, starts_at=begins, pace=PACE, database_url=store.url(name)) as stage:
            _raise(stage)
            stage.settle()
            for move in _MOVES:
                stage.move_to(move)
            return _ending(stage, app)
    finally:
        store.drop(name)


def _raise(stage: Stage) -> None:
    """Raise a disagreement as somebody does who tries again whenever Slack says that it did not work."""
    amy = stage.person("Amy")
    _await_known(stage, amy)
    _tried(stage, lambda: amy.sees().view or amy.types())
    _tried(stage, lambda: amy.chooses("danger", "none"))
    against = _tried(stage, lambda: amy.finds("against", "Tom Ellery"))
    amy.fills({"against": [against], "dispute": "It was closed.", "wanted": "A visit.", "soon": "procedure"})
    _tried(stage, lambda: _submitted(amy))


def _await_known(stage: Stage, amy: Actor) -> None:
    """Wait until the app has looked who is who: whoever acts before is asked where they work."""
    gives_up_at = time.monotonic() + _KNOWN_SECONDS
    with closing(connect(stage.database_url)) as database:
        while time.monotonic() < gives_up_at:
            with database.read() as connection:
                if people.by_slack_id(connection, amy.id):
                    return
            time.sleep(0.02)
    raise AssertionError("the app has not looked who is who")


def _submitted(amy: Actor) -> None:
    if amy.view.callback_id == "raise_form" and (sent := amy.sends()).outcome == "failed":
        raise AssertionError(sent.failure)


def _tried(stage: Stage, act: Callable[[], T]) -> T:
    for _ in range(20):
        try:
            return act()
        except (AssertionError, Impossible):
            stage.wait_for_app()
    return act()


def _ending(stage: Stage, app: Killed) -> Ending:
    said = [
        (", ".join(sorted(row["to"])), words_of(row["blocks"] or []))
        for row in stage.practice.deliveries()
        if row["kind"] in ("dm", "message")
    ]
    said = [(to, words) for to, words in said if not DAILY.search(words)]
    return Ending(
        messages=Counter((to, _compared(words)) for to, words in said if REPEAT not in words),
        repeats=Counter((to, _compared(words)) for to, words in said if REPEAT in words),
        rooms=tuple(
            sorted(tuple(sorted(each.members)) for each in stage.person("Amy").sees().private_channels)
        ),
        record=_record(stage.database_url),
        points=tuple(app.names.read_text(encoding="utf-8").splitlines()),
    )


def _record(url: str) -> Counter[str]:
    """The record's lines without what is drawn by lot (the ids and salts of texts)."""
    with closing(connect(url)) as database, database.read() as connection:
        rows = connection.execute(sa.select(entry.c.at, entry.c.by_person_id, entry.c.content)).all()
    return Counter(f"{at} {by} {re.sub(TEXT_IDS, '', content)}" for at, by, content in rows)


def _compared(words: str) -> str:
    """
    A message as far as it is the same each time, and without the mark. After a move over days all is due at
    once: whether a call names the room, and what a digest says of this instant, hang on which comes first;
    and so does whether anything waits for somebody in the daily round, which is therefore left out.
    """
    lines = [line for line in words.splitlines() if REPEAT not in line and not line.startswith(ROOM)]
    return lines[0] if lines[0].startswith(DIGEST) else re.sub(CHANNELS, "", "\n".join(lines))
