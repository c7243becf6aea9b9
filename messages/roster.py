"""Direct messages about the roster itself: no case is named in them, and no child."""

from messages import ids
from messages.blocks import actions, sections
from messages.buttons import labelled
from messages.facts import Absence
from messages.result import Message
from messages.words import say


def leave(wording: str, facts: Absence) -> Message:
    """Return what somebody is told of leave: their own that a lead has entered, or that they cover."""
    own = wording == "leave_entered"
    return Message(
        say("roster", f"notify_{wording}", leave=facts),
        [
            *sections(say("roster", wording, leave=facts)),
            *actions(labelled(ids.BACK, f"{facts.id}") if own else None),
        ],
    )
