"""The form in which somebody says that their agency has done what it owed."""

from collections.abc import Sequence

from messages import blocks, ids
from messages.blocks import View
from messages.facts import DutyShown
from messages.forms import asked, labelled_field, one_of
from messages.words import say_plain


def done(reference: str, owed: Sequence[DutyShown], number: int = 0) -> View:
    """
    Return the question which of these is done, `number` chosen where it is known, and the only one where
    there is no other. The metadata is the reference.
    """
    chosen = owed[0].number if len(owed) == 1 else number
    options = [
        blocks.option(say_plain("duties", "option", duty=each, number=each.number), f"{each.number}")
        for each in owed
    ]
    fields = [labelled_field("duties", "duty", one_of(ids.DUTY, options, f"{chosen}"))]
    return asked("duties", "done", reference, ids.DUTY_DONE_FORM, fields)
