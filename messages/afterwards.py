"""Once it is settled: the look back, what leads read together, and thanks (Beds 2.3, 6.2, 6.3)."""

from collections.abc import Iterable

from messages import blocks, ids
from messages.blocks import Block, View
from messages.facts import LookBack, LookBacks, Who
from messages.forms import asked, labelled_field, one_of, person_option
from messages.words import say, say_plain

_MOST = 400


def look_back(reference: str) -> View:
    """Return the two questions, neither of which has to be answered."""
    fields = [
        *blocks.sections(say("afterwards", "look_back")),
        labelled_field("afterwards", "helped", blocks.text_lines(ids.HELPED, _MOST), is_optional=True),
        labelled_field("afterwards", "delayed", blocks.text_lines(ids.DELAYED, _MOST), is_optional=True),
    ]
    return asked("afterwards", "look_back", reference, ids.LOOK_BACK_FORM, fields)


def look_backs(said: Iterable[LookBacks]) -> View:
    """Return what was said in an area looking back, by agency; no more than a window holds."""
    shown = blocks.sections(say("afterwards", "together"))
    for each in said:
        part = [
            blocks.divider(),
            blocks.section(say("afterwards", "of", each=each)),
            *(block for one in each.said for block in texts(one, "by_agency")),
        ]
        if len(shown) + len(part) >= blocks.BLOCKS_IN_VIEW:
            shown.append(blocks.context(say("afterwards", "more")))
            break
        shown += part
    if len(shown) == 1:
        shown += blocks.sections(say("afterwards", "nothing_yet"))
    return blocks.window(say_plain("afterwards", "together_title"), say_plain("forms", "close"), shown)


def thank(reference: str, people: Iterable[Who]) -> View:
    """Return the form that thanks somebody, without a word to be typed."""
    options = [person_option(person) for person in people]
    fields = [
        *blocks.sections(say("afterwards", "thank")),
        labelled_field("afterwards", "person", one_of(ids.PERSON, options)),
    ]
    return asked("afterwards", "thank", reference, ids.THANK_FORM, fields)


def texts(facts: LookBack, name: str = "by") -> list[Block]:
    """Return what one person said looking back, under who they are or, `by_agency`, for whom they acted."""
    return [
        blocks.section(say("afterwards", name, said=facts)),
        *_under("helped", facts.helped),
        *_under("delayed", facts.delayed),
    ]


def _under(name: str, text: str) -> list[Block]:
    shown = blocks.quoted(text)
    return [blocks.section(say("afterwards", name)), *shown] if shown else []
