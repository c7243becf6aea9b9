"""The one message a person a day: what waits for their answer, each with its button."""

from messages import ids
from messages.blocks import Block, button, context, section
from messages.facts import Waiting, WaitingItem
from messages.result import Message
from messages.words import say, say_plain

_ITEMS_SHOWN = 30


def waiting(facts: Waiting) -> Message:
    """Return what waits for one person today."""
    more = len(facts.items) - _ITEMS_SHOWN
    blocks = [
        section(say("daily", "head", waiting=facts)),
        *(item(each) for each in facts.items[:_ITEMS_SHOWN]),
        *([context(say("daily", "more", number=more))] if more > 0 else []),
        context(say("daily", "last")),
    ]
    return Message(say("daily", "notify", number=len(facts.items)), blocks)


def item(facts: WaitingItem) -> Block:
    """Return one thing that waits, with the button that opens it: what/reference/number/version."""
    value = f"{facts.what}/{facts.reference}/{facts.number}/{facts.version}"
    words = say_plain("forms", "value", table="open_it", value=facts.what)
    return section(say("daily", "item", item=facts), button(ids.OPEN_ITEM, words, value))
