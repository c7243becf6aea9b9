"""The command, the form that changes as it is filled in, the receipt."""

import pytest

from procedure.acts import Danger
from procedure.case import State
from tests.handlers.desk import RAISED, Desk, chosen, moment, reads_in_dm, several, typed

FORM = "0123456789abcdef0123456789abcdef"
OPENED = 1796652000
"""Monday 2026-12-07 14:00 in UTC: before the desk's clock, as a form that stood open for a day."""


def test_the_command_opens_a_form_that_holds_none_of_the_words_typed_after_it(desk: Desk) -> None:
    priya = desk.person("Priya")

    priya.types(text="a child I know")

    assert priya.view.title == "Raise a disagreement"
    assert "a child I know" not in str(priya.view)


def test_the_shortcut_opens_the_same_form(desk: Desk) -> None:
    priya = desk.person("Priya")

    desk.stage.practice.shortcut(priya.id, "raise_disagreement")

    assert priya.view.callback_id == "raise_form"


def test_help_and_list_are_answered_to_the_person_alone(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)

    priya.types(text="help")
    priya.types(text=" LIST ")

    said = [message.words for channel in priya.sees().channels for message in channel.ephemeral]
    assert any("In danger ring 999" in words for words in said)
    assert any(reference in words for words in said)
    assert priya.sees().view is None


def test_whoever_the_roster_does_not_list_is_helped_all_the_same(desk: Desk) -> None:
    ines = desk.person("Ines")

    ines.types(text="help")

    said = [message.words for channel in ines.sees().channels for message in channel.ephemeral]
    assert any("In danger ring 999" in words and "`/disagree`" in words for words in said)


def test_danger_changes_the_open_form_at_once_and_keeps_what_was_typed(desk: Desk) -> None:
    priya = desk.person("Priya")
    priya.types()
    priya.fills({"dispute": RAISED["dispute"]})

    priya.chooses("danger", "now")

    assert "Ring 999 now" in priya.view.words
    assert "soon" not in priya.view.buttons
    assert priya.view.value("dispute") == RAISED["dispute"]


def test_in_danger_the_agency_alone_is_enough(desk: Desk) -> None:
    priya = desk.person("Priya")
    priya.types()
    priya.chooses("danger", "infant_injury")
    priya.fills({"against": [priya.finds("against", "Northmere front door")]})

    sent = desk.submitted(priya)

    assert sent.outcome == "updated"
    assert desk.case(priya.view.title.split()[-1]).danger is Danger.INFANT_INJURY


def test_a_danger_that_was_not_sent_is_answered_by_direct_message(desk: Desk) -> None:
    priya = desk.person("Priya")
    priya.types()
    priya.chooses("danger", "now")

    priya.closes()

    priya.waits_for(reads_in_dm("Nothing was sent and nobody was told"))
    assert desk.references() == []


def test_a_form_without_danger_can_be_closed_in_silence(desk: Desk) -> None:
    priya = desk.person("Priya")
    priya.types()
    priya.chooses("danger", "now")
    priya.chooses("danger", "none")

    priya.closes()
    desk.stage.settle()

    assert not reads_in_dm("Nothing was sent")(priya.sees())


def test_the_receipt_stands_in_the_same_window_and_takes_the_details(desk: Desk) -> None:
    priya = desk.person("Priya")
    desk.fills_in(priya)

    desk.submitted(priya)
    reference = priya.view.title.split()[-1]
    assert "Tom Ellery" in priya.view.words
    saved = desk.submitted(priya, {"about": "decision"})

    assert saved.outcome == "updated"
    assert "Saved" in priya.view.words
    details = desk.case(reference).details
    assert details is not None
    assert details.about == "decision"


def test_what_was_raised_by_mistake_is_taken_back_in_the_receipt_itself(desk: Desk) -> None:
    priya = desk.person("Priya")
    desk.fills_in(priya)
    desk.submitted(priya)
    reference = priya.view.title.split()[-1]

    priya.presses_here("take_back")

    assert "taken back" in priya.view.words
    assert len(priya.sees().views) == 1
    assert desk.case(reference).state is State.TAKEN_BACK


def test_taking_back_after_ten_minutes_is_refused_over_the_receipt(desk: Desk) -> None:
    priya = desk.person("Priya")
    desk.fills_in(priya)
    desk.submitted(priya)
    reference = priya.view.title.split()[-1]
    desk.move_to("Tuesday 2026-12-08 14:11")

    priya.presses_here("take_back")

    assert "ten minutes" in priya.view.words
    assert len(priya.sees().views) == 2
    assert desk.case(reference).state is State.OPEN


def test_another_time_asks_for_it_and_protects_the_child_by_then(desk: Desk) -> None:
    priya = desk.person("Priya")
    desk.fills_in(priya, soon="another")
    by = int(desk.stage.practice.now().timestamp()) + 5400

    desk.submitted(priya, {"another_time": by})

    case = desk.case(priya.view.title.split()[-1])
    assert case.protect_by is not None
    assert case.protect_by.timestamp() == by


def test_a_time_that_has_passed_is_refused_beside_its_field_and_nothing_is_lost(desk: Desk) -> None:
    priya = desk.person("Priya")
    desk.fills_in(priya, soon="another")

    sent = desk.submitted(priya, {"another_time": int(desk.stage.practice.now().timestamp()) - 60})

    assert list(sent.errors) == ["another_time"]
    assert priya.view.value("dispute") == RAISED["dispute"]
    assert desk.references() == []


def test_a_form_that_stood_open_too_long_offers_what_the_person_saw_and_refuses_what_has_passed(
    desk: Desk,
) -> None:
    priya = desk.person("Priya")
    desk.fills_in(priya, soon="two_hours")
    desk.move_to("Tuesday 2026-12-08 17:30")

    sent = desk.submitted(priya)

    assert list(sent.errors) == ["soon"]


def test_not_knowing_how_soon_asks_the_lead(desk: Desk) -> None:
    reference = desk.raised(desk.person("Priya"), soon="unknown")

    case = desk.case(reference)

    assert case.ask_lead
    assert case.protect_by is not None


def test_what_seems_to_identify_a_child_is_warned_of_once_and_nothing_typed_is_lost(desk: Desk) -> None:
    priya = desk.person("Priya")
    desk.fills_in(priya)

    warned = desk.submitted(priya, {"dispute": "Born 03/04/2019, and nobody has come."})
    assert warned.outcome == "updated"
    assert priya.view.title == "Not sent: please check"
    assert "a date of birth" in priya.view.words
    assert priya.view.value("dispute") == "Born 03/04/2019, and nobody has come."
    again = desk.submitted(priya)
    assert list(again.errors) == ["identifiers_checked"]
    assert "tick the box if" in again.errors["identifiers_checked"]
    sent = desk.submitted(priya, {"identifiers_checked": ["checked"]})

    assert sent.outcome == "updated"
    assert len(desk.references()) == 1


def test_the_same_form_sent_twice_raises_once(desk: Desk) -> None:
    priya = desk.person("Priya")
    tom = f"person:{desk.id_of(desk.person('Tom'))}"
    form = _form(against=several(tom))

    first = desk.forged(priya, "raise_form", f"{FORM}/{OPENED}", form)
    second = desk.forged(priya, "raise_form", f"{FORM}/{OPENED}", form)

    assert first["view"]["title"] == second["view"]["title"]
    assert len(desk.references()) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"dispute": typed("")}, "dispute", id="empty"),
        pytest.param({"dispute": typed(" \n ")}, "dispute", id="blank"),
        pytest.param({"dispute": typed("x" * 601)}, "dispute", id="too long"),
        pytest.param({"dispute": typed("\U0001f9d2" * 3000)}, "dispute", id="3,000 emoji"),
        pytest.param({"wanted": typed("x" * 201)}, "wanted", id="too long a wish"),
        pytest.param({"against": several()}, "against", id="nobody"),
        pytest.param({"against": several("person:999999")}, "against", id="an unknown person"),
        pytest.param({"against": several("slack:U0BOT")}, "against", id="a bot"),
        pytest.param({"against": several("person:1; drop")}, "against", id="a forged value"),
        pytest.param({"against": several(*(f"agency:{n}" for n in range(6)))}, "against", id="six at once"),
        pytest.param({"soon": chosen("never")}, "soon", id="a choice that was not offered"),
        pytest.param({"soon": chosen("another")}, "another_time", id="another time, not given"),
        pytest.param({"soon": chosen("another"), "another_time": moment(0)}, "another_time", id="in 1970"),
        pytest.param({"danger": chosen("perhaps")}, "danger", id="a danger that was not offered"),
    ],
)
def test_a_bad_form_is_refused_beside_its_field_and_raises_nothing(
    refusing_desk: Desk, changed: dict[str, object], field: str
) -> None:
    tom = f"person:{refusing_desk.id_of(refusing_desk.person('Tom'))}"

    answer = refusing_desk.forged(
        refusing_desk.person("Priya"),
        "raise_form",
        f"{FORM}/{OPENED}",
        {**_form(against=several(tom)), **changed},
    )

    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == [field if field in {**_form(), **changed} else "danger"]
    assert answer["errors"].popitem()[1]
    assert refusing_desk.references() == []


def test_only_oneself_is_no_other_side(desk: Desk) -> None:
    priya = desk.person("Priya")

    answer = desk.forged(
        priya, "raise_form", f"{FORM}/{OPENED}", _form(against=several(f"person:{desk.id_of(priya)}"))
    )

    assert "only yourself" in answer["errors"]["against"]


def test_a_colleague_of_the_same_agency_is_no_other_side_and_the_way_inside_is_asked(desk: Desk) -> None:
    grace = f"person:{desk.id_of(desk.person('Grace'))}"

    answer = desk.forged(
        desk.person("Priya"), "raise_form", f"{FORM}/{OPENED}", _form(against=several(grace))
    )

    assert answer["response_action"] == "update"
    assert answer["view"]["blocks"][-1]["block_id"] == "way"
    assert desk.references() == []


def test_somebody_whose_account_is_gone_is_neither_found_nor_taken(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    number = desk.id_of(tom)
    desk.stage.practice.deactivate(tom.id)
    desk.wait_until(lambda: not desk.is_active(tom))
    priya.types()

    found = desk.stage.practice.search(priya.id, priya.view.id, "against", "Tom Ellery")
    answer = desk.forged(priya, "raise_form", f"{FORM}/{OPENED}", _form(against=several(f"person:{number}")))

    assert found == ()
    assert "against" in answer["errors"]


def test_marks_that_ring_everybody_or_turn_the_words_round_are_kept_as_typed_and_shown_as_words(
    desk: Desk,
) -> None:
    hostile = "<!channel> <https://example.org|click> *bold* \u202etxet\u202c {{ 7 * 7 }} \U0001f9d2"
    priya, tom = desk.person("Priya"), desk.person("Tom")
    desk.fills_in(priya)
    desk.submitted(priya, {"dispute": hostile})
    reference = priya.view.title.split()[-1]
    desk.stage.settle()

    desk.offer(tom, "read", reference)

    shown = [block["text"] for block in tom.view.blocks if block["type"] == "section"]
    said = next(text for text in shown if "example.org" in text["text"])
    assert said["type"] == "plain_text"
    assert "\u202e" not in said["text"]
    assert "{{ 7 * 7 }}" in said["text"]


def test_somebody_whom_the_roster_does_not_list_says_first_where_they_work(desk: Desk) -> None:
    ines = desk.person("Ines")
    ines.types()
    assert ines.view.callback_id == "who_form"
    health = next(
        option["value"]
        for block in ines.view.blocks
        if block.get("block_id") == "agency"
        for option in block["element"]["options"]
        if option["text"]["text"] == "Health"
    )

    ines.chooses("agency", health)
    assert "team" in ines.view.buttons
    desk.submitted(ines)

    assert ines.view.callback_id == "raise_form"


def _form(**changed: object) -> dict[str, object]:
    return {
        "danger": chosen("none"),
        "against": several(),
        "dispute": typed(RAISED["dispute"]),
        "wanted": typed(RAISED["wanted"]),
        "soon": chosen("procedure"),
        "their_reference": typed(""),
        **changed,
    }
