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
