"""What a person may type into or choose from each element, and how it is then held."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sandbox.slack.channels import Kind
from sandbox.slack.elements import KEEPING, Placed
from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.workspace import Workspace

_NUMBER, _WHOLE = re.compile(r"-?\d+(\.\d+)?"), re.compile(r"-?\d+")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_INCLUDED = {"public": Kind.PUBLIC, "private": Kind.PRIVATE, "im": Kind.IM, "mpim": Kind.MPIM}


@dataclass(frozen=True)
class Before:
    """Who chooses, in which workspace, and what a search offered them last."""

    workspace: Workspace
    person: str
    offered: Sequence[Json] = ()


def hold(placed: Placed, given: Any, before: Before) -> Json:
    """
    Return what the element then holds, as state has it.

    An option is given by its value or its words. None clears. Raises Impossible where a person could not.
    """
    keeping = KEEPING.get(placed.type)
    if keeping is None:
        raise Impossible(f"{placed.action_id} is a {placed.type}: there is nothing to fill in")
    if given is None or given == "" or given == []:
        return _cleared(placed)
    read = _READS[placed.type]
    if keeping.many:
        return {"type": placed.type, keeping.key: _many(placed, given, lambda one: read(placed, one, before))}
    return {"type": placed.type, keeping.key: read(placed, given, before)}


def option(placed: Placed, given: Any) -> Json:
    """Return the option of an element that has this value or these words."""
    return _matching(placed, given, _listed(placed.element))


def _cleared(placed: Placed) -> Json:
    if placed.type == "radio_buttons":
        raise Impossible("a radio button cannot be cleared once it is chosen")
    keeping = KEEPING[placed.type]
    return {"type": placed.type, keeping.key: keeping.nothing}


def _many(placed: Placed, given: Any, read: Callable[[Any], Any]) -> list[Any]:
    chosen = [read(one) for one in ([given] if isinstance(given, str) else given)]
    most = placed.element.get("max_selected_items")
    if most and len(chosen) > most:
        raise Impossible(f"{placed.action_id} takes {most} at most")
    return chosen


def _typed(placed: Placed, given: Any, _: Before) -> str:
    # a field takes any length; what is too long is said beside it when it is sent
    text = str(given)
    if "\n" in text and placed.type == "plain_text_input" and not placed.element.get("multiline"):
        raise Impossible(f"{placed.action_id} is one line")
    return text


def _number(placed: Placed, given: Any, _: Before) -> str:
    text = str(given)
    shape = _NUMBER if placed.element.get("is_decimal_allowed") else _WHOLE
    if not shape.fullmatch(text):
        raise Impossible(f"{placed.action_id} takes a number, not {text!r}")
    return text


def _rich_text(placed: Placed, given: Any, _: Before) -> Json:
    if isinstance(given, dict):
        return given
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": str(given)}]}
    return {"type": "rich_text", "elements": [section]}


def _from_list(placed: Placed, given: Any, _: Before) -> Json:
    return option(placed, given)


def _from_search(placed: Placed, given: Any, before: Before) -> Json:
    return _matching(placed, given, before.offered)


def _user(placed: Placed, given: Any, before: Before) -> str:
    # anybody with an account, bots and deactivated people too: Slack has no filter for people
    return before.workspace.person(str(given)).id


def _conversation(placed: Placed, given: Any, before: Before) -> str:
    channel = before.workspace.channels.get(str(given))
    if channel is None or (channel.kind is not Kind.PUBLIC and before.person not in channel.members):
        raise Impossible(f"{given} is no conversation that {before.person} sees")
    included = placed.element.get("filter", {}).get("include", list(_INCLUDED))
    if channel.kind not in [_INCLUDED[one] for one in included]:
        raise Impossible(f"{given} is filtered out of {placed.action_id}")
    return channel.id


def _date(placed: Placed, given: Any, _: Before) -> str:
    try:
        return date.fromisoformat(str(given)).isoformat()
    except ValueError:
        raise Impossible(f"{placed.action_id} takes a date such as 2024-05-13, not {given!r}") from None


def _time(placed: Placed, given: Any, _: Before) -> str:
    if not _TIME.fullmatch(str(given)):
        raise Impossible(f"{placed.action_id} takes a time such as 09:30, not {given!r}")
    return str(given)


def _moment(placed: Placed, given: Any, _: Before) -> int:
    if not isinstance(given, int):
        raise Impossible(f"{placed.action_id} takes whole seconds since 1970, not {given!r}")
    return given


def _file(placed: Placed, given: Any, _: Before) -> Json:
    raise Impossible("files from people are left out of the practice Slack")


def _matching(placed: Placed, given: Any, options: Iterable[Json]) -> Json:
    for one in options:
        if given in (one.get("value"), one["text"]["text"]):
            return one
    raise Impossible(f"{placed.action_id} does not offer {given!r}")


def _listed(element: Json) -> list[Json]:
    groups = element.get("option_groups", [])
    opinions = [element[key] for key in ("positive_button", "negative_button") if key in element]
    return [*element.get("options", []), *(one for group in groups for one in group["options"]), *opinions]


_READS: dict[str, Callable[[Placed, Any, Before], Any]] = {
    "plain_text_input": _typed,
    "email_text_input": _typed,
    "url_text_input": _typed,
    "number_input": _number,
    "rich_text_input": _rich_text,
    "static_select": _from_list,
    "multi_static_select": _from_list,
    "radio_buttons": _from_list,
    "checkboxes": _from_list,
    "external_select": _from_search,
    "multi_external_select": _from_search,
    "users_select": _user,
    "multi_users_select": _user,
    "conversations_select": _conversation,
    "multi_conversations_select": _conversation,
    "channels_select": _conversation,
    "multi_channels_select": _conversation,
    "datepicker": _date,
    "timepicker": _time,
    "datetimepicker": _moment,
    "file_input": _file,
}
