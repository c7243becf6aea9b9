"""What breaks a rule of Block Kit is said in Slack's manner, with a pointer to it."""

from typing import Any

import pytest

from sandbox.slack.kit import surfaces
from tests.sandbox.slack.pieces import (
    actions,
    button,
    field,
    home,
    modal,
    mrkdwn,
    option,
    plain,
    radio,
    section,
    typed,
)

Json = dict[str, Any]


def select(kind: str = "static_select", **more: Any) -> Json:
    return {"type": kind, "action_id": "choose", **more}


def many(count: int) -> list[Json]:
    return [option(f"value-{number}") for number in range(count)]


def table(rows: int, columns: int) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


def without(view: Json, key: str) -> Json:
    return {name: value for name, value in view.items() if name != key}


def fault_of(view: Json, kind: str = "modal") -> str:
    return surfaces.faults_in_view(view, kind)[-1]


WRONG: dict[str, tuple[Json, str]] = {
    "no title": (without(modal(), "title"), "missing required field: title [json-pointer:/view]"),
    "no submit with an input": (
        without(modal(field(typed(), "b")), "submit"),
        "missing required field: submit [json-pointer:/view]",
    ),
    "an unknown key": (modal(colour="red"), "invalid additional property: colour [json-pointer:/view]"),
    "an unknown block": (
        modal({"type": "cake"}),
        "unsupported type: cake [json-pointer:/view/blocks/0]",
    ),
    "a message's block": (
        modal({"type": "markdown", "text": "x"}),
        "unsupported type: markdown [json-pointer:/view/blocks/0]",
    ),
    "an unknown key in a block": (
        modal(section(colour="red")),
        "invalid additional property: colour [json-pointer:/view/blocks/0]",
    ),
    "formatted words for a title": (
        modal(title=mrkdwn()),
        "must be a valid enum value [json-pointer:/view/title/type]",
    ),
    "an input in a row of actions": (
        modal(actions(typed())),
        "unsupported type: plain_text_input [json-pointer:/view/blocks/0/elements/0]",
    ),
    "a button in an input": (
        modal(field(button(), "b")),
        "unsupported type: button [json-pointer:/view/blocks/0/element]",
    ),
    "a button in a context": (
        modal({"type": "context", "elements": [button()]}),
        "unsupported type: button [json-pointer:/view/blocks/0/elements/0]",
    ),
    "many chosen in a row of actions": (
        modal(actions(select("multi_users_select"))),
        "unsupported type: multi_users_select [json-pointer:/view/blocks/0/elements/0]",
    ),
    "a block id twice": (
        modal(section(block_id="same"), section(block_id="same")),
        "block_id must be unique: same [json-pointer:/view/blocks]",
    ),
    "an action id twice": (
        modal(actions(button("same"), button("same"))),
        "action_id must be unique within a block: same [json-pointer:/view/blocks/0]",
    ),
    "a value twice": (
        modal(actions(select(options=[option("same", "One"), option("same", "Two")]))),
        "options must have unique values [json-pointer:/view/blocks/0/elements/0]",
    ),
    "options and groups": (
        modal(
            actions(select(options=many(1), option_groups=[{"label": plain(), "options": many(1)}])),
        ),
        "must define exactly one of: options, option_groups [json-pointer:/view/blocks/0/elements/0]",
    ),
    "a default not offered": (
        modal(actions(radio("r", "yes", "no", initial_option=option("perhaps")))),
        "initial_option must exactly match one of the options [json-pointer:{where}/initial_option]".format(
            where="/view/blocks/0/elements/0"
        ),
    ),
    "no text and no fields": (
        modal({"type": "section"}),
        "must define either `text` or `fields` [json-pointer:/view/blocks/0]",
    ),
    "half a confirmation": (
        modal(actions(button(confirm={"title": plain()}))),
        "missing required field: deny [json-pointer:/view/blocks/0/elements/0/confirm]",
    ),
    "two in focus": (
        modal(field(typed(focus_on_load=True), "a"), field(typed(focus_on_load=True), "b")),
        "only one element can have focus_on_load [json-pointer:/view/blocks]",
    ),
    "a file told at once": (
        modal(field(select("file_input"), "b", dispatch_action=True)),
        "file_input cannot be used with dispatch_action [json-pointer:/view/blocks/0]",
    ),
}


@pytest.mark.parametrize(("view", "fault"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_with_a_modal_is_said_and_pointed_at(view: Json, fault: str) -> None:
    assert fault in surfaces.faults_in_view(view, "modal")


def test_home_takes_a_table_but_no_alert_no_title_and_no_date_with_time() -> None:
    assert surfaces.faults_in_view(home(table(2, 2)), "home") == []
    assert "unsupported type: alert" in fault_of(home({"type": "alert", "text": plain()}), "home")
    assert "unsupported type: datetimepicker" in fault_of(home(actions(select("datetimepicker"))), "home")
    assert "invalid additional property: title" in fault_of(home(title=plain()), "home")


def test_a_message_takes_one_table_and_no_file_input() -> None:
    assert surfaces.faults_in_message([table(2, 2)]) == []
    assert "only one table" in surfaces.faults_in_message([table(2, 2), table(2, 2)])[0]
    assert "unsupported type: file_input" in surfaces.faults_in_message([field(select("file_input"), "b")])[0]


def test_rich_text_is_checked_to_its_leaves() -> None:
    leaf = {"type": "text", "text": "Words", "style": {"bold": True}}
    sound = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [leaf]}]}
    unsound = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [leaf | {"size": 9}]}],
    }

    assert surfaces.faults_in_message([sound]) == []
    assert surfaces.faults_in_message([unsound]) == [
        "invalid additional property: size [json-pointer:/blocks/0/elements/0/elements/0]"
    ]
