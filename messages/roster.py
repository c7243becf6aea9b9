"""Direct messages about the roster itself: no case is named in them, and no child."""

from datetime import date

from messages import ids
from messages.blocks import actions, sections
from messages.buttons import labelled
from messages.facts import Absence, PostShown
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


def ask(facts: PostShown) -> Message:
    """Return the question whether a post is somebody's, with its two answers."""
    answers = (labelled(name, f"{facts.id}") for name in (ids.THATS_ME, ids.NOT_ME))
    return Message(
        say("roster", "notify_ask"), [*sections(say("roster", "ask", post=facts)), *actions(*answers)]
    )


def not_me(facts: PostShown) -> Message:
    """Return what a lead is told where somebody says that a post is not theirs."""
    button = labelled(ids.STAND_IN_POST, f"{facts.id}")
    words = sections(say("roster", "not_me", post=facts))
    return Message(say("roster", "notify_not_me"), [*words, *actions(button)])


def standing_in(facts: PostShown, until_on: date) -> Message:
    """Return what somebody is told whom a lead has named for a post."""
    words = say("roster", "standing_in", post=facts, until_on=until_on)
    return Message(say("roster", "notify_standing_in"), sections(words))
