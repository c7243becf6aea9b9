"""What has a procedure of its own: the buttons that lead there, and what the area says of it."""

from messages import blocks, ids
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.facts import Elsewhere
from messages.words import say, say_plain

_DOORS = (ids.COMPLAINTS, ids.WHISTLEBLOWING, ids.ALLEGATIONS)


def doors() -> list[Block]:
    """Return the question whether it is something else, with a button for each other procedure."""
    buttons = (labelled(name, name) for name in _DOORS)
    return [blocks.section(say("elsewhere", "something_else")), *blocks.actions(*buttons)]


def window(facts: Elsewhere) -> View:
    """Return where to go, in the area's own words."""
    ways = [block for area, words in facts.ways for block in _way(area, words)]
    told = [
        *blocks.sections(say("elsewhere", facts.door)),
        *(ways or [blocks.section(say("elsewhere", "nowhere"))]),
        blocks.context(say("elsewhere", "kept")),
    ]
    title = say_plain("elsewhere", f"{facts.door}_title")
    return blocks.window(title, say_plain("forms", "close"), told)


def _way(area: str, words: str) -> list[Block]:
    return [blocks.section(say("elsewhere", "area", area=area)), *blocks.quoted(words)]
