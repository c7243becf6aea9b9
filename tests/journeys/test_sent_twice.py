"""All that people do is delivered to the app twice, by whichever way, and counts once."""

import json
from collections import Counter
from pathlib import Path

import pytest

from sandbox.practice.stage import Door, Stage, at
from tests import volatile
from tests.journeys.listeners import Listening
from tests.journeys.test_every_listener import everything_happens

pytestmark = pytest.mark.journey

PAYLOADS = ("slash_commands", "interactive", "events_api")
Recorded = Counter[tuple[int, int, str]]


@pytest.mark.timeout(400)  # everything that there is, two times over
def test_what_is_delivered_twice_is_answered_twice_and_recorded_once(door: Door, tmp_path: Path) -> None:
    once = _recorded(door, tmp_path, again=())
    twice = _recorded(door, tmp_path, again=PAYLOADS)

    assert once.total() > 80
    assert twice == once


def _recorded(door: Door, folder: Path, again: tuple[str, ...]) -> Recorded:
    """Have everything happen, payloads of these sorts twice; return what people have done by the record."""
    listening = Listening()
    with (
        volatile.folder() as stands,
        Stage(stands, listening, door, starts_at=at("Monday 2026-11-23 10:00")) as stage,
    ):
        for sort in again:
            stage.practice.fault(sort, "send_again", times=None)
        everything_happens(stage, listening, folder)
        assert stage.practice.problems() == ()
        assert listening.process is not None
        with listening.process.database.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT disagreement_id, by_person_id, content FROM entry WHERE by_person_id IS NOT NULL"
            ).all()
    return Counter((row[0], row[1], json.loads(row[2])["act"]) for row in rows)
