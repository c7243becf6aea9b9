"""Blocks: what each holds, and which of them each surface shows."""

from sandbox.slack.kit.cards import CARD, CAROUSEL, PLAN, TASK_CARD
from sandbox.slack.kit.checks import (
    Check,
    Faults,
    Shape,
    array,
    at_least_one,
    boolean,
    matching,
    one_of,
    string,
    typed,
    whole,
    wrong,
)
from sandbox.slack.kit.elements import (
    ELEMENTS,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    NOT_ON,
)
from sandbox.slack.kit.figures import DATA_TABLE, DATA_VISUALIZATION, TABLE
from sandbox.slack.kit.objects import ID, IMAGE, IMAGE_FIELDS, ONE_IMAGE, plain, text
from sandbox.slack.kit.rich_text import RICH_TEXT
from sandbox.slack.shapes import Json

MOST = {"message": 50, "modal": 100, "home": 100}
_NAMED: dict[str, Check] = {"block_id": ID}
_HTTPS = matching(r"https://\S{1,2992}")
_IN_CONTEXT: dict[str, Check] = {
    "image": IMAGE,
    "plain_text": plain(2000),
    "mrkdwn": Shape(must={"text": string(2000)}, may={"verbatim": boolean}),
}


def _files_wait(block: Json, where: str, faults: Faults) -> None:
    if block["element"]["type"] == "file_input" and block.get("dispatch_action"):
        wrong(faults, "file_input cannot be used with dispatch_action", where)


def _gives_no_response_url(block: Json, where: str, faults: Faults) -> None:
    held = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
    if any(one and one.get("response_url_enabled") for one in held):
        wrong(faults, "response_url_enabled is only allowed in input blocks in modals", where)


def _folds_away(block: Json, where: str, faults: Faults) -> None:
    if block.get("default_collapsed") and not block.get("is_collapsible"):
        wrong(faults, "default_collapsed requires is_collapsible", where)
    if block.get("has_header_divider") and block.get("is_collapsible"):
        wrong(faults, "has_header_divider cannot be set when is_collapsible is true", where)


# the same on every surface that shows them
_SAME: dict[str, Check] = {
    "header": Shape(must={"text": plain(150)}, may={**_NAMED, "level": whole(1, 4)}),
    "divider": Shape(may=_NAMED),
    "context": Shape(must={"elements": array(typed(_IN_CONTEXT), 10)}, may=_NAMED),
    "image": Shape(
        must={"alt_text": string(2000)},
        may={**_NAMED, **IMAGE_FIELDS, "title": plain(2000)},
        rules=(ONE_IMAGE,),
    ),
    "rich_text": RICH_TEXT,
    "video": Shape(
        must={
            "alt_text": string(2000),
            "title": plain(200),
            "thumbnail_url": string(3000),
            "video_url": _HTTPS,
        },
        may={
            **_NAMED,
            "title_url": _HTTPS,
            "description": plain(200),
            "author_name": string(50),
            "provider_name": string(3000),
            "provider_icon_url": string(3000),
        },
    ),
    "markdown": Shape(must={"text": string(12_000)}, may=_NAMED),
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "alert": Shape(
        must={"text": text(200)},
        may={**_NAMED, "level": one_of("default", "info", "warning", "error", "success")},
    ),
    "card": CARD,
    "carousel": CAROUSEL,
    "plan": PLAN,
    "task_card": TASK_CARD,
    "context_actions": Shape(
        must={"elements": array(typed(ELEMENTS, only=IN_CONTEXT_ACTIONS), 5)}, may=_NAMED
    ),
}


def _with_elements(surface: str) -> dict[str, Check]:
    def elements(allowed: tuple[str, ...]) -> Check:
        return typed(ELEMENTS, only=[one for one in allowed if one not in NOT_ON[surface]])

    no_url = (_gives_no_response_url,)
    return {
        "section": Shape(
            may={
                **_NAMED,
                "text": text(3000),
                "fields": array(text(2000), 10),
                "accessory": elements(IN_SECTION),
                "expand": boolean,
            },
            rules=(at_least_one("text", "fields"), *no_url),
        ),
        "actions": Shape(must={"elements": array(elements(IN_ACTIONS), 25)}, may=_NAMED, rules=no_url),
        "input": Shape(
            must={"label": plain(2000), "element": elements(IN_INPUT)},
            may={**_NAMED, "dispatch_action": boolean, "hint": plain(2000), "optional": boolean},
            rules=(_files_wait, *(() if surface == "modal" else no_url)),
        ),
    }


_IN_CONTAINER = (
    "actions",
    "context",
    "divider",
    "header",
    "image",
    "input",
    "rich_text",
    "section",
    "table",
    "video",
)


def _container(blocks: dict[str, Check]) -> Check:
    return Shape(
        must={"child_blocks": array(typed(blocks, only=_IN_CONTAINER), 10)},
        may={
            **_NAMED,
            "title": plain(150),
            "rich_text_title": typed({"rich_text": RICH_TEXT}),
            "subtitle": text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": typed({"image": IMAGE}),
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
        rules=(at_least_one("title", "rich_text_title"), _folds_away),
    )


def _blocks_of(surface: str) -> dict[str, Check]:
    blocks = _SAME | _with_elements(surface)
    return blocks | {"container": _container(blocks)}


_EVERYWHERE = (
    "section",
    "header",
    "divider",
    "context",
    "actions",
    "input",
    "image",
    "rich_text",
    "video",
    "card",
)
SHOWN = {
    "message": (
        *_EVERYWHERE,
        "markdown",
        "table",
        "data_table",
        "data_visualization",
        "carousel",
        "container",
        "plan",
        "task_card",
        "context_actions",
    ),
    "modal": (*_EVERYWHERE, "alert"),
    "home": (*_EVERYWHERE, "table", "data_table", "carousel", "container"),
}


def blocks_on(surface: str) -> Check:
    """Return the check for all blocks of a message, modal or home."""
    return array(typed(_blocks_of(surface), only=SHOWN[surface]), MOST[surface])
