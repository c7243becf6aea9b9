"""What becomes of a note after it is written: versions, actions, other people's words, the child's file."""

import pytest

from sandbox.practice.stage import Actor, Door, Stage, at
from sandbox.practice.stories import files_and_closes, settles
from tests.journeys.acting import answers, opens_what_waits
from tests.journeys.conftest import StageAt
from tests.journeys.seen import Silent, raised_by, received

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


def approves(stage: Stage, who: Actor) -> None:
    """Say that the newest note is right."""
    who.presses("approve")
    who.closes()
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


@pytest.mark.clause("London 11.1.9")
@pytest.mark.clause("Beds 6.11")
def test_what_is_to_be_done_has_an_owner_and_a_day_and_goes_into_the_outcome_while_it_is_open(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_by(stage, "Priya", "Tom")

    priya.presses("note")
    took_part = [priya.finds("took_part", "Tom Ellery")]
    priya.submits({**NOTE, "took_part": took_part, "actions": "Visit the home on Monday."})
    assert "Discussion note 1 is saved." in priya.view.words
    assert priya.view.value("action") == "Visit the home on Monday."
    priya.submits({"owner": priya.finds("owner", "Tom Ellery"), "by": "2026-11-30"})
    assert "Tom Ellery (Children's Services), by Monday 30 November" in priya.view.words
    priya.presses_here("add_action")
    refused = priya.sends(
        {"action": "Ring the nursery.", "owner": priya.finds("owner", "Priya"), "by": "2026-11-26"}
    )
    assert refused.outcome == "errors"
    priya.submits({"by": "2026-12-02"})
    priya.closes()
    stage.settle()
    assert "2. " not in tom.message_with("note")[1].words
    assert "Visit the home on Monday. – Tom Ellery" in tom.message_with("note")[1].words

    stage.move_to("Monday 2026-11-30 09:00")
    assert ("Monday 2026-11-30 09:00", "2 things wait for you in Disagree.") in received(stage, "Tom")
    opens_what_waits(stage, tom, "action")
    tom.presses_here("action_done")
    assert "Done Monday 30 November, 09:00, says Tom Ellery" in tom.view.words
    tom.closes()
    stage.settle()
    assert "Visit the home" not in tom.message_with("note")[1].words

    tom.presses("outcome")
    assert tom.view.value("open_issues") == "Ring the nursery. – Priya Nair (Health), by Wednesday 2 December"
    tom.closes()
    record = copies_the_record(priya)
    assert "Visit the home on Monday." in record
    assert "Action 1 is done, says Tom Ellery" in record
    assert reference in record


@pytest.mark.clause("London 11.1.9")
def test_somebody_outside_slack_is_read_the_note_by_telephone(stage_at: StageAt, door: Door) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")
    records(stage, priya, "Tom Ellery", others="A school nurse, Northmere schools")

    priya.presses("note_more")
    priya.presses_here("read_back")
    assert priya.view.value("who") == "A school nurse, Northmere schools"
    assert priya.sends({"is_right": "not_right"}).outcome == "errors"
    priya.submits({"words": "It was the second visit, not the first."})
    priya.closes()
    stage.settle()

    words = tom.message_with("approve")[1].words
    assert "“It is not right”" in words
    assert "It was the second visit, not the first." in words
    assert "Still to answer: Tom Ellery" in words
    record = copies_the_record(tom)
    assert "Read by telephone Friday 27 November 2026" in record
    assert "A school nurse, Northmere schools" in record


@pytest.mark.clause("London 11.1.9")
def test_each_agency_puts_an_approved_note_on_the_childs_file_and_a_newer_version_again(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    raised_by(stage, "Priya", "Tom")
    records(stage, priya, "Tom Ellery")
    approves(stage, tom)

    opens_what_waits(stage, tom, "note_copy")
    assert "DISCUSSION NOTE 1, VERSION 1" in tom.view.words
    assert "After 48 hours, check the record" in tom.view.words
    tom.presses_here("file_note")
    tom.submits({"their_reference": "DOC-2210"})
    assert "Our copy" not in tom.view.words
    tom.closes()
    stage.settle()
    assert "On the child’s file: Children's Services (Friday 27 November, 10:" in priya.sees().words

    answers(priya, "correct_note", {"said": "Both: it was weighed on Tuesday."})
    stage.settle()
    assert "On the child’s file" not in priya.message_with("approve")[1].words
    approves(stage, tom)
    opens_what_waits(stage, tom, "note_copy")
    tom.presses_here("file_note")
    tom.submits()
    tom.closes()
    stage.settle()

    record = copies_the_record(priya)
    assert "DOC-2210" in record
    assert "its copy of discussion note 1, version 1, on the child’s file" in record
    assert "Copy of version 2 on the child’s file: Children's Services" in record


@pytest.mark.clause("London 11.1.9")
def test_a_message_of_the_room_is_put_into_a_note_and_nowhere_else_one_of_another_channel(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom, zed = stage.person("Priya"), stage.person("Tom"), stage.person("Zed")
    raised_by(stage, "Priya", "Tom")
    room = priya.room().id
    said = stage.practice.say(tom.id, room, "Weighed on Monday & well: <@U0PRIYA> was told.")
    stage.move_to("Monday 2026-11-30 11:00")

    stage.practice.message_shortcut(priya.id, "note_from_message", room, said)
    assert priya.view.value("said") == "Weighed on Monday & well: @Priya Nair was told."
    assert priya.view.value("channel") == "room"
    priya.submits({"child": NOTE["child"], "leaves": "partly"})
    priya.closes()
    stage.settle()
    words = tom.message_with("approve")[1].words
    assert "Held Friday 27 November, 10:" in words
    assert "1 working day after" in words
    assert "Between Health and Children's Services." in words

    elsewhere = stage.practice.create_channel(zed.id, "tea-round")
    tea = stage.practice.say(zed.id, elsewhere, "Milk?")
    stage.practice.message_shortcut(zed.id, "note_from_message", elsewhere, tea)
    assert "works on messages in the room of a disagreement" in zed.view.words
    zed.closes()
    card = next(message for message in priya.room().messages if "note" in message.buttons)
    stage.practice.message_shortcut(priya.id, "note_from_message", room, card.ts)
    assert "a message of the program" in priya.view.words
    priya.closes()
    assert "Weighed on Monday & well: @Priya Nair was told." in copies_the_record(tom)


@pytest.mark.clause("London 11.1.9")
def test_letters_are_listed_and_asked_for_in_the_end_and_the_closing_waits_for_nobodys_answer(
    stage_at: StageAt, door: Door
) -> None:
    stage = stage_at("Friday 2026-11-27 10:00", door)
    priya, tom = stage.person("Priya"), stage.person("Tom")
    reference = raised_by(stage, "Priya", "Tom")
    priya.presses("more", chosen="Something else…")
    priya.presses_here("communications")
    assert "No, nothing is left" not in priya.view.words
    priya.presses_here("add_communication")
    letter = {"what": "E-mail of the nursery to the duty desk", "kept": "Health records, document 2210"}
    assert priya.sends({**letter, "sent_on": "2026-11-28"}).outcome == "errors"
    priya.submits({"sent_on": "2026-11-25"})
    assert "E-mail of the nursery" in priya.view.words
    priya.closes()
    stage.settle()
    assert "E-mail of the nursery" not in tom.sees().words

    outcome = {"how": "stands", "agreed": "It stands.", "open_issues": "Who rings", "safe": "A visit."}
    settles(stage, Silent(), priya, tom, outcome)
    assert "Health and Children's Services have not said yet" in tom.message_with("filed")[1].words
    opens_what_waits(stage, tom, "communications")
    assert "Is any written communication left that belongs in the record?" in tom.view.words
    tom.presses_here("nothing_left")
    assert "no letter or e-mail is left" in tom.view.words
    tom.closes()
    stage.settle()
    assert "Health has not said yet" in tom.message_with("filed")[1].words

    record = files_and_closes(stage, Silent(), priya, tom, reference)
    assert priya.room().archived
    assert "E-mail of the nursery to the duty desk" in record
    assert "Health records, document 2210" in record
    assert "Children's Services says that no letter or e-mail is left" in record
