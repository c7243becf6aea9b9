"""The demo's two stories, told with clicks and keys in a browser: the same code, another hand."""

import pytest

from sandbox.practice.stories import injury_to_an_infant, school_and_social_care
from tests.browser.conftest import Opens, StageAt
from tests.journeys.seen import Silent, first_calls

pytestmark = pytest.mark.journey


def test_a_closed_referral_climbs_tier_by_tier_over_christmas(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30")
    stage.page = opens(stage.slack.url)

    told = school_and_social_care(stage, Silent())

    who = list(first_calls(stage, told.reference))
    # Both sides of a tier are called at the same instant, in any order.
    assert [sorted(tier) for tier in (who[:1], who[1:3], who[3:5], who[5:])] == [
        ["Tom"],
        ["Dylan", "Omar"],
        ["Noor", "Sam"],
        ["Bethan", "Stefan"],
    ]


def test_an_injury_to_an_infant_waits_for_nothing(stage_at: StageAt, opens: Opens) -> None:
    stage = stage_at("Friday 2027-01-29 16:00")
    stage.page = opens(stage.slack.url)

    told = injury_to_an_infant(stage, Silent())

    called = first_calls(stage, told.reference)
    assert {called["Omar"], called["Grace"]} == {"Friday 2027-01-29 16:50"}
