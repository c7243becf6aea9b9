"""What was down comes back: nothing is lost, nobody's time has run out unheard, and what is late says so."""

import pytest

from sandbox.practice.stage import Door
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, first_calls, raised_by

pytestmark = pytest.mark.journey


def test_after_an_outage_over_three_tiers_one_is_called_and_told_that_it_is_late(stage_at: StageAt) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    reference = raised_by(stage, "Priya", "Tom")
    stage.app.stop()

    stage.move_to("Wednesday 2027-01-20 10:00")
    stage.start_app()

    called = first_calls(stage, reference)
    assert (called["Grace"], called["Omar"]) == ("Wednesday 2027-01-20 10:00",) * 2
    assert not {"Cora", "Sam", "Femi", "Bethan"} & set(called)
    assert "19 days late" in stage.person("Grace").sees().words
    stage.move_to("Wednesday 2027-01-27 17:00")
    assert first_calls(stage, reference)["Sam"] == "Wednesday 2027-01-27 17:00"


def test_while_slack_is_away_the_clock_runs_and_the_calls_come_when_it_is_back(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 16:50", door)
    reference = raised_by(stage, "Priya", "Tom", soon="two_hours")

    stage.practice.go_away()
    stage.move_to("Friday 2026-11-27 18:50")
    before = calls(stage, reference)
    stage.practice.come_back()
    for manager in ("Grace", "Omar"):
        stage.person(manager).waits_for(lambda screen: f"{reference} is with you" in screen.words)
    stage.settle()

    assert {who for _, who in before} == {"Tom"}
    first = first_calls(stage, reference)
    assert (first["Grace"], first["Omar"]) == ("Friday 2026-11-27 18:50", "Friday 2026-11-27 18:50")
