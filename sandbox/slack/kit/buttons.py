"""Buttons: those that tell the app, start a workflow, or say what someone thinks of an answer."""

from sandbox.slack.kit.checks import Check, Shape, array, one_of, string
from sandbox.slack.kit.objects import CONFIRM, ID, SLACK_ID, plain

ACTED_ON: dict[str, Check] = {"action_id": ID, "confirm": CONFIRM}
WORDS = 75
VALUE = 2000
# Slack gives no limit for an icon's words and for a workflow's inputs; whatever fits the message is taken
_ANY = 1_000_000
_LABEL: dict[str, Check] = {"accessibility_label": string(WORDS)}
_STYLE = one_of("primary", "danger")
_OPINION = Shape(must={"text": plain(WORDS), "value": string(VALUE)}, may=_LABEL)
_INPUT = Shape(must={"name": string(_ANY), "value": string(_ANY, 0)})
_TRIGGER = Shape(must={"url": string(3000)}, may={"customizable_input_parameters": array(_INPUT, _ANY, 0)})

BUTTONS: dict[str, Check] = {
    "button": Shape(
        must={"text": plain(WORDS)},
        may={**ACTED_ON, **_LABEL, "value": string(VALUE, 0), "url": string(3000), "style": _STYLE},
    ),
    "workflow_button": Shape(
        must={"text": plain(WORDS), "workflow": Shape(must={"trigger": _TRIGGER})},
        may={**_LABEL, "action_id": ID, "style": _STYLE},
    ),
    "feedback_buttons": Shape(
        must={"positive_button": _OPINION, "negative_button": _OPINION}, may={"action_id": ID}
    ),
    "icon_button": Shape(
        must={"icon": one_of("trash"), "text": plain(_ANY)},
        may={**ACTED_ON, **_LABEL, "value": string(VALUE, 0), "visible_to_user_ids": array(SLACK_ID, 10)},
    ),
}
