"""Inside one agency: which way it goes, asked in the raising form, and the last question before a move up."""

from messages import blocks, ids
from messages.blocks import Block, View
from messages.facts import Card, Inside
from messages.forms import asked, labelled_field
from messages.words import say, say_plain

YES, NO = "yes", "no"
"""What comes back from the question of significant harm (Beds 8.1)."""


def with_way(view: View, facts: Inside, chosen: str = "") -> View:
    """
    Return the raising form with the question which way it goes at its end, and a title that is always in
    sight. All fields keep their ids, and so what was typed; a question that stood there already is renewed.
    """
    kept = [block for block in view["blocks"] if block.get("block_id") not in (_TOLD, ids.WAY)]
    title = blocks.plain(say_plain("inside", "title"))
    return view | {"title": title, "blocks": [*kept, *_question(facts, chosen)]}


def move_up(facts: Card) -> View:
    """Return the question that the procedure asks before the manager above is called (Beds 8.1)."""
    options = [blocks.option(say_plain("inside", f"harm_{answer}"), answer) for answer in (YES, NO)]
    fields = [
        *blocks.sections(say("inside", "move_up", card=facts)),
        labelled_field("inside", "harm", blocks.radio(ids.HARM, options)),
        blocks.context(say("tiers", "never_waits")),
    ]
    return asked("inside", "move_up", facts.reference, ids.MOVE_UP_FORM, fields)


_TOLD = "way_told"


def _question(facts: Inside, chosen: str) -> list[Block]:
    told = blocks.section(say("inside", "told", inside=facts)) | {"block_id": _TOLD}
    ways = [blocks.option(say_plain("inside", f"way_{way}"), way) for way in facts.ways]
    return [told, labelled_field("inside", "way", blocks.radio(ids.WAY, ways, chosen))]
