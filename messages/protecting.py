"""The forms of what protects the child meanwhile: waiting longer, what keeps them safe, whether it holds."""

from datetime import datetime

from messages import blocks, ids
from messages.blocks import View
from messages.facts import Card, PutBackForm, PutBackShown, SafetyForm
from messages.forms import asked, how_soon, labelled_field, one_of, person_option, worded_as
from messages.room import labelled_text
from messages.words import say

_WHY_MOST, _SAFE_MOST, _WORDS_MOST = 600, 600, 300


def put_back(metadata: str, facts: PutBackForm, soon: str = "") -> View:
    """Return the form that proposes that the child can wait longer; `soon` is what is chosen in it so far."""
    fields = [
        *blocks.sections(say("protecting", "put_back", form=facts)),
        *how_soon(facts.choices, soon),
        labelled_field("protecting", "put_back_why", blocks.text_lines(ids.WORDS, _WHY_MOST)),
    ]
    return asked("protecting", "put_back", metadata, ids.PUT_BACK_FORM, fields)


def answer_put_back(facts: PutBackShown, metadata: str) -> View:
    """Return the question whether another side agrees that the child can wait longer."""
    fields = [
        *blocks.sections(say("protecting", "answer_put_back", proposal=facts)),
        *labelled_text("card_put_back_why", facts.why),
        labelled_field(
            "protecting", "agrees", blocks.radio(ids.AGREES, worded_as("agrees", ("agrees", "does_not")))
        ),
    ]
    return asked("protecting", "answer_put_back", metadata, ids.ANSWER_PUT_BACK_FORM, fields)


def arrange_safety(reference: str, facts: SafetyForm) -> View:
    """Return the form for what keeps the child safe meanwhile, who holds it, and when to look again."""
    people = [person_option(person) for person in facts.people]
    fields = [
        *blocks.sections(say("protecting", "arrange_safety")),
        *labelled_text("card_safe", facts.safe),
        labelled_field("protecting", "safe", blocks.text_lines(ids.SAFE, _SAFE_MOST)),
        labelled_field("protecting", "holder", one_of(ids.PERSON, people)),
        labelled_field("protecting", "check_at", blocks.moment(ids.CHECK_AT, facts.check_at)),
    ]
    return asked("protecting", "arrange_safety", reference, ids.ARRANGE_SAFETY_FORM, fields)


def check_safety(facts: Card, check_at: datetime) -> View:
    """Return the question whether what keeps the child safe still holds, and until when."""
    fields = [
        *labelled_text("card_safe", facts.safe),
        labelled_field(
            "protecting", "holds", blocks.radio(ids.HOLDS, worded_as("holds", ("holds", "does_not")))
        ),
        labelled_field("protecting", "holds_until", blocks.moment(ids.CHECK_AT, check_at), is_optional=True),
        labelled_field("protecting", "found", blocks.text_lines(ids.WORDS, _WORDS_MOST), is_optional=True),
        blocks.context(say("tiers", "never_waits")),
    ]
    return asked("protecting", "check_safety", facts.reference, ids.CHECK_SAFETY_FORM, fields)
