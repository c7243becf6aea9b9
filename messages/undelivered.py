"""What could not be delivered: its line in the Home and the digest, and the form that it is dealt with."""

from messages import blocks, ids
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.facts import Undelivered
from messages.forms import asked, labelled_field, worded_as
from messages.words import say
from procedure.acts import MadeGood

_SHOWN = 8


def listed(facts: tuple[Undelivered, ...]) -> list[Block]:
    """Return what stands, each with its button; nothing where nothing does."""
    if not facts:
        return []
    more = len(facts) - _SHOWN
    return [
        blocks.section(say("undelivered", "title", number=len(facts))),
        *(
            blocks.section(say("undelivered", "line", each=each), labelled(ids.DEALT_WITH, f"{each.id}"))
            for each in facts[:_SHOWN]
        ),
        *([blocks.context(say("undelivered", "more", number=more))] if more > 0 else []),
    ]


def form(facts: Undelivered) -> View:
    """Return the form in which somebody says how they have dealt with it."""
    how = blocks.radio(ids.MADE_GOOD, worded_as("made_good", MadeGood))
    fields = [
        blocks.section(say("undelivered", "line", each=facts)),
        labelled_field("undelivered", "made_good", how),
    ]
    return asked("undelivered", "dealt_with", f"{facts.id}", ids.DEALT_WITH_FORM, fields)
