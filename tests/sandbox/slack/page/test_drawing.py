import pytest

from sandbox.slack.page import drawing
from tests.sandbox.slack.page.drawn import MONDAY, NAMES, Tag, dialog, message
from tests.sandbox.slack.pieces import actions, button, mrkdwn, option, plain, section

OPTIONS = [option("soon", "Soon"), option("later", "Later")]
CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("It *tells* everybody."),
    "confirm": plain("Tell them"),
    "deny": plain("Wait"),
    "style": "danger",
}


def test_a_section_has_its_words_its_fields_and_what_is_beside_it() -> None:
    drawn = message(
        section("*Ring* <@UTOM>", fields=[mrkdwn("*Due*"), plain("*Monday*")], accessory=button("ring"))
    )

    assert [one.words for one in drawn.all("strong")] == ["Ring", "Due"]
    assert drawn.one("span", class_="kit-mention").words == "@Tom Reed"
    assert [one.words for one in drawn.all("div", class_="kit-text")] == ["Ring @Tom Reed", "Due", "*Monday*"]
    assert drawn.one("button")["data-action-id"] == "ring"


@pytest.mark.parametrize(("level", "tag"), [(None, "h4"), (1, "h4"), (2, "h5"), (3, "h6"), (4, "h6")])
def test_a_header_is_a_heading_beneath_those_of_the_page(level: int | None, tag: str) -> None:
    given = {"type": "header", "text": plain("Due *today*")} | ({"level": level} if level else {})

    assert message(given).one(tag).words == "Due *today*"


def test_a_divider_is_a_line() -> None:
    assert len(message({"type": "divider"}).all("hr")) == 1


def test_small_print_has_words_and_the_words_for_its_pictures() -> None:
    picture = {"type": "image", "image_url": "https://example.org/cat.png", "alt_text": "A cat"}
    drawn = message({"type": "context", "elements": [mrkdwn("_so far_"), picture]})

    assert drawn.one("em").words == "so far"
    assert drawn.one(role="img")["aria-label"] == "A cat"


def test_a_picture_is_drawn_in_words_and_fetched_from_nowhere() -> None:
    drawn = message(
        {
            "type": "image",
            "image_url": "https://example.org/map.png",
            "alt_text": "A map",
            "title": plain("Where"),
        },
    )

    assert drawn.words == "Where A map"
    assert drawn.all("img") == []


def test_rich_text_has_its_parts_and_styles() -> None:
    drawn = message(
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "<b>now</b>", "style": {"bold": True, "strike": True}},
                        {"type": "user", "user_id": "UPRIYA"},
                        {"type": "channel", "channel_id": "C9"},
                        {"type": "broadcast", "range": "here"},
                        {"type": "link", "url": "javascript:alert(1)", "text": "here"},
                        {"type": "emoji", "name": "tada", "unicode": "1f389"},
                        {"type": "emoji", "name": "own"},
                        {"type": "date", "timestamp": MONDAY, "format": "{date_long}"},
                        {"type": "color", "value": "#fff"},
                        {"type": "usergroup", "usergroup_id": "S1"},
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "elements": [
                        {"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}
                    ],
                },
                {"type": "rich_text_quote", "elements": [{"type": "text", "text": "quoted"}]},
                {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "as is"}]},
            ],
        },
    )

    assert drawn.one("s").one("strong").words == "<b>now</b>"
    assert drawn.one("p").words == (
        "<b>now</b>@Priya Shahprivate channel@herehere\N{PARTY POPPER}:own:Monday 13 May 2024#fff@S1"
    )
    assert (drawn.one("ol").one("li").words, drawn.one("blockquote").words, drawn.one("pre").words) == (
        "one",
        "quoted",
        "as is",
    )
    assert drawn.all("a") == []


def test_markdown_has_headings_lists_quotes_marks_and_links() -> None:
    text = (
        "# Title\n**bold** *it* `a` ~~no~~ <i>\n\n- one\n- two\n1. first\n> said\n"
        "[site](https://example.org) [x](javascript:1)"
    )
    drawn = message({"type": "markdown", "text": text})

    assert [one.words for one in drawn.all("strong")] == ["Title", "bold"]
    assert [one.words for one in drawn.all("li")] == ["one", "two", "first"]
    assert (drawn.one("em").words, drawn.one("s").words, drawn.one("blockquote").words) == (
        "it",
        "no",
        "said",
    )
    assert [one["href"] for one in drawn.all("a")] == ["https://example.org"]
    assert drawn.all("i") == []


def test_a_table_has_a_head_and_its_columns_as_they_are_aligned() -> None:
    cell = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "2"}]}],
    }
    drawn = message(
        {
            "type": "table",
            "rows": [
                [{"type": "raw_text", "text": "Who"}, {"type": "raw_text", "text": "Days"}],
                [{"type": "raw_text", "text": "<Tom>"}, cell],
            ],
            "column_settings": [{"align": "right"}],
        },
    )

    assert [(one.words, one["class"]) for one in drawn.all("th")] == [
        ("Who", "kit-right"),
        ("Days", "kit-left"),
    ]
    assert [one.words for one in drawn.all("td")] == ["<Tom>", "2"]


def test_an_alert_says_how_grave_it_is() -> None:
    drawn = dialog({"type": "alert", "text": mrkdwn("*Ring 999*"), "level": "error"})

    assert drawn.one(role="note").words == "Ring 999"
    assert "kit-error" in str(drawn.one(role="note")["class"]).split()


def test_what_cannot_be_drawn_is_named() -> None:
    drawn = Tag.read(drawing.message_blocks([{"type": "video<b>", "block_id": "b"}], NAMES))

    assert drawn.words == "This block can’t be drawn here: video<b>"


# --- what is pressed ------------------------------------------------------------------------------


def test_a_button_carries_its_words_its_value_and_its_style() -> None:
    drawn = message(
        actions(
            button("yes", style="primary", value='a"b'),
            button("no", style="danger", accessibility_label="No, never"),
            button("see", url="https://example.org/"),
        ),
    )
    yes, no, see = drawn.all("button", type="button", data_act="press", data_block_id="b0")

    assert (yes.words, yes["data-action-id"], yes["data-value"], yes["class"]) == (
        "Press",
        "yes",
        'a"b',
        "kit-button kit-primary",
    )
    assert (no["aria-label"], no["class"]) == ("No, never", "kit-button kit-danger")
    assert see["data-url"] == "https://example.org/"


def test_what_slack_asks_first_waits_beside_its_button() -> None:
    drawn = message(actions(button("tell", confirm=CONFIRM)))
    asked = drawn.one("template", id=str(drawn.one("button", data_act="press")["data-confirm"]))

    assert asked.one("h2").words == "Sure?"
    assert asked.one("strong").words == "tells"
    assert asked.one("button", data_answer="yes").words == "Tell them"
    assert asked.one("button", data_answer="no").words == "Wait"


def test_a_menu_opens_and_each_of_its_items_is_pressed() -> None:
    options = [*OPTIONS, {**option("site", "The site"), "url": "https://example.org/"}]
    drawn = message(section(accessory={"type": "overflow", "action_id": "more", "options": options}))
    opening = drawn.one("button", aria_haspopup="menu")
    menu = drawn.one(id=str(opening["popovertarget"]), role="menu")

    assert opening["aria-label"] == "More actions"
    assert [(one.words, one["data-chosen"]) for one in menu.all(role="menuitem", data_act="press")] == [
        ("Soon", "soon"),
        ("Later", "later"),
        ("The site", "site"),
    ]
