"""What a procedure has owed beside the tier's time: late, said to be done, in the record with its clause."""

from pathlib import Path

import pytest

from sandbox.practice.stage import Door
from tests.journeys.acting import chooses_else, follows_lincolnshire, opens_what_waits, reads
from tests.journeys.conftest import StageAt
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey


def test_what_is_owed_at_once_is_late_after_an_hour_and_then_said_to_be_done(
    stage_at: StageAt, door: Door, tmp_path: Path
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    follows_lincolnshire(stage, tmp_path)
    priya, tom, zed = (stage.person(name) for name in ("Priya", "Tom", "Zed"))
    raised_by(stage, "Priya", "Tom")
    stage.settle()
    assert "Acknowledge it: Children's Services, by Friday 27 November, 11:00" in priya.sees().words

    stage.move_to("Friday 2026-11-27 11:00")
    tom.waits_for(reads("what your agency owed by Friday 27 November, 11:00"))
    stage.settle()
    assert "*Late:* Children's Services owed by Friday 27 November, 11:00" in priya.sees().words

    opens_what_waits(stage, tom, "duty")
    assert tom.view.title == "Something owed is done"
    tom.submits()
    assert "Recorded: this is done" in tom.view.words
    tom.closes()
    stage.settle()

    assert "Children's Services has done what it owed: acknowledge it" in priya.sees().words
    priya.presses("read")
    priya.presses_here("copy_record")
    for line in ("acknowledge it", "Lincolnshire step 1"):
        assert line in priya.view.words
    assert "acknowledge" not in zed.sees().words.lower()


def test_somebody_whose_agency_owes_nothing_is_not_offered_to_say_that_it_is_done(
    stage_at: StageAt, tmp_path: Path
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00")
    follows_lincolnshire(stage, tmp_path)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")

    priya.presses("more", chosen="Something else…")
    assert "owed" not in priya.view.words
    priya.closes()
    chooses_else(tom, "duty_done")
    tom.submits()
    tom.closes()
    stage.settle()

    assert "has done what it owed: acknowledge it" in priya.sees().words
