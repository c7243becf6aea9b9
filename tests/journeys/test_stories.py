"""The demo's two stories, through either door: who is called, when, and what stands in the record."""

import pytest

from sandbox.practice.stage import Door
from sandbox.practice.stories import injury_to_an_infant, school_and_social_care
from tests.journeys.conftest import StageAt
from tests.journeys.seen import Silent, first_calls, received

pytestmark = pytest.mark.journey


def test_a_closed_referral_climbs_tier_by_tier_over_christmas(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)

    told = school_and_social_care(stage, Silent())

    assert first_calls(stage, told.reference) == {
        "Tom": "Tuesday 2026-12-22 16:30",
        "Dylan": "Thursday 2026-12-31 17:00",
        "Omar": "Thursday 2026-12-31 17:00",
        "Noor": "Friday 2027-01-08 17:00",
        "Sam": "Friday 2027-01-08 17:00",
        "Stefan": "Friday 2027-01-15 17:00",
        "Bethan": "Friday 2027-01-15 17:00",
    }
    assert "The referral is reopened and an assessment is begun" in told.record


def test_an_injury_to_an_infant_waits_for_nothing(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2027-01-29 16:00", door)

    told = injury_to_an_infant(stage, Silent())

    called = first_calls(stage, told.reference)
    assert {called["Omar"], called["Grace"]} == {"Friday 2027-01-29 16:50"}
    for lead in ("Lucy", "Yusuf", "Ruth", "Gareth"):
        assert received(stage, lead)[0][0] == "Friday 2027-01-29 16:50"
    assert ("Monday 2027-02-01 08:30", "Your safeguarding digest: nothing waits for you.") in received(
        stage, "Ruth"
    )
