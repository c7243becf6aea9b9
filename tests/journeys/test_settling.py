"""How a disagreement ends: settled early, two outcomes at once, a note corrected, a silent agency."""

import pytest

from sandbox.practice.stage import Actor, Door, Stage
from sandbox.practice.stories import files_and_closes, settles
from tests.journeys.conftest import StageAt
from tests.journeys.seen import Silent, calls, deliveries, raised_by, received

pytestmark = pytest.mark.journey

NOTE = {
    "channel": "call",
    "said": "Health: the weight has not been taken. Children's Services: it was, on Monday.",
    "child": "The child was seen today and is well.",
    "leaves": "partly",
}
OUTCOME = {
    "how": "new_plan",
    "agreed": "A joint visit on Monday.",
    "open_issues": "Who rings the nursery",
    "safe": "The grandmother stays with the family until Monday.",
}


@pytest.mark.clause("Beds 6.11")
@pytest.mark.clause("London 11.1.9")
def test_practitioners_settle_it_and_it_is_closed_with_every_copy_filed(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_by(stage, "Priya", "Tom")

    note(stage, priya, "Tom Ellery")
    tom.presses("approve")
    tom.closes()
    settles(stage, Silent(), priya, tom, OUTCOME)
    record = files_and_closes(stage, Silent(), priya, tom, reference)

    assert priya.room().archived
    assert set(priya.room().members) >= {"U0PRIYA", "U0TOM"}
    for text in (NOTE["said"], NOTE["child"], OUTCOME["agreed"], OUTCOME["safe"]):
        assert text in record
    stage.move_to("Monday 2027-01-04 09:00")
    assert [who for _, who in calls(stage, reference)] == ["Tom"]


@pytest.mark.clause("London 11.1.9")
def test_a_note_is_disputed_and_corrected(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")
    note(stage, priya, "Tom Ellery")

    tom.presses("dispute_note")
    tom.submits({"words": "The child was weighed on Tuesday, not on Monday."})
    tom.closes()
    stage.settle()
    assert "The child was weighed on Tuesday" in priya.sees().words
    priya.presses("correct_note")
    priya.submits({"said": "Health: the weight was not known. Children's Services: taken on Tuesday."})
    priya.closes()
    stage.settle()
    tom.presses("approve")
    tom.closes()
    stage.settle()

    words = tom.message_with("copy_note")[1].words
    assert "taken on Tuesday" in words
    assert "Still to answer" not in words
    assert "not on Monday" in words  # what was disputed stays beside the corrected version


def test_two_outcomes_at_once_the_first_stands_and_nothing_typed_is_lost(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")
    priya.presses("outcome")
    tom.presses("outcome")

    priya.submits({**OUTCOME, "answer": "agree"})
    second = tom.sends({**OUTCOME, "agreed": "No visit is needed.", "answer": "agree"})

    assert second.outcome in ("updated", "errors")
    assert tom.view.value("agreed") == "No visit is needed."
    assert "A joint visit on Monday." in tom.view.words
    stage.settle()
    proposed = [
        each for each in deliveries(stage) if "Proposed outcome" in each.words and each.kind == "message"
    ]
    assert len(proposed) == 1


@pytest.mark.clause("Beds 2.6")
def test_an_agency_that_does_not_confirm_is_asked_each_working_day_and_nothing_closes(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_by(stage, "Priya", "Tom")
    priya.presses("outcome")
    priya.submits({**OUTCOME, "answer": "agree"})
    priya.closes()

    for morning in ("Monday 2026-11-30 09:00", "Tuesday 2026-12-01 09:00"):
        stage.move_to(morning)
    asked = [when for when, text in received(stage, "Tom") if text == "1 thing waits for you in Disagree."]
    stage.move_to("Friday 2026-12-04 17:00")

    assert asked == ["Monday 2026-11-30 09:00", "Tuesday 2026-12-01 09:00"]
    assert "close" not in priya.message_with("note")[1].buttons
    assert {who for _, who in calls(stage, reference)} >= {"Grace", "Omar"}
    assert tom.sees().private_channels[0].archived is False


def note(stage: Stage, who: Actor, with_whom: str, **changed: str) -> None:
    """Record a talk that both have just had."""
    who.presses("note")
    who.submits({**NOTE, "took_part": [who.finds("took_part", with_whom)], **changed})
    who.closes()
    stage.settle()
