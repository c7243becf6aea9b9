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
