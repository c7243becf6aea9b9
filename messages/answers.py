"""What a press is answered with: that it was recorded, or why not and what the person can do now."""

from messages import blocks, ids
from messages.blocks import View
from messages.buttons import labelled
from messages.facts import NoteShown, Refusal, Who
from messages.refusals import refusal
from messages.room import note as note_message
from messages.words import say, say_plain


def done(what: str, reference: str = "") -> View:
    """Return the answer to what was recorded at once, without a form."""
    return _window(reference, [blocks.section(say("answers", what))])


def refused(facts: Refusal, reference: str = "") -> View:
    """Return why not; with a reference, the way to read where the disagreement stands now."""
    ways = (ids.READ, ids.RAISE_ANEW) if facts.reason == "too_late_to_reopen" else (ids.READ,)
    offered = blocks.actions(*(labelled(way, reference) for way in ways)) if reference else []
    return _window(reference, [*blocks.quoted(refusal(facts)), *offered])


def note(facts: NoteShown) -> View:
    """Return a note as it stands in the room, with its buttons, to read and answer in a window."""
    return _window(facts.reference, note_message(facts).blocks)


def with_filing(view: View, reference: str) -> View:
    """Return a copy for the file with the button that says that it is there."""
    return view | {
        "blocks": [
            *view["blocks"][: blocks.BLOCKS_IN_VIEW - 1],
            *blocks.actions(labelled(ids.FILED, reference)),
        ]
    }


def check_person(facts: Who) -> View:
    """Return who somebody says they are, for a safeguarding lead to say that they know them."""
    return blocks.form(
        ids.CONFIRM_PERSON,
        f"{facts.person}",
        say_plain("answers", "check_title"),
        say_plain("answers", "check_submit"),
        say_plain("forms", "cancel"),
        blocks.sections(say("answers", "check", person=facts)),
    )


def _window(reference: str, shown: list[blocks.Block]) -> View:
    title = reference or say_plain("answers", "title")
    return blocks.window(title, say_plain("forms", "close"), shown)
