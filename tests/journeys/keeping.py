"""What becomes of a note after it is saved, through every button that there is for it."""

from sandbox.practice.stage import Actor, Stage
from tests.journeys.acting import opens_what_waits


def keeps_a_note(stage: Stage, author: Actor, other: Actor) -> None:
    """Have something put down and done, a note read back, and both copies of it put on the child's file."""
    today = f"{stage.practice.now().date()}"
    author.presses("more", chosen="Something else…")
    author.presses_here("to_do")
    author.presses_here("add_action")
    author.submits({"action": "Ring the nursery.", "owner": author.finds("owner", other.name), "by": today})
    assert "Ring the nursery." in author.view.words
    author.closes()
    stage.settle()
    opens_what_waits(stage, other, "action")
    other.presses_here("action_done")
    assert f"says {other.name}" in other.view.words
    other.closes()

    author.presses("note_more")
    author.presses_here("read_back")
    author.submits({"who": "A school nurse", "is_right": "right"})
    assert "what they said when you read the note to them" in author.view.words
    author.closes()
    stage.settle()
    for who in (author, other):
        opens_what_waits(stage, who, "note_copy")
        who.presses_here("file_note")
        who.submits({"their_reference": "DOC-17"})
        assert "copy of the note is on the child’s file" in who.view.words
        who.closes()
    stage.settle()
    assert "On the child’s file: " in author.sees().words


def begins_a_note_with_a_message(stage: Stage, who: Actor) -> None:
    """Take the shortcut on a message of the room, and leave the form unsent."""
    said = stage.practice.say(who.id, who.room().id, "It was on Monday.")
    stage.practice.message_shortcut(who.id, "note_from_message", who.room().id, said)
    assert who.view.value("said") == "It was on Monday."
    who.closes()


def lists_the_last_letter(stage: Stage, who: Actor, other: Actor) -> None:
    """Where it is asked in the end: list one, and say that nothing is left."""
    opens_what_waits(stage, who, "communications")
    who.presses_here("add_communication")
    who.submits({"what": "A letter", "kept": "Our system", "sent_on": f"{stage.practice.now().date()}"})
    assert "Our system" in who.view.words
    who.closes()
    stage.settle()
    for each in (who, other):
        each.presses("communications")
        each.presses_here("nothing_left")
        each.closes()
    stage.settle()
