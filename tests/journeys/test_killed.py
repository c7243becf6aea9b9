"""
The app killed at every named point of the journey in which nobody answers, and started again: the same
channels, people and record; nothing missed, and nothing twice but what is marked as a repeat.
"""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sandbox.practice.stage import OwnProcess, Stage, at
from sandbox.slack.screen import words_of

pytestmark = pytest.mark.journey

SHARES = 8
"""The points are shared out to so many tests, which run beside one another."""

_MOVES = (
    "Wednesday 2026-12-30 09:00",
    "Thursday 2026-12-31 17:00",
    "Friday 2027-01-08 17:00",
    "Friday 2027-01-15 17:00",
    "Friday 2027-01-22 17:00",
)
REPEAT = "You may have seen this"


class Killed(OwnProcess):
    """The app as its own process under a supervisor that kills it at one point and starts it again."""

    def __init__(self, folder: Path, kill_at: int) -> None:
        super().__init__(folder / "disagree.log", ("-m", "tests.journeys.killed"))
        self.names = folder / "points"
        self._kill_at = kill_at

    def start(self, environment: Mapping[str, str]) -> None:
        """Start the supervisor, and it the app."""
        super().start({**environment, "KILL_AT": str(self._kill_at), "KILL_NAMES": str(self.names)})


@dataclass(frozen=True)
class Ending:
    """What a journey leaves: what was said where, who is in the room, the record, the points passed."""

    messages: Counter[tuple[str, str]]
    repeats: Counter[tuple[str, str]]
    rooms: tuple[tuple[str, ...], ...]
    record: Counter[str]
    points: tuple[str, ...]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Ending:
    """The journey with nobody killed."""
    return _journey(tmp_path_factory.mktemp("undisturbed"), kill_at=0)


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("share", range(SHARES))
def test_killed_at_any_point_it_misses_nothing_and_doubles_nothing_unmarked(
    undisturbed: Ending, share: int, tmp_path: Path
) -> None:
    for kill_at in range(1 + share, len(undisturbed.points) + 1, SHARES):
        folder = tmp_path / str(kill_at)
        folder.mkdir()

        ending = _journey(folder, kill_at)

        where = f"killed at {kill_at}, {undisturbed.points[kill_at - 1]}"
        assert ending.record == undisturbed.record, where
        assert ending.rooms == undisturbed.rooms, where
        assert not undisturbed.messages - ending.messages - ending.repeats, where
        assert not ending.messages - undisturbed.messages, where


def _journey(folder: Path, kill_at: int) -> Ending:
    app = Killed(folder, kill_at)
    with Stage(folder, app, starts_at=at("Tuesday 2026-12-22 16:30")) as stage:
        amy = stage.person("Amy")
        _persist(lambda: amy.types())
        _persist(lambda: amy.chooses("danger", "none"))
        amy.fills(
            {
                "against": [_persist(lambda: amy.finds("against", "Tom Ellery"))],
                "dispute": "The referral was closed.",
                "wanted": "An assessment.",
                "soon": "procedure",
            }
        )
        _persist(lambda: _sent(amy.submits()))
        stage.settle()
        for move in _MOVES:
            stage.move_to(move)
        return _ending(stage, app)
