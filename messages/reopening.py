"""The form with which what is over is opened again."""

from messages import blocks, ids
from messages.blocks import View
from messages.facts import Card
from messages.forms import asked, labelled_field
from messages.words import say

_WHY_MOST = 600


def reopen(facts: Card) -> View:
    """Return the question why it is to be opened again. The metadata is the reference."""
    fields = [
        *blocks.sections(say("reopening", "reopen", card=facts)),
        labelled_field("reopening", "why", blocks.text_lines(ids.WHY, _WHY_MOST)),
    ]
    return asked("reopening", "reopen", facts.reference, ids.REOPEN_FORM, fields)
