"""The forms by which others come in: another agency, one's own manager."""

from collections.abc import Iterable, Sequence

from messages import blocks, ids
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.facts import Who
from messages.forms import asked, labelled_field, one_of, person_option
from messages.words import say, say_plain


def add_agency(reference: str) -> View:
    """Return the form that has another agency join, by a search for it, its team or somebody in it."""
    search = blocks.search(ids.JOINING, say_plain("forms", "search"))
    fields = [blocks.section(say("joining", "add_agency")), labelled_field("joining", "joining", search)]
    return asked("joining", "add_agency", reference, ids.ADD_AGENCY_FORM, fields)


def ask_manager(reference: str, managers: Iterable[Who]) -> View:
    """Return the question whether one's own manager is to join, and which one where there are several."""
    options = [person_option(person) for person in managers]
    person = one_of(ids.PERSON, options, options[0]["value"])
    fields = [blocks.section(say("joining", "ask_manager")), labelled_field("joining", "manager", person)]
    return asked("joining", "ask_manager", reference, ids.ASK_MANAGER_FORM, fields)


def without_a_side(reference: str, agencies: Sequence[str]) -> View:
    """Return what the author of a note is told that names people of agencies for which nobody is called."""
    return blocks.window(reference, say_plain("forms", "close"), _told(reference, agencies))


def with_word_of(agencies: Sequence[str], reference: str, view: View) -> View:
    """Return the window that follows a note with the same word on top."""
    return view | {"blocks": [*_told(reference, agencies), *view["blocks"]][: blocks.BLOCKS_IN_VIEW]}


def _told(reference: str, agencies: Sequence[str]) -> list[Block]:
    words = say("joining", "without_a_side", agencies=agencies)
    return [blocks.section(words, accessory=labelled(ids.ADD_AGENCY, reference))]
