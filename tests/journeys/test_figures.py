"""A safeguarding lead reads the figures of the area and takes them away; nobody else can (Beds 3.1, 6.4)."""

import pytest
from slack_sdk import WebClient

from sandbox.practice.stage import Actor, Door, Stage
from sandbox.practice.stories import settles
from sandbox.slack.identity import BOT_TOKEN
from tests.journeys.acting import chooses_else, presses_in_home
from tests.journeys.conftest import StageAt
from tests.journeys.seen import Silent, raised_by
from tests.journeys.test_settling import OUTCOME, note

pytestmark = pytest.mark.journey


@pytest.mark.clause("Beds 3.1")
@pytest.mark.clause("Beds 6.4")
@pytest.mark.clause("London 11.2.2")
def test_a_lead_reads_how_timely_they_were_settled_and_takes_a_text_away(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Tuesday 2026-11-24 10:00", door)
    ruth, priya = stage.person("Ruth"), stage.person("Priya")
    over_a_plan = raised_by(stage, "Priya", "Tom")
    chooses_else(priya, "more_about")
    priya.chooses("subject", "plan_progress")
    priya.submits({})
    priya.closes()
    stage.move_to("Tuesday 2026-12-01 17:00")
    reference = settled(stage)

    presses_in_home(stage, ruth, "figures")

    words = ruth.view.words
    rest, plan = words.split("Implementation of a child protection plan")
    assert "Northmere (example): October to December 2026" in rest
    assert "Not finished:" in rest
    assert "1 disagreement was settled: 1 in the time of the tier where it was settled, 1 before" in rest
    assert "How it was settled: a new plan was made together in 1." in rest
    assert "1 raised, 0 opened again, 1 settled, 0 withdrawn; 0 open now." in rest
    assert "reported apart" in plan
    assert "No disagreement was settled." in plan
    assert "Practitioners: moved up because the time ran out 1." in plan
    for name in (reference, over_a_plan, "Priya", "Tom", "Children's Services"):
        assert name not in words

    ruth.presses_here("figures_of", chosen="July to September 2026")
    assert "Northmere (example): July to September 2026" in ruth.view.words
    assert "There was nothing of this in the period." in ruth.view.words
    ruth.presses_here("figures_of", chosen="the year 2026")
    assert "1 raised, 0 opened again, 1 settled" in ruth.view.words
    ruth.presses_here("copy_figures")
    assert "PROFESSIONAL DISAGREEMENTS ABOUT A CHILD’S SAFETY" in ruth.view.words
    assert "Fewer than 5 were settled" in ruth.view.words
    assert "a new plan" not in ruth.view.words
    ruth.closes()

    assert "1 disagreement was settled" in stage.administer("report", "--area", "northmere", "--year", "2026")


@pytest.mark.clause("Beds 8.2")
def test_whoever_is_no_lead_is_not_offered_them_and_cannot_open_them(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya = stage.person("Priya")
    settled(stage)

    stage.practice.open_home(priya.id)
    priya.waits_for(lambda screen: screen.home and "leave" in screen.home.buttons)
    home = priya.sees().home
    assert home is not None
    assert "figures" not in home.buttons

    for action_id in ("figures", "figures_of", "copy_figures"):
        is_handed(stage, priya, action_id)
        priya.presses(action_id)
        assert "safeguarding lead" in priya.view.words
        assert "settled" not in priya.view.words
        priya.closes()


def test_a_period_to_come_or_none_at_all_is_answered(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    ruth = stage.person("Ruth")

    for value, words in (("2027-Q1", "has not begun yet"), ("2026-Q5", "There is no such period.")):
        is_handed(stage, ruth, "copy_figures", value)
        ruth.presses("copy_figures")
        assert words in ruth.view.words
        ruth.closes()


def settled(stage: Stage) -> str:
    """Priya and Tom talk and settle it."""
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_by(stage, "Priya", "Tom")
    note(stage, priya, "Tom Ellery")
    settles(stage, Silent(), priya, tom, OUTCOME)
    return reference


def is_handed(stage: Stage, who: Actor, action_id: str, value: str = "2026-Q4") -> None:
    """Put a button before somebody that nobody would show them."""
    words = {"type": "plain_text", "text": "Press"}
    button = {"type": "button", "action_id": action_id, "value": value, "text": words}
    WebClient(BOT_TOKEN, base_url=stage.slack.api_url).chat_postMessage(
        channel=who.id, text="A button", blocks=[{"type": "actions", "elements": [button]}]
    )
