"""Parts that several forms share: choices with their words, the warning about identifiers, how soon."""

from collections.abc import Iterable, Sequence
from functools import cache

from messages import ids
from messages.blocks import (
    Block,
    Element,
    View,
    checkbox,
    field,
    form,
    moment,
    option,
    plain,
    section,
    select,
)
from messages.facts import Choice, Party, Who
from messages.words import has_words, say, say_plain

CHECKED = "checked"
"""What comes back from a box that is ticked."""


def asked(template: str, name: str, metadata: str, callback_id: str, blocks: Iterable[Block]) -> View:
    """Return a form whose title and buttons have words of its own name."""
    return form(
        callback_id,
        metadata,
        say_plain(template, f"{name}_title"),
        say_plain(template, f"{name}_submit"),
        say_plain("forms", "cancel"),
        blocks,
    )


def labelled_field(
    template: str,
    name: str,
    element: Element,
    *,
    is_optional: bool = False,
    acts_at_once: bool = False,
) -> Block:
    """Return a field with the label, and the hint if there is one, of its name in a template."""
    hint = f"{name}_hint"
    return field(
        say_plain(template, f"{name}_label"),
        element,
        hint=say_plain(template, hint) if has_words(template, hint) else "",
        is_optional=is_optional,
        acts_at_once=acts_at_once,
    )


def worded_as(table: str, values: Iterable[str]) -> list[Element]:
    """Return an option for each value of a closed set, with the words that a table has for it."""
    return [option(_in_words(table, value), value) for value in values]


@cache
def _in_words(table: str, value: str) -> str:
    return say_plain("forms", "value", table=table, value=value)


def agency_option(agency_id: int, name: str) -> Element:
    """Return an agency to choose."""
    return option(say_plain("forms", "name", name=name), f"agency:{agency_id}")


def party_options(parties: Iterable[Party]) -> list[Element]:
    """Return the agencies of a disagreement to choose from."""
    return [agency_option(party.agency_id, party.agency) for party in parties]


def person_option(person: Who) -> Element:
    """Return a person to choose."""
    return option(say_plain("forms", "person", person=person), f"person:{person.person}")


def one_of(action_id: str, options: Sequence[Element], initial: str = "") -> Element:
    """Return a list to choose one from."""
    return select(action_id, options, say_plain("forms", "choose"), initial)


def how_soon(choices: Iterable[Choice], chosen: str) -> list[Block]:
    """Return the question how soon, and the date and time where *Another time...* is chosen."""
    options = [
        option(say_plain("forms", f"soon_{choice.id}", at=choice.until), choice.id) for choice in choices
    ]
    question = labelled_field("forms", "soon", one_of(ids.SOON, options), acts_at_once=True)
    if chosen != "another":
        return [question]
    return [question, labelled_field("forms", "another_time", moment(ids.ANOTHER_TIME))]


def with_identifier_check(view: View, kinds: tuple[str, ...]) -> View:
    """Return a window with that warning at its end, and a title that is always in sight."""
    title = plain(say_plain("forms", "identifiers_title"))
    return view | {"title": title, "blocks": [*view["blocks"], *identifier_check(kinds)]}


def identifier_check(kinds: tuple[str, ...]) -> list[Block]:
    """Return the warning that a text seems to identify a child, with the box that answers it; or nothing."""
    if not kinds:
        return []
    box = checkbox(ids.IDENTIFIERS_CHECKED, say_plain("forms", "identifiers_box"), CHECKED)
    return [
        section(say("forms", "identifiers", kinds=kinds)),
        labelled_field("forms", "identifiers_checked", box, is_optional=True),
    ]
