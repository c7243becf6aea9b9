"""Leave: the form, what it is answered with, and how it stands in the Home."""

from datetime import date

from messages import blocks, ids
from messages.blocks import Block, Element, View
from messages.buttons import labelled
from messages.facts import Absence
from messages.forms import asked, labelled_field
from messages.words import say, say_plain


def form(today: date) -> View:
    """Return the form for one's own leave."""
    told = blocks.section(say("leave", "own"))
    return asked("leave", "form", ids.LEAVE, ids.LEAVE_FORM, [told, *_days(today)])


def form_of_somebody(today: date) -> View:
    """Return the form in which a safeguarding lead enters somebody else's leave."""
    who = labelled_field("leave", "person", _search(ids.PERSON))
    told = blocks.section(say("leave", "of_somebody"))
    return asked("leave", "of_somebody", ids.LEAVE_OF, ids.LEAVE_OF_FORM, [told, who, *_days(today)])


def entered(facts: Absence) -> View:
    """Return what has been entered, in the form's place."""
    return _answer(say("leave", "entered", leave=facts))


def entered_of_somebody(facts: Absence) -> View:
    """Return what has been entered for somebody else."""
    return _answer(say("leave", "entered_of_somebody", leave=facts))


def ended(facts: Absence) -> View:
    """Return that leave is over, or was taken back."""
    return _answer(say("leave", "ended", leave=facts))


def own(leave: tuple[Absence, ...]) -> list[Block]:
    """Return one's own leave in the Home, each with the way back."""
    return [
        blocks.section(say("leave", "away", leave=each), labelled(ids.BACK, f"{each.id}")) for each in leave
    ]


def of_somebody(facts: Absence) -> Block:
    """Return somebody else's leave in the Home of a safeguarding lead."""
    return blocks.section(say("leave", "away_of_somebody", leave=facts), labelled(ids.BACK_OF, f"{facts.id}"))


def _days(today: date) -> list[Block]:
    return [
        labelled_field("leave", "first_on", blocks.date_choice(ids.FIRST_ON, today)),
        labelled_field("leave", "last_on", blocks.date_choice(ids.LAST_ON)),
        labelled_field("leave", "covered_by", _search(ids.COVERED_BY), is_optional=True),
    ]


def _search(action_id: str) -> Element:
    return blocks.search(action_id, say_plain("forms", "search_person"))


def _answer(words: str) -> View:
    return blocks.window(
        say_plain("leave", "form_title"), say_plain("forms", "close"), blocks.sections(words)
    )
