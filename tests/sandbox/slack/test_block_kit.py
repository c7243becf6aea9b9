"""Block Kit is taken at its limits and refused beyond them, with a pointer to what is wrong."""

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


def buttons(count: int) -> list[Json]:
    return [button(f"press-{number}") for number in range(count)]


def confirm(**more: Json) -> Json:
    return {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()} | more


def table(rows: int, columns: int) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


# each pair: blocks at the limit, the same one step beyond
MESSAGE_LIMITS: dict[str, tuple[list[Json], list[Json]]] = {
    "blocks": ([section()] * 50, [section()] * 51),
    "section text": ([section("x" * 3000)], [section("x" * 3001)]),
    "some section text": ([section("x")], [section("")]),
    "fields": (
        [{"type": "section", "fields": [mrkdwn()] * 10}],
        [{"type": "section", "fields": [mrkdwn()] * 11}],
    ),
    "field text": (
        [{"type": "section", "fields": [mrkdwn("x" * 2000)]}],
        [{"type": "section", "fields": [mrkdwn("x" * 2001)]}],
    ),
    "header text": (
        [{"type": "header", "text": plain("x" * 150)}],
        [{"type": "header", "text": plain("x" * 151)}],
    ),
    "context elements": (
        [{"type": "context", "elements": [mrkdwn()] * 10}],
        [{"type": "context", "elements": [mrkdwn()] * 11}],
    ),
    "actions": ([actions(*buttons(25))], [actions(*buttons(26))]),
    "button text": ([actions(button(text=plain("x" * 75)))], [actions(button(text=plain("x" * 76)))]),
    "button value": ([actions(button(value="x" * 2000))], [actions(button(value="x" * 2001))]),
    "button label": (
        [actions(button(accessibility_label="x" * 75))],
        [actions(button(accessibility_label="x" * 76))],
    ),
    "action id": ([actions(button("x" * 255))], [actions(button("x" * 256))]),
    "block id": ([section(block_id="x" * 255)], [section(block_id="x" * 256)]),
    "options": ([actions(select(options=many(100)))], [actions(select(options=many(101)))]),
    "some options": ([actions(select(options=many(1)))], [actions(select(options=[]))]),
    "option text": (
        [actions(select(options=[option("v", "x" * 75)]))],
        [actions(select(options=[option("v", "x" * 76)]))],
    ),
    "option value": (
        [actions(select(options=[option("x" * 150, "x")]))],
        [actions(select(options=[option("x" * 151, "x")]))],
    ),
    "option description": (
        [actions(select(options=[option("v") | {"description": plain("x" * 75)}]))],
        [actions(select(options=[option("v") | {"description": plain("x" * 76)}]))],
    ),
    "group label": (
        [actions(select(option_groups=[{"label": plain("x" * 75), "options": many(1)}]))],
        [actions(select(option_groups=[{"label": plain("x" * 76), "options": many(1)}]))],
    ),
    "placeholder": (
        [actions(select("users_select", placeholder=plain("x" * 150)))],
        [actions(select("users_select", placeholder=plain("x" * 151)))],
    ),
    "overflow": (
        [section(accessory=select("overflow", options=many(5)))],
        [section(accessory=select("overflow", options=many(6)))],
    ),
    "radio buttons": (
        [actions(radio("r", *map(str, range(10))))],
        [actions(radio("r", *map(str, range(11))))],
    ),
    "confirm title": (
        [actions(button(confirm=confirm(title=plain("x" * 100))))],
        [actions(button(confirm=confirm(title=plain("x" * 101))))],
    ),
    "confirm text": (
        [actions(button(confirm=confirm(text=plain("x" * 300))))],
        [actions(button(confirm=confirm(text=plain("x" * 301))))],
    ),
    "confirm button": (
        [actions(button(confirm=confirm(confirm=plain("x" * 30))))],
        [actions(button(confirm=confirm(deny=plain("x" * 31))))],
    ),
    "table rows": ([table(100, 2)], [table(101, 2)]),
    "table columns": ([table(2, 20)], [table(2, 21)]),
    "markdown together": (
        [{"type": "markdown", "text": "x" * 6000}] * 2,
        [{"type": "markdown", "text": "x" * 6001}] * 2,
    ),
}


@pytest.mark.parametrize(("at", "beyond"), MESSAGE_LIMITS.values(), ids=MESSAGE_LIMITS.keys())
def test_a_message_is_taken_at_the_limit_and_refused_beyond_it(at: list[Json], beyond: list[Json]) -> None:
    assert surfaces.faults_in_message(at) == []
    assert surfaces.faults_in_message(beyond)


MODAL_LIMITS: dict[str, tuple[Json, Json]] = {
    "blocks": (modal(*[section()] * 100), modal(*[section()] * 101)),
    "title": (modal(title=plain("x" * 24)), modal(title=plain("x" * 25))),
    "submit": (modal(submit=plain("x" * 24)), modal(submit=plain("x" * 25))),
    "close": (modal(close=plain("x" * 24)), modal(close=plain("x" * 25))),
    "private metadata": (modal(private_metadata="x" * 3000), modal(private_metadata="x" * 3001)),
    "callback id": (modal(callback_id="x" * 255), modal(callback_id="x" * 256)),
    "external id": (modal(external_id="x" * 255), modal(external_id="x" * 256)),
    "label": (
        modal(field(typed(), "b", label=plain("x" * 2000))),
        modal(field(typed(), "b", label=plain("x" * 2001))),
    ),
    "hint": (
        modal(field(typed(), "b", hint=plain("x" * 2000))),
        modal(field(typed(), "b", hint=plain("x" * 2001))),
    ),
    "max length": (modal(field(typed(max_length=3000), "b")), modal(field(typed(max_length=3001), "b"))),
    "min length": (
        modal(field(typed(min_length=5, max_length=5), "b")),
        modal(field(typed(min_length=6, max_length=5), "b")),
    ),
    "initial value": (
        modal(field(typed(max_length=5, initial_value="x" * 5), "b")),
        modal(field(typed(max_length=5, initial_value="x" * 6), "b")),
    ),
    "most selected": (
        modal(field(select("multi_users_select", max_selected_items=1), "b")),
        modal(field(select("multi_users_select", max_selected_items=0), "b")),
    ),
    "date": (
        modal(field(select("datepicker", initial_date="2024-05-13"), "b")),
        modal(field(select("datepicker", initial_date="13/05/2024"), "b")),
    ),
    "time": (
        modal(field(select("timepicker", initial_time="23:59"), "b")),
        modal(field(select("timepicker", initial_time="24:00"), "b")),
    ),
    "date and time": (
        modal(field(select("datetimepicker", initial_date_time=1_716_000_000), "b")),
        modal(field(select("datetimepicker", initial_date_time=171_600_000), "b")),
    ),
    "alert": (
        modal({"type": "alert", "text": plain("x" * 200), "level": "error"}),
        modal({"type": "alert", "text": plain("x" * 201), "level": "error"}),
    ),
    "files": (
        modal(field(select("file_input", max_files=10), "b")),
        modal(field(select("file_input", max_files=11), "b")),
    ),
    "number": (
        modal(field({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}, "b")),
        modal(field({"type": "number_input", "is_decimal_allowed": False, "min_value": "1.5"}, "b")),
    ),
    "conversation filter": (
        modal(field(select("conversations_select", filter={"include": ["private"]}), "b")),
        modal(field(select("conversations_select", filter={"include": ["secret"]}), "b")),
    ),
}


@pytest.mark.parametrize(("at", "beyond"), MODAL_LIMITS.values(), ids=MODAL_LIMITS.keys())
def test_a_modal_is_taken_at_the_limit_and_refused_beyond_it(at: Json, beyond: Json) -> None:
    assert surfaces.faults_in_view(at, "modal") == []
    assert surfaces.faults_in_view(beyond, "modal")


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
