"""The forms by which somebody is not left alone with it: on whose behalf it is raised, who supports one."""

from messages import blocks, ids
from messages.blocks import View
from messages.forms import asked, labelled_field
from messages.words import say, say_plain


def raise_for(reference: str) -> View:
    """Return the question on whose behalf a lead has raised it."""
    return _asks_for_a_person("raise_for", reference, ids.RAISE_FOR_FORM)


def ask(reference: str) -> View:
    """Return the form by which somebody asks a colleague to support them."""
    return _asks_for_a_person("ask", reference, ids.SUPPORT_FORM)


def _asks_for_a_person(name: str, reference: str, callback_id: str) -> View:
    search = blocks.search(ids.PERSON, say_plain("forms", "search_person"))
    field = labelled_field("support", f"{name}_person", search)
    return asked("support", name, reference, callback_id, [blocks.section(say("support", name)), field])
