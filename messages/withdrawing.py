"""The forms with which something raised is withdrawn, and with which that is answered."""

from messages import blocks, ids
from messages.blocks import View
from messages.facts import Withdrawal
from messages.forms import asked, labelled_field, worded_as
from messages.room import labelled_text
from messages.words import say
from procedure.acts import Consent

_WHY_MOST = 600


def withdraw(reference: str) -> View:
    """Return the question why it is to be withdrawn. The metadata is the reference."""
    fields = [
        *blocks.sections(say("withdrawing", "withdraw", reference=reference)),
        labelled_field("withdrawing", "why", blocks.text_lines(ids.WHY, _WHY_MOST)),
    ]
    return asked("withdrawing", "withdraw", reference, ids.WITHDRAW_FORM, fields)


def answer(facts: Withdrawal, chosen: Consent) -> View:
    """Return who wants to withdraw it and why, and the question whether one agrees."""
    fields = [
        *blocks.sections(say("withdrawing", "asked", withdrawal=facts)),
        *labelled_text("withdrawal_why", facts.why),
        labelled_field(
            "withdrawing", "consent", blocks.radio(ids.ANSWER, worded_as("consent", Consent), chosen)
        ),
        labelled_field("withdrawing", "words", blocks.text_lines(ids.WORDS, _WHY_MOST), is_optional=True),
    ]
    return asked("withdrawing", "answer", facts.reference, ids.WITHDRAWAL_FORM, fields)
