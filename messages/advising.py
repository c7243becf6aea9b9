"""The form for the advice of a designated professional, or why nobody was asked."""

from datetime import datetime

from messages import blocks, ids
from messages.blocks import Block, View
from messages.forms import asked, labelled_field, worded_as
from messages.words import say, say_plain

SOUGHT, NOT_SOUGHT = "sought", "not_sought"
_ADVISER_MOST, _ADVICE_MOST, _WHY_MOST = 100, 1000, 400


def form(reference: str, now: datetime, chosen: str = SOUGHT) -> View:
    """Return the form as what was chosen makes it: what was advised, or why nobody was asked."""
    options = worded_as("sought", (SOUGHT, NOT_SOUGHT))
    choice = labelled_field(
        "advising", "sought", blocks.radio(ids.SOUGHT, options, chosen), acts_at_once=True
    )
    told = blocks.context(say("advising", "what_it_is"))
    fields = _why_not() if chosen == NOT_SOUGHT else _what_was_advised(now)
    return asked("advising", "form", reference, ids.ADVICE_FORM, [told, choice, *fields])


def _what_was_advised(now: datetime) -> list[Block]:
    search = blocks.search(ids.PERSON, say_plain("forms", "search_person"))
    return [
        # Optional, because the adviser may not be in Slack; the rules ask for one or the other.
        labelled_field("advising", "adviser", search, is_optional=True),
        labelled_field(
            "advising", "adviser_words", blocks.text_line(ids.ADVISER_WORDS, _ADVISER_MOST), is_optional=True
        ),
        labelled_field("advising", "sought_at", blocks.moment(ids.SOUGHT_AT, now)),
        labelled_field("advising", "advised", blocks.text_lines(ids.ADVICE, _ADVICE_MOST)),
    ]


def _why_not() -> list[Block]:
    return [labelled_field("advising", "why_not", blocks.text_lines(ids.WHY_NOT, _WHY_MOST))]
