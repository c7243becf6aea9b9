"""Cards, and what is made of them: carousels, tasks and plans."""

from sandbox.slack.kit.checks import (
    Check,
    Faults,
    Shape,
    anything,
    array,
    at_least_one,
    boolean,
    differ,
    matching,
    not_both,
    one_of,
    string,
    typed,
    wrong,
)
from sandbox.slack.kit.elements import ELEMENTS
from sandbox.slack.kit.objects import ID, IMAGE, text
from sandbox.slack.kit.rich_text import RICH_TEXT
from sandbox.slack.shapes import Json

# Slack gives no limit for these
_ANY = 1_000_000
_ICONS = (
    r"archive|book|bookmark|bot|bug|calendar|call|caret-(left|right)|check|clipboard|code|comment|compass|copy"
    r"|cube|download|edit|email|eye-(closed|open)|file|flag|folder|gear|globe|heart|help|image|info|key|lightbulb"
    r"|link|map|mobile|new-window|pin|plus|refine|refresh|rocket|save|screen|share|sparkle|star|star-filled|tag"
    r"|thumbs-(down|up)|trash|upload|user|warning"
)
_PICTURE = typed({"image": IMAGE})
_SLACK_ICON = typed({"icon": Shape(must={"name": matching(_ICONS)})})
_RICH = typed({"rich_text": RICH_TEXT})
_SOURCE = typed({"url": Shape(must={"url": string(3000), "text": string(_ANY)})})

CARD = Shape(
    may={
        "block_id": ID,
        "hero_image": _PICTURE,
        "icon": _PICTURE,
        "slack_icon": _SLACK_ICON,
        "title": text(150),
        "subtitle": text(150),
        "body": text(200),
        "subtext": text(200),
        "actions": array(typed(ELEMENTS, only=("button",)), 3),
    },
    rules=(at_least_one("hero_image", "title", "actions", "body"), not_both("icon", "slack_icon")),
)
CAROUSEL = Shape(must={"elements": array(typed({"card": CARD}), 10)}, may={"block_id": ID})


def _task(*statuses: str, rule: tuple[Check, ...] = ()) -> Shape:
    return Shape(
        must={"task_id": string(_ANY), "title": string(_ANY)},
        may={
            "block_id": ID,
            "details": _RICH,
            "output": _RICH,
            "sources": array(_SOURCE, _ANY, 0),
            "status": one_of(*statuses),
            "icon": anything,
            "hide_title": boolean,
        },
        rules=rule,
    )


def _a_task_card(task: Json, where: str, faults: Faults) -> None:
    # inside a plan the type may be left out, but not be another
    if task.get("type", "task_card") != "task_card":
        wrong(faults, f"unsupported type: {task['type']}", where)


_UNDER_WAY = ("in_progress", "complete", "error")
TASK_CARD = _task(*_UNDER_WAY)
PLAN = Shape(
    must={"title": string(_ANY)},
    may={"block_id": ID, "tasks": array(_task("pending", *_UNDER_WAY, rule=(_a_task_card,)), 50, 0)},
    rules=(differ("task_id", "tasks"),),
)
