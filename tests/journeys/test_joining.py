"""Who comes in later: a third and a fourth agency, somebody's own manager."""

import pytest

from sandbox.practice.stage import Actor, Door, Stage
from tests.journeys.acting import answers, reads
from tests.journeys.conftest import StageAt
from tests.journeys.seen import calls, raised_by, received

pytestmark = pytest.mark.journey

NOTE = {
    "channel": "call",
    "said": "Health: the school has seen more than we have.",
    "child": "The child was seen today and is well.",
    "leaves": "partly",
}
OUTCOME = {
    "how": "new_plan",
    "agreed": "A joint visit on Monday.",
    "open_issues": "nothing",
    "safe": "The grandmother stays with the family until Monday.",
    "answer": "agree",
}


@pytest.mark.clause("London 11.1.1")
@pytest.mark.clause("London 11.3.1")
def test_a_third_and_a_fourth_agency_are_called_at_every_tier_and_close_it_together(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    reference = raised_by(stage, "Priya", "Tom")

    adds_an_agency(stage, stage.person("Priya"), "Education")
    assert since(stage, reference, 1) == {"Amy"}
    stage.move_to("Thursday 2026-12-31 17:00")
    assert since(stage, reference, 2) == {"Grace", "Omar", "Dylan"}
    stage.move_to("Monday 2027-01-04 08:00")
    adds_an_agency(stage, stage.person("Omar"), "Police")
    assert since(stage, reference, 5) == {"Colin", "Leila", "Marek"}
    assert "Colin Aske" in stage.person("Grace").message_with("take_up")[1].words

    ends = {
        "Friday 2027-01-08 17:00": {"Cora", "Sam", "Paula", "Anita"},
        "Friday 2027-01-15 17:00": {"Femi", "Bethan", "Stefan", "Hugh"},
        "Friday 2027-01-22 17:00": {"Helen"},
    }
    for ending, called in ends.items():
        before = len(calls(stage, reference))
        stage.move_to(ending)
        assert {who for when, who in calls(stage, reference)[before:] if when == ending} == called

    heads = [stage.person(name) for name in ("Femi", "Bethan", "Stefan", "Hugh")]
    answers(heads[0], "outcome", OUTCOME)
    stage.settle()
    for head in heads[1:]:
        assert "it is settled, and the time has stopped" not in stage.person("Priya").sees().words
        answers(head, "confirm", {"answer": "agree"})
        stage.settle()
    assert "it is settled, and the time has stopped" in stage.person("Priya").sees().words
    record = filed_and_closed(stage, heads)
    assert "Education joins, says Priya Nair (Health)" in record
    assert "Police joins, says Omar Haddad (Children's Services)" in record
    assert "Hugh Penhallow" in record
    assert "London 11.1.1" in record


def test_the_author_of_a_note_that_names_another_agency_is_told_how_to_add_it(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, zed = stage.person("Priya"), stage.person("Zed")
    reference = raised_by(stage, "Priya", "Tom")

    priya.presses("note")
    priya.submits({**NOTE, "took_part": [priya.finds("took_part", "Amy Sorrell")]})
    assert "It names somebody of Education" in priya.view.words
    assert [who for _, who in calls(stage, reference)] == ["Tom"]
    priya.presses_here("add_agency")
    refused = priya.sends({"joining": priya.finds("joining", "Children's Services")})
    assert refused.outcome == "errors"
    assert "in the disagreement already" in str(refused)
    priya.submits({"joining": priya.finds("joining", "Amy Sorrell")})
    priya.closes()
    stage.settle()

    assert [who for _, who in calls(stage, reference)] == ["Tom", "Amy"]
    assert "Education joins" in stage.person("Tom").sees().words
    assert reference not in zed.sees().dump()


def test_a_note_after_which_the_outcome_is_asked_says_so_on_top_of_it(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya = stage.person("Priya")
    raised_by(stage, "Priya", "Tom")

    priya.presses("note")
    priya.submits({**NOTE, "leaves": "settled", "took_part": [priya.finds("took_part", "Amy Sorrell")]})

    assert priya.view.callback_id == "outcome_form"
    assert "It names somebody of Education" in priya.view.words


@pytest.mark.clause("Beds 6.6")
def test_a_manager_asked_by_their_own_practitioner_joins_and_nothing_moves(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Tuesday 2026-12-22 16:30", door)
    priya, grace = stage.person("Priya"), stage.person("Grace")
    reference = raised_by(stage, "Priya", "Tom")

    chooses_something_else(priya, "ask_manager")
    assert "Grace Mensah" in priya.view.words
    priya.submits()
    priya.closes()
    stage.settle()

    assert [who for _, who in calls(stage, reference)] == ["Tom"]
    assert "asks you to join" in grace.sees().words
    assert grace.room().id == priya.room().id
    assert "Practitioners (now)" in priya.sees().words
    assert len(received(stage, "Grace")) == 1
    stage.move_to("Thursday 2026-12-31 17:00")
    assert {who for _, who in calls(stage, reference)} >= {"Grace", "Omar"}


def adds_an_agency(stage: Stage, who: Actor, name: str) -> None:
    """Have another agency join, from the card."""
    chooses_something_else(who, "add_agency")
    who.submits({"joining": who.finds("joining", name)})
    who.closes()
    stage.settle()


def chooses_something_else(who: Actor, action_id: str) -> None:
    """Open one of the forms behind the last of the three dots."""
    who.waits_for(reads("Who holds it now"))
    channel = who.room()
    card = next(message for message in channel.messages if "more" in message.buttons)
    who.practice.press(who.id, channel.id, card.ts, "more", chosen="Something else…")
    who.presses_here(action_id)


def since(stage: Stage, reference: str, number: int) -> set[str]:
    """Return who was called after so many calls."""
    return {who for _, who in calls(stage, reference)[number:]}


def filed_and_closed(stage: Stage, everyone: list[Actor]) -> str:
    """Have each agency file its copy, and Priya close it; return the record."""
    for each in everyone:
        answers(each, "filed")
        stage.settle()
    priya = stage.person("Priya")
    priya.presses("copy_record")
    record = priya.view.words
    priya.closes()
    answers(priya, "close")
    stage.settle()
    assert priya.room().archived
    return record
