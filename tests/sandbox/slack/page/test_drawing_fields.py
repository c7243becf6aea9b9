from typing import Any

import pytest

from sandbox.slack.page import drawing
from tests.sandbox.slack.page.drawn import MONDAY, NAMES, Tag, dialog, message, named, shown_in_view
from tests.sandbox.slack.pieces import (
    Json,
    actions,
    button,
    field,
    home,
    option,
    plain,
    radio,
    section,
    typed,
)

OPTIONS = [option("soon", "Soon"), option("later", "Later")]


def test_a_list_offers_its_options_and_shows_the_chosen_one() -> None:
    element = {
        "type": "static_select",
        "action_id": "when",
        "options": OPTIONS,
        "placeholder": plain("When?"),
    }
    drawn = dialog(
        field(element, "when"), when={"at": "when", "type": "static_select", "selected_option": OPTIONS[1]}
    )
    select = drawn.one("select", data_act="choose", data_kind="static_select", data_block_id="when")

    assert [(one.words, one["value"], "selected" in one.attributes) for one in select.all("option")] == [
        ("When?", "", False),
        ("Soon", "soon", False),
        ("Later", "later", True),
    ]
    assert drawn.one("label", for_=str(select["id"])).words == "Label"


def test_a_chosen_option_too_long_for_a_closed_list_stands_whole_below_it() -> None:
    long = option("procedure", "It can wait until the end of the procedure's own time: Thursday 31 December")
    element = {"type": "static_select", "action_id": "when", "options": [OPTIONS[0], long]}

    def below(chosen: Json) -> list[str]:
        state = {"at": "when", "type": "static_select", "selected_option": chosen}
        return [one.words for one in dialog(field(element, "when"), when=state).all("p", class_="kit-more")]

    assert below(long) == [long["text"]["text"]]
    assert below(OPTIONS[0]) == []


def test_a_list_in_groups_names_them() -> None:
    groups = [
        {"label": plain("This week"), "options": OPTIONS[:1]},
        {"label": plain("Then"), "options": OPTIONS[1:]},
    ]
    drawn = dialog(field({"type": "static_select", "action_id": "when", "option_groups": groups}, "when"))

    assert [(one["label"], one.words) for one in drawn.all("optgroup")] == [
        ("This week", "Soon"),
        ("Then", "Later"),
    ]


@pytest.mark.parametrize("kind", ["checkboxes", "multi_static_select"])
def test_boxes_are_ticked_as_the_state_says(kind: str) -> None:
    element = {
        "type": kind,
        "action_id": "which",
        "options": [{**OPTIONS[0], "description": plain("Today")}, OPTIONS[1]],
    }
    state = {"at": "which", "type": kind, "selected_options": OPTIONS[1:]}
    drawn = dialog(field(element, "which"), which=state)
    group = drawn.one("fieldset", role="group", data_act="choose", data_kind=kind)

    assert [(one["value"], "checked" in one.attributes) for one in group.all("input", type="checkbox")] == [
        ("soon", False),
        ("later", True),
    ]
    assert drawn.one(id=str(group["aria-labelledby"])).words == "Label"
    assert drawn.one(id=str(group.all("input")[0]["aria-describedby"])).words == "Today"


def test_radio_buttons_that_tell_at_once_say_so() -> None:
    drawn = dialog(
        field(radio("when", "soon", "later"), "when", dispatch_action=True),
        field(radio("what", "this"), "what"),
        when={"at": "when", "type": "radio_buttons", "selected_option": option("later")},
    )
    when, what = drawn.all("fieldset", role="radiogroup")

    assert (when["data-dispatch"], "data-dispatch" in what.attributes) == ("change", False)
    assert [one["value"] for one in when.all("input", type="radio") if "checked" in one.attributes] == [
        "later"
    ]
    assert {one["name"] for one in when.all("input")} != {one["name"] for one in what.all("input")}


def test_a_choice_in_a_message_has_a_name_and_tells_at_once() -> None:
    drawn = message(
        actions({"type": "users_select", "action_id": "who"}, {"type": "datepicker", "action_id": "day"})
    )

    assert drawn.one(role="combobox")["aria-label"] == "Choose a person"
    assert drawn.one("input", type="date", data_dispatch="change")["aria-label"] == "Date"


PICKERS: dict[str, tuple[Json, str, list[str]]] = {
    "a person": ({"type": "users_select", "initial_user": "UTOM"}, "people", ["Tom Reed"]),
    "people": (
        {"type": "multi_users_select", "initial_users": ["UBOT", "UGONE"]},
        "people",
        ["Foreign", "UGONE"],
    ),
    "a conversation": (
        {"type": "conversations_select", "initial_conversation": "C1"},
        "channels",
        ["quiet-room"],
    ),
    "channels": (
        {"type": "multi_channels_select", "initial_channels": ["C9"]},
        "channels",
        ["private channel"],
    ),
    "a search": (
        {"type": "external_select", "initial_option": OPTIONS[0], "min_query_length": 1},
        "search",
        ["Soon"],
    ),
    "a search for many": (
        {"type": "multi_external_select", "initial_options": OPTIONS},
        "search",
        ["Soon", "Later"],
    ),
}


@pytest.mark.parametrize(("element", "source", "chosen"), PICKERS.values(), ids=PICKERS.keys())
def test_a_picker_shows_what_is_chosen_and_where_to_find_more(
    element: Json, source: str, chosen: list[str]
) -> None:
    drawn = dialog(
        field(
            {"action_id": "who", "max_selected_items": 3, **element}
            if "multi" in element["type"]
            else {"action_id": "who", **element},
            "who",
        )
    )
    picker = drawn.one(class_="kit-picker", data_act="choose", data_block_id="who")
    typing = picker.one("input", role="combobox")

    shown = [one.one("span").words for one in picker.all("li")] or [str(typing["value"])]
    assert shown == chosen
    assert [one["aria-label"] for one in picker.all("button")] == [
        f"Remove {one}" for one in chosen if "multi" in element["type"]
    ]
    assert drawn.one("label", for_=str(typing["id"])).words == "Label"
    assert picker.one("ul", role="listbox")["id"] == typing["aria-controls"]
    if source == "search":
        assert "data-offers" not in picker.attributes
        assert picker["data-least"] == str(element.get("min_query_length", 3))
    else:
        offered = drawn.one("datalist", id=str(picker["data-offers"])).all("option")
        known: Any = NAMES.people if source == "people" else NAMES.channels
        assert {one["value"]: one.words for one in offered} == known


def test_nobody_is_listed_where_nobody_is_asked_for() -> None:
    assert dialog(field(typed(), "what")).all("datalist") == []


DATED = {
    "a date": ({"type": "datepicker", "initial_date": "2024-05-13"}, "date", "2024-05-13"),
    "a time": ({"type": "timepicker", "initial_time": "09:30"}, "time", "09:30"),
    "both": ({"type": "datetimepicker", "initial_date_time": MONDAY}, "datetime-local", "2024-05-13T09:30"),
    "nothing yet": ({"type": "datetimepicker"}, "datetime-local", ""),
}


@pytest.mark.parametrize(("element", "type_", "value"), DATED.values(), ids=DATED.keys())
def test_dates_and_times_are_shown_in_the_zone_of_who_looks(element: Json, type_: str, value: str) -> None:
    drawn = dialog(field({"action_id": "at", **element}, "at"))

    assert drawn.one("input", type=type_, data_act="choose")["value"] == value
    assert drawn.one("input")["data-zone"] == "Europe/London"


# --- what is typed --------------------------------------------------------------------------------

RICH = {
    "type": "rich_text",
    "elements": [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]},
        {"type": "rich_text_section", "elements": [{"type": "text", "text": "two"}]},
    ],
}
TYPED = {
    "a line": ({"type": "plain_text_input", "initial_value": "Words"}, "input", "text", "Words"),
    "an address": (
        {"type": "email_text_input", "initial_value": "a@example.org"},
        "input",
        "email",
        "a@example.org",
    ),
    "a link": ({"type": "url_text_input"}, "input", "url", ""),
    "a number": (
        {"type": "number_input", "is_decimal_allowed": True, "initial_value": "2.5"},
        "input",
        "number",
        "2.5",
    ),
    "lines": (
        {"type": "plain_text_input", "multiline": True, "initial_value": "\na\nb"},
        "textarea",
        None,
        "\na\nb",
    ),
    "rich text": ({"type": "rich_text_input", "initial_value": RICH}, "textarea", None, "one\ntwo"),
}


@pytest.mark.parametrize(("element", "name", "type_", "value"), TYPED.values(), ids=TYPED.keys())
def test_fields_show_what_is_typed(element: Json, name: str, type_: str | None, value: str) -> None:
    drawn = dialog(
        field({"action_id": "what", "placeholder": plain("Say"), **element}, "what", hint=plain("No names"))
    )
    typing = drawn.one(name, data_act="type", data_kind=str(element["type"]))

    if name == "textarea":
        # a browser drops the first line break of a textarea
        assert "".join(str(one) for one in typing.within).removeprefix("\n") == value
    else:
        assert (typing["type"], typing["value"]) == (type_, value)
    assert typing["placeholder"] == "Say"
    assert drawn.one("label", for_=str(typing["id"])).words == "Label"
    assert drawn.one(id=str(typing["aria-describedby"])).words == "No names"


def test_a_limited_field_has_a_place_to_count() -> None:
    drawn = dialog(field(typed(max_length=10), "what"))

    assert drawn.one("input")["data-most"] == "10"
    assert "maxlength" not in drawn.one("input").attributes
    assert "hidden" in drawn.one("p", data_counts=str(drawn.one("input")["id"])).attributes


@pytest.mark.parametrize(
    ("config", "told"),
    [
        pytest.param({}, "on_enter_pressed", id="by Slack's default on Enter"),
        pytest.param(
            {"dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]}},
            "on_character_entered",
            id="at every character",
        ),
    ],
)
def test_a_field_that_tells_says_when(config: Json, told: str) -> None:
    drawn = dialog(field(typed(**config), "what", dispatch_action=True))

    assert drawn.one("input")["data-dispatch"] == told


def test_files_are_not_chosen_here() -> None:
    blocks = [field({"type": "file_input", "action_id": "f"}, "f")]

    assert "Files can’t be chosen here." in Tag.read(drawing.message_blocks(blocks, NAMES)).words


# --- what is asked, and what is wrong -------------------------------------------------------------


def test_optional_fields_are_marked_and_required_ones_told_to_readers() -> None:
    drawn = dialog(field(typed("may"), "may", optional=True), field(typed("must"), "must"))
    may, must = drawn.all("input")

    assert [one.words for one in drawn.all("label")] == ["Label (optional)", "Label"]
    assert ("aria-required" in may.attributes, must["aria-required"]) == (False, "true")


@pytest.mark.parametrize(
    "element",
    [
        pytest.param(typed("what"), id="a line"),
        pytest.param(radio("what", "soon"), id="radio buttons"),
        pytest.param({"type": "checkboxes", "action_id": "what", "options": OPTIONS[:1]}, id="boxes"),
        pytest.param({"type": "static_select", "action_id": "what", "options": OPTIONS}, id="a list"),
        pytest.param({"type": "users_select", "action_id": "what"}, id="a picker"),
        pytest.param({"type": "datepicker", "action_id": "what"}, id="a date"),
    ],
)
def test_an_error_stands_beside_its_field_and_is_tied_to_it(element: Json) -> None:
    drawn = dialog(
        field(element, "what", hint=plain("Hint")), field(typed("x"), "x"), errors={"what": "<Say> more."}
    )
    error = drawn.one("p", class_="kit-error")
    tied = [
        one
        for one in drawn.all()
        if str(error["id"]) in (one.attributes.get("aria-describedby") or "").split()
    ]

    assert error.words == "<Say> more."
    assert len(tied) == 1
    assert len(drawn.all(aria_invalid="true")) == 1


def test_a_failure_stands_above_all() -> None:
    drawn = dialog(section("Words"), failure="We had some trouble connecting. Try again?")

    assert drawn.words.startswith("We had some trouble connecting. Try again? Words")
    assert drawn.one(role="alert").words == "We had some trouble connecting. Try again?"


def test_the_field_to_begin_with_is_marked() -> None:
    drawn = dialog(field(typed("a"), "a"), field(typed("b", focus_on_load=True), "b"))

    assert [("autofocus" in one.attributes) for one in drawn.all("input")] == [False, True]


def test_home_is_drawn_as_dialogs_are() -> None:
    blocks = named(home(section("Yours"), actions(button("raise")))["blocks"])

    drawn = shown_in_view(blocks)

    assert (drawn.one("div", class_="kit-text").words, drawn.one("button")["data-action-id"]) == (
        "Yours",
        "raise",
    )
