"""What follows once it is settled: issues pursued to their end, copies found again."""

import pytest

from sandbox.practice.stage import Door, Stage
from sandbox.practice.stories import settles
from tests.journeys.acting import answers, opens_what_waits
from tests.journeys.conftest import StageAt
from tests.journeys.seen import Silent, raised_by, received

pytestmark = pytest.mark.journey

OUTCOME = {
    "how": "new_plan",
    "agreed": "A joint visit on Monday.",
    "open_issues": "Who rings the nursery",
    "safe": "The grandmother stays with the family until Monday.",
}


@pytest.mark.clause("Beds 6.11")
@pytest.mark.clause("London 11.1.9")
def test_an_issue_goes_on_after_the_closing_until_somebody_says_what_was_done(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")
    settles(stage, Silent(), priya, tom, OUTCOME)
    is_pursued_by_tom_and_closed(stage)

    stage.move_to("Tuesday 2026-12-01 09:00")
    early = reminders(stage)
    stage.move_to("Wednesday 2026-12-02 09:00")
    stage.move_to("Thursday 2026-12-03 09:00")
    opens_what_waits(stage, tom, "issue")
    tom.submits({"words": "The nursery was rung on Thursday."})
    tom.closes()
    stage.move_to("Monday 2026-12-07 09:00")

    assert early == []
    assert reminders(stage) == ["Wednesday 2026-12-02 09:00", "Thursday 2026-12-03 09:00"]
    assert "Open issues whose day has come (1)" in stage.person("Ruth").sees().words
    priya.presses("read", reading="Open issue 1 is done")
    assert "The nursery was rung on Thursday." in priya.view.words
    priya.presses_here("copy_record")
    record = priya.view.words
    for words in ("done, says Tom Ellery", "The nursery was rung on Thursday.", "MOSAIC 77/12"):
        assert words in record


@pytest.mark.clause("Beds 2.6")
def test_the_one_who_raised_it_is_told_how_the_managers_settled_it_and_still_disagrees(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, grace, omar = (stage.person(name) for name in ("Priya", "Grace", "Omar"))
    raised_by(stage, "Priya", "Tom")
    answers(priya, "move_up")
    stage.settle()
    settles(stage, Silent(), grace, omar, {**OUTCOME, "open_issues": "nothing"})

    priya.presses("raiser_told", reading="which you raised, is settled")
    assert "A joint visit on Monday." in priya.view.words
    unexplained = priya.sends({"answer": "still_disagree"})
    assert unexplained.outcome == "errors"
    priya.submits({"answer": "still_disagree", "words": "One visit is too few."})
    priya.closes()
    stage.settle()

    assert "who raised it, has been told how it was settled, and *still disagrees*" in omar.sees().words
    grace.presses("copy_record")
    assert "One visit is too few." in grace.view.words
    grace.closes()
    assert [text for _, text in received(stage, "Grace") if "One visit" in text] == []


@pytest.mark.clause("Beds 6.11")
def test_the_lead_hears_who_has_not_confirmed_in_time_and_why_an_agency_does_not_agree(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom, ruth = (stage.person(name) for name in ("Priya", "Tom", "Ruth"))
    raised_by(stage, "Priya", "Tom")
    answers(priya, "outcome", {**OUTCOME, "answer": "agree"})
    stage.settle()

    stage.move_to("Tuesday 2026-12-01 17:00")
    late = "the time to confirm the outcome in writing is over,* and Children's Services has not answered"
    assert late in ruth.sees().words
    answers(tom, "confirm", {"answer": "do_not_agree", "why": "Monday is too late."})
    stage.settle()

    assert "Monday is too late." in priya.sees().words
    assert priya.message_with("outcome")[1].buttons
    priya.presses("read")
    priya.presses_here("copy_record")
    assert "Monday is too late." in priya.view.words


def is_pursued_by_tom_and_closed(stage: Stage) -> None:
    """Tom pursues what is open; both copies are filed, his with its reference; Priya closes."""
    priya, tom = stage.person("Priya"), stage.person("Tom")
    answers(priya, "own_issue", {"issue": "1", "owner": "Tom", "by": "2026-12-02"}, search="owner")
    answers(tom, "filed", {"own_reference": "MOSAIC 77/12"})
    answers(priya, "filed")
    stage.settle()
    answers(priya, "close")
    stage.settle()


def reminders(stage: Stage) -> list[str]:
    """When Tom was told that something waits for him."""
    return [when for when, text in received(stage, "Tom") if text == "1 thing waits for you in Disagree."]
