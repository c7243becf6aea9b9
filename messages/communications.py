"""Letters and e-mails that belong to the record and are kept elsewhere: the list, and the form."""

from messages import blocks, ids, typed
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.facts import Card, Communication
from messages.forms import asked, labelled_field
from messages.words import say, say_plain

_MOST, _SHOWN = 150, 30


def window(facts: Card) -> View:
    """Return the list, with what an agency is asked once it is settled."""
    listed = facts.communications
    more = len(listed) - _SHOWN
    told = [
        blocks.section(say("communications", "how")),
        *(block for one in listed[-_SHOWN:] for block in _row(one)),
        *([blocks.context(say("communications", "more", number=more))] if more > 0 else []),
        *([blocks.section(say("communications", "question"))] if facts.unanswered else []),
        *blocks.actions(
            labelled(ids.ADD_COMMUNICATION, facts.reference, is_first=True),
            labelled(ids.NOTHING_LEFT, facts.reference) if facts.unanswered else None,
        ),
    ]
    return blocks.window(say_plain("communications", "title"), say_plain("forms", "close"), told)


def add(reference: str, form_id: str) -> View:
    """Return the form for one of them. The metadata is reference/form_id."""
    fields = [
        labelled_field("communications", "what", blocks.text_line(ids.WHAT, _MOST)),
        labelled_field("communications", "sent_on", blocks.date_choice(ids.SENT_ON)),
        labelled_field("communications", "kept", blocks.text_line(ids.KEPT, _MOST)),
    ]
    return asked("communications", "add", f"{reference}/{form_id}", ids.COMMUNICATION_FORM, fields)


def lines(facts: Card) -> list[str]:
    """Return each in one line, for a list among other things."""
    return [
        f"{say_plain('communications', 'numbered', one=one)} {typed.on_one_line(one.what)}: "
        f"{typed.on_one_line(one.kept)}"
        for one in facts.communications
    ]


def _row(one: Communication) -> list[Block]:
    return [
        blocks.section(say("communications", "row", one=one)),
        *blocks.quoted(one.what),
        *blocks.quoted(one.kept),
    ]
