from collections import Counter

from sandbox.slack.elements import first_state
from sandbox.slack.kit import surfaces
from sandbox.slack.page import drawing
from sandbox.slack.page.names import Names
from tests.sandbox.slack.page.drawn import NAMES, Tag, named, shown_in_view
from tests.sandbox.slack.pieces import Json, actions, button, field, modal, plain, radio, section

SCRIPT = "\"><script>alert(1)</script>'<img src=x onerror=alert(1)>{{ 7 * 7 }}"


def every_text(text: str) -> list[Json]:
    """Return blocks with this text wherever one can stand."""
    option_ = {"text": plain(text[:75]), "value": text, "description": plain(text[:75])}
    options = {"options": [option_]}
    words = {"placeholder": plain(text), "action_id": text}
    return [
        section(text, accessory={"type": "overflow", "action_id": text, **options}),
        {"type": "section", "fields": [plain(text)]},
        {"type": "header", "text": plain(text)},
        {
            "type": "context",
            "elements": [plain(text), {"type": "image", "image_url": text, "alt_text": text}],
        },
        actions(
            button(text, value=text, url=text, text=plain(text[:75]), accessibility_label=text[:75])
            | {
                "confirm": {
                    "title": plain(text),
                    "text": plain(text),
                    "confirm": plain(text[:30]),
                    "deny": plain(text[:30]),
                }
            }
        ),
        {"type": "image", "image_url": text, "alt_text": text, "title": plain(text)},
        {"type": "alert", "text": plain(text)},
        field(
            {"type": "plain_text_input", "initial_value": text, **words},
            "a" + text,
            hint=plain(text),
            label=plain(text),
        ),
        field(
            {"type": "plain_text_input", "multiline": True, "initial_value": "</textarea>" + text, **words},
            "b" + text,
        ),
        field({"type": "static_select", **options, "initial_option": option_, **words}, "c" + text),
        field(
            {"type": "static_select", "option_groups": [{"label": plain(text[:75]), **options}], **words},
            "d" + text,
        ),
        field({"type": "checkboxes", "action_id": text, **options}, "e" + text),
        field({"type": "multi_external_select", "initial_options": [option_], **words}, "f" + text),
        field({"type": "external_select", "initial_option": option_, **words}, "g" + text),
        field({"type": "users_select", **words}, "h" + text),
    ]


def test_html_and_script_come_out_as_text_wherever_they_were_typed() -> None:
    blocks = named(every_text(SCRIPT))
    assert surfaces.faults_in_view(modal(*blocks), "modal") == []

    drawn = shown_in_view(
        blocks, Names({"U1": SCRIPT}, {}, NAMES.zone), errors={"a" + SCRIPT: SCRIPT}, failure=SCRIPT
    )

    assert drawn.all("script") == []
    assert drawn.all("img") == []
    assert not [one for one in drawn.all() if any(name.startswith("on") for name in one.attributes)]
    assert drawn.words.count("<script>alert(1)</script>") > 20
    assert "49" not in drawn.words


def test_half_a_character_does_not_spoil_the_page() -> None:
    blocks = named(every_text("a\ud800\x00b"))
    view = {"blocks": blocks, "state": first_state(blocks), "errors": {}, "failure": None}

    assert b"a\xef\xbf\xbd\xef\xbf\xbdb" in drawing.view_body(view, NAMES, key="desk").encode()


def test_no_two_elements_have_the_same_id_and_no_id_holds_a_space() -> None:
    blocks = named(
        [*every_text("one two"), actions(radio("one two", "x y"), {"type": "users_select", "action_id": "w"})]
    )
    view = {"blocks": blocks, "state": first_state(blocks), "errors": {}, "failure": None}

    drawn = Tag.read(
        drawing.view_body(view, NAMES, key="desk 1") + drawing.view_body(view, NAMES, key="desk 2")
    )
    ids = Counter(one["id"] for one in drawn.all() if "id" in one.attributes)

    assert [one for one, times in ids.items() if times > 1] == []
    assert not [one for one in ids if one is None or " " in one]
