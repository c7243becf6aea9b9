"""Blocks: what each holds, and which of them each surface shows."""

from sandbox.slack.kit.checks import (
    Check,
    Faults,
    Shape,
    array,
    at_least_one,
    boolean,
    exactly_one,
    one_of,
    string,
    typed,
    whole,
    wrong,
)
from sandbox.slack.kit.elements import ELEMENTS, ID, IN_ACTIONS, IN_INPUT, IN_SECTION, NOT_ON
from sandbox.slack.kit.objects import plain, text
from sandbox.slack.kit.rich_text import RICH_TEXT
from sandbox.slack.shapes import Json

MOST = {"message": 50, "modal": 100, "home": 100}
_NAMED: dict[str, Check] = {"block_id": ID}
_IN_CONTEXT: dict[str, Check] = {
    "image": ELEMENTS["image"],
    "plain_text": plain(2000),
    "mrkdwn": Shape(must={"text": string(2000)}, may={"verbatim": boolean}),
}
_CELL = typed({"raw_text": Shape(must={"text": string(10_000)}), "rich_text": RICH_TEXT})
_COLUMN = Shape(may={"align": one_of("left", "center", "right"), "is_wrapped": boolean})


def _files_wait(block: Json, where: str, faults: Faults) -> None:
    if block["element"]["type"] == "file_input" and block.get("dispatch_action"):
        wrong(faults, "file_input cannot be used with dispatch_action", where)


def _blocks_of(surface: str) -> dict[str, Check]:
    def elements(allowed: tuple[str, ...]) -> Check:
        return typed(ELEMENTS, only=[one for one in allowed if one not in NOT_ON[surface]])

    return {
        "section": Shape(
            may={
                **_NAMED,
                "text": text(3000),
                "fields": array(text(2000), 10),
                "accessory": elements(IN_SECTION),
                "expand": boolean,
            },
            rules=(at_least_one("text", "fields"),),
        ),
        "header": Shape(must={"text": plain(150)}, may={**_NAMED, "level": whole(1, 4)}),
        "divider": Shape(may=_NAMED),
        "context": Shape(must={"elements": array(typed(_IN_CONTEXT), 10)}, may=_NAMED),
        "actions": Shape(must={"elements": array(elements(IN_ACTIONS), 25)}, may=_NAMED),
        "input": Shape(
            must={"label": plain(2000), "element": elements(IN_INPUT)},
            may={**_NAMED, "dispatch_action": boolean, "hint": plain(2000), "optional": boolean},
            rules=(_files_wait,),
        ),
        "image": Shape(
            must={"alt_text": string(2000)},
            may={
                **_NAMED,
                "image_url": string(3000),
                "slack_file": Shape(may={"id": ID, "url": string(3000)}),
                "title": plain(2000),
            },
            rules=(exactly_one("image_url", "slack_file"),),
        ),
        "rich_text": RICH_TEXT,
        "markdown": Shape(must={"text": string(12_000)}, may=_NAMED),
        "table": Shape(
            must={"rows": array(array(_CELL, 20), 100)},
            may={**_NAMED, "column_settings": array(_COLUMN, 20)},
        ),
        "alert": Shape(
            must={"text": text(200)},
            may={**_NAMED, "level": one_of("default", "info", "warning", "error", "success")},
        ),
    }


_EVERYWHERE = ("section", "header", "divider", "context", "actions", "input", "image", "rich_text")
_SHOWN = {
    "message": (*_EVERYWHERE, "markdown", "table"),
    "modal": (*_EVERYWHERE, "alert"),
    "home": (*_EVERYWHERE, "table"),
}


def blocks_on(surface: str) -> Check:
    """Return the check for all blocks of a message, modal or home."""
    return array(typed(_blocks_of(surface), only=_SHOWN[surface]), MOST[surface])
