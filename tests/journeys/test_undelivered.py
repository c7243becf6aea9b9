"""A message that Slack takes from nobody: it stands before the leads until one has dealt with it."""

import pytest

from sandbox.practice.stage import Door, Stage
from tests.journeys.acting import answers, presses_in_home, told
from tests.journeys.conftest import StageAt
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey


def test_a_call_that_slack_refuses_stands_before_the_leads_until_one_has_rung(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    ruth, gareth, grace = stage.person("Ruth"), stage.person("Gareth"), stage.person("Grace")
    priya = stage.person("Priya")
    reference = raised_by(stage, "Priya", "Tom")
    for lead in (ruth, gareth, grace):
        stage.practice.open_home(lead.id)
    stage.settle()

    heard = told(stage, lambda: call_fails(stage, "Omar"))
    line = f"Not delivered: the call to Team manager, Children's Services, {reference}, Friday 27 November"
    for lead in (ruth, gareth):
        home = lead.sees().home
        assert home is not None
        assert f"{line}, 10:00: it is too long for Slack. *Ring 01632" in home.words
    assert {"Ruth", "Gareth"} <= heard
    assert "Omar" not in heard
    assert "Not delivered" not in grace.sees().words

    presses_in_home(stage, ruth, "dealt_with")
    assert line in ruth.view.words
    ruth.submits({"made_good": "telephoned"})
    assert "you have dealt with it" in ruth.view.words
    ruth.closes()
    stage.settle()

    for lead in (ruth, gareth):
        home = lead.sees().home
        assert home is not None
        assert "Not delivered" not in home.words
    priya.presses("read")
    priya.presses_here("copy_record")
    assert "has dealt with a message that could not be delivered to Omar" in priya.view.words
    assert "told by telephone" in priya.view.words


def call_fails(stage: Stage, first_name: str) -> None:
    """Move it up while Slack takes no message for one of those called."""
    to = stage.person(first_name).id
    stage.practice.fault("chat.postMessage", "error", error="msg_too_long", to=to)
    answers(stage.person("Priya"), "move_up")
