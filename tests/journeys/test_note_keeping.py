"""What becomes of a note after it is written: versions, actions, other people's words, the child's file."""

import pytest

from sandbox.practice.stage import Actor, Door, Stage, at
from tests.journeys.acting import answers
from tests.journeys.conftest import StageAt
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey

NOTE = {
    "channel": "call",
    "said": "Health: the weight has not been taken. Children's Services: it was, on Monday.",
    "child": "The child was seen today and is well.",
    "leaves": "partly",
}


def records(stage: Stage, who: Actor, with_whom: str, **changed: object) -> None:
    """Record a talk."""
    answers(who, "note", {**NOTE, "took_part": [with_whom], **changed}, search="took_part")
    stage.settle()


def copies_the_record(who: Actor) -> str:
    """Return the record as it would go on the child's file."""
    who.presses("read")
    who.presses_here("copy_record")
    record = who.view.words
    who.closes()
    return record


@pytest.mark.clause("Beds 1.2")
@pytest.mark.clause("London 11.1.9")
@pytest.mark.clause("Beds 2.5")
@pytest.mark.clause("Beds Valid 48 hrs")
def test_notes_say_when_they_were_written_inside_which_agency_and_which_version_counts(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")
    stage.move_to("Tuesday 2026-12-01 09:00")

    priya.presses("note")
    assert "Also what speaks against your own view." in priya.view.words
    priya.closes()
    records(stage, priya, "Joan Abara", held_at=int(at("Friday 2026-11-27 11:00").timestamp()))
    records(stage, priya, "Tom Ellery")
    answers(priya, "correct_note", {"said": "Both: it was weighed on Tuesday."})
    stage.settle()

    words = tom.sees().words
    assert "2 working days after" in words
    assert "*Inside Health;* everyone with a part can read it." in words
    assert "Discussion note 2: version 2 replaces this one." in words
    assert "it was, on Monday" not in tom.message_with("approve", "Discussion note 2")[1].words
    assert not [
        message
        for channel in tom.sees().channels
        for message in channel.messages
        if "replaces this one" in message.words and message.buttons
    ]

    record = copies_the_record(tom)
    assert record.index("BETWEEN AGENCIES") < record.index("DISCUSSION NOTE 2, VERSION 2")
    assert record.index("INSIDE ONE AGENCY") < record.index("DISCUSSION NOTE 1, VERSION 1")
    assert "it was, on Monday" in record  # what version 1 said
    assert "After 48 hours, check the record in the program" in record
