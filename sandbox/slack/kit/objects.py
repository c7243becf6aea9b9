"""Composition objects: texts, options, confirmations, filters."""

from collections.abc import Iterator

from sandbox.slack.kit.checks import (
    Check,
    Faults,
    Shape,
    Whole,
    array,
    boolean,
    exactly_one,
    matching,
    one_of,
    string,
    typed,
    wrong,
)
from sandbox.slack.shapes import Json

ID = string(255)
SLACK_ID = matching(r"[A-Z][A-Z0-9_]+")
OPTIONS = 100
GROUPS = 100


def plain(most: int, least: int = 1) -> Check:
    """Return a check for a plain_text object."""
    return Shape(
        must={"type": one_of("plain_text"), "text": string(most, least)},
        may={"emoji": boolean},
    )


def text(most: int) -> Check:
    """Return a check for a text object of either kind."""
    mrkdwn = Shape(must={"type": one_of("mrkdwn"), "text": string(most)}, may={"verbatim": boolean})
    return typed({"plain_text": plain(most), "mrkdwn": mrkdwn})


# the fields of an image are the same where it is a block and where it is an element
IMAGE_FIELDS: dict[str, Check] = {
    "image_url": string(3000),
    "slack_file": Shape(may={"id": ID, "url": string(3000)}, rules=(exactly_one("id", "url"),)),
}
ONE_IMAGE = exactly_one("image_url", "slack_file")
IMAGE = Shape(must={"alt_text": string(2000)}, may=IMAGE_FIELDS, rules=(ONE_IMAGE,))

CONFIRM = Shape(
    must={"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    may={"style": one_of("primary", "danger")},
)

# the words of an option may be formatted only beside a box or a radio button
OPTION = Shape(must={"text": plain(75), "value": string(150)}, may={"description": plain(75)})
FORMATTED_OPTION = Shape(must={"text": text(75), "value": string(150)}, may={"description": text(75)})
OVERFLOW_OPTION = Shape(
    must={"text": plain(75), "value": string(150)}, may={"description": plain(75), "url": string(3000)}
)
OPTION_GROUP = Shape(must={"label": plain(75), "options": array(OPTION, OPTIONS)})

DISPATCH = Shape(
    must={"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2)},
)


def _has_something(value: Json, where: str, faults: Faults) -> None:
    if not value:
        wrong(faults, "must define at least one filter", where)


CONVERSATION_FILTER = Shape(
    may={
        "include": array(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
    rules=(_has_something,),
)


def options_of(element: Json) -> Iterator[Json]:
    """Yield an element's options, those in groups too."""
    yield from element.get("options", ())
    for group in element.get("option_groups", ()):
        yield from group["options"]


def unique_values(element: Json, where: str, faults: Faults) -> None:
    """Rule: no two options have the same value."""
    values = [option["value"] for option in options_of(element)]
    if len(values) != len(set(values)):
        wrong(faults, "options must have unique values", where)


def offered_first(key: str) -> Whole:
    """Return a rule that a default is one of the options, word for word."""

    def rule(element: Json, where: str, faults: Faults) -> None:
        given = element.get(key, [])
        options = list(options_of(element))
        for one in given if isinstance(given, list) else [given]:
            if one not in options:
                wrong(faults, f"{key} must exactly match one of the options", f"{where}/{key}")

    return rule
