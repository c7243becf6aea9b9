"""Block elements: what each holds, in which blocks it sits and on which surfaces."""

from sandbox.slack.kit.buttons import ACTED_ON, BUTTONS
from sandbox.slack.kit.checks import (
    Check,
    Faults,
    Shape,
    array,
    at_least_one,
    boolean,
    exactly_one,
    matching,
    not_more,
    string,
    whole,
    wrong,
)
from sandbox.slack.kit.objects import (
    CONVERSATION_FILTER,
    DISPATCH,
    FORMATTED_OPTION,
    GROUPS,
    ID,
    IMAGE,
    OPTION,
    OPTION_GROUP,
    OPTIONS,
    OVERFLOW_OPTION,
    SLACK_ID,
    offered_first,
    plain,
    unique_values,
)
from sandbox.slack.kit.rich_text import RICH_TEXT
from sandbox.slack.shapes import Json

DATE = matching(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = matching(r"([01]\d|2[0-3]):[0-5]\d")
# ten digits: from September 2001 to November 2286
UNIX_SECONDS = whole(1_000_000_000, 9_999_999_999)
MANY = 1_000_000

_FOCUSED: dict[str, Check] = {"focus_on_load": boolean, "placeholder": plain(150)}
_SELECT = ACTED_ON | _FOCUSED
_MANY = _SELECT | {"max_selected_items": whole(1, MANY)}
_TYPED: dict[str, Check] = {"action_id": ID, "dispatch_action_config": DISPATCH, **_FOCUSED}
_LISTED: dict[str, Check] = {"options": array(OPTION, OPTIONS), "option_groups": array(OPTION_GROUP, GROUPS)}
_LIST_RULES = (exactly_one("options", "option_groups"), unique_values)
_CONVERSATIONS: dict[str, Check] = {"default_to_current_conversation": boolean, "filter": CONVERSATION_FILTER}


def _numbers(element: Json, where: str, faults: Faults) -> None:
    for key in ("min_value", "max_value", "initial_value"):
        decimal = element["is_decimal_allowed"]
        form = matching(r"-?\d+(\.\d+)?" if decimal else r"-?\d+")
        if key in element:
            form(element[key], f"{where}/{key}", faults)


def _initial_length(element: Json, where: str, faults: Faults) -> None:
    length = len(element.get("initial_value", ""))
    if length > element.get("max_length", 3000):
        wrong(faults, "initial_value must not be longer than max_length", f"{where}/initial_value")


_TEXT_INPUT: dict[str, Check] = {**_TYPED, "initial_value": string(3000, 0)}

ELEMENTS: dict[str, Check] = {
    **BUTTONS,
    "image": IMAGE,
    "overflow": Shape(must={"options": array(OVERFLOW_OPTION, 5)}, may=ACTED_ON, rules=(unique_values,)),
    "checkboxes": Shape(
        must={"options": array(FORMATTED_OPTION, 10)},
        may={**ACTED_ON, "focus_on_load": boolean, "initial_options": array(FORMATTED_OPTION, 10)},
        rules=(unique_values, offered_first("initial_options")),
    ),
    "radio_buttons": Shape(
        must={"options": array(FORMATTED_OPTION, 10)},
        may={**ACTED_ON, "focus_on_load": boolean, "initial_option": FORMATTED_OPTION},
        rules=(unique_values, offered_first("initial_option")),
    ),
    "static_select": Shape(
        may={**_SELECT, **_LISTED, "initial_option": OPTION},
        rules=(*_LIST_RULES, offered_first("initial_option")),
    ),
    "multi_static_select": Shape(
        may={**_MANY, **_LISTED, "initial_options": array(OPTION, OPTIONS)},
        rules=(*_LIST_RULES, offered_first("initial_options")),
    ),
    "external_select": Shape(
        may={**_SELECT, "initial_option": OPTION, "min_query_length": whole(0, MANY)},
    ),
    "multi_external_select": Shape(
        may={**_MANY, "initial_options": array(OPTION, OPTIONS), "min_query_length": whole(0, MANY)},
    ),
    "users_select": Shape(may={**_SELECT, "initial_user": SLACK_ID}),
    "multi_users_select": Shape(may={**_MANY, "initial_users": array(SLACK_ID, MANY)}),
    "conversations_select": Shape(
        may={**_SELECT, **_CONVERSATIONS, "initial_conversation": SLACK_ID, "response_url_enabled": boolean},
    ),
    "multi_conversations_select": Shape(
        may={**_MANY, **_CONVERSATIONS, "initial_conversations": array(SLACK_ID, MANY)},
    ),
    "channels_select": Shape(
        may={**_SELECT, "initial_channel": SLACK_ID, "response_url_enabled": boolean},
    ),
    "multi_channels_select": Shape(may={**_MANY, "initial_channels": array(SLACK_ID, MANY)}),
    "datepicker": Shape(may={**_SELECT, "initial_date": DATE}),
    "timepicker": Shape(may={**_SELECT, "initial_time": TIME, "timezone": string(100)}),
    "datetimepicker": Shape(
        may={**ACTED_ON, "focus_on_load": boolean, "initial_date_time": UNIX_SECONDS},
    ),
    "plain_text_input": Shape(
        may={
            **_TEXT_INPUT,
            "multiline": boolean,
            "min_length": whole(0, 3000),
            "max_length": whole(1, 3000),
        },
        rules=(not_more("min_length", "max_length"), _initial_length),
    ),
    "email_text_input": Shape(may=_TEXT_INPUT),
    "url_text_input": Shape(may=_TEXT_INPUT),
    "number_input": Shape(
        must={"is_decimal_allowed": boolean},
        may={**_TEXT_INPUT, "min_value": string(50), "max_value": string(50)},
        rules=(_numbers, not_more("min_value", "max_value")),
    ),
    "rich_text_input": Shape(
        may={**_TYPED, "initial_value": RICH_TEXT},
    ),
    "file_input": Shape(
        may={"action_id": ID, "filetypes": array(string(50), 100), "max_files": whole(1, 10)},
    ),
}

_SELECTS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
_MULTI_SELECTS = tuple(f"multi_{one}" for one in _SELECTS)
_PICKERS = ("datepicker", "timepicker")
_BOXES = ("checkboxes", "radio_buttons")

_PRESSED = ("button", "workflow_button", "overflow")

IN_ACTIONS = (*_PRESSED, *_BOXES, *_SELECTS, *_PICKERS, "datetimepicker")
IN_SECTION = (
    "button",
    "workflow_button",
    "image",
    "overflow",
    *_BOXES,
    *_SELECTS,
    *_MULTI_SELECTS,
    *_PICKERS,
)
IN_CONTEXT_ACTIONS = ("feedback_buttons", "icon_button")
IN_INPUT = (
    *_BOXES,
    *_SELECTS,
    *_MULTI_SELECTS,
    *_PICKERS,
    "datetimepicker",
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
)
NOT_ON = {
    "home": frozenset({"datetimepicker", "file_input"}),
    "message": frozenset({"file_input"}),
    "modal": frozenset[str](),
}
OFFERED = Shape(
    may={"options": array(OPTION, OPTIONS, 0), "option_groups": array(OPTION_GROUP, GROUPS, 0)},
    rules=(at_least_one("options", "option_groups"), unique_values),
)
