"""What comes in wrong, and what happens when a part of the world is missing."""

import logging
import re

import pytest

from tests.handlers.desk import RAISED, Desk, chosen, reads_in_dm, several, typed

FORM = "0123456789abcdef0123456789abcdef"
PLANTED = "a blue front door"


@pytest.fixture(scope="module")
def standing(refusing_desk: Desk) -> str:
    """A disagreement in which nothing more is ever recorded."""
    return refusing_desk.raised(refusing_desk.person("Priya"))


@pytest.mark.parametrize(
    ("action", "value"),
    [
        pytest.param("read", "", id="nothing"),
        pytest.param("read", "D-2026-0001; drop", id="more than a reference"),
        pytest.param("read", "D-२०२६-0001", id="digits of another script"),
        pytest.param("approve", "D-2026-0001", id="a note without its number"),
        pytest.param("approve", "D-2026-0001/1/-1", id="a version below none"),
        pytest.param("approve", "D-2026-0001/1/" + "9" * 40, id="a version past all counting"),
        pytest.param("confirm", "D-2026-0001/soon", id="an outcome without its time"),
        pytest.param("confirm_person", "Ruth", id="a person without a number"),
        pytest.param("open_item", "tea", id="an item of no kind"),
        pytest.param("a_button_of_last_year", "D-2026-0001", id="a button of no kind"),
    ],
)
def test_a_button_that_we_do_not_know_is_answered_and_does_nothing(
    refusing_desk: Desk, standing: str, action: str, value: str
) -> None:
    priya = refusing_desk.person("Priya")
    before = refusing_desk.acts(standing)

    refusing_desk.offer(priya, action, value or "-")

    assert "know this button" in priya.view.words
    assert refusing_desk.acts(standing) == before


def test_a_choice_of_a_menu_that_we_do_not_know_is_answered(refusing_desk: Desk) -> None:
    priya = refusing_desk.person("Priya")

    refusing_desk.pick(priya, "more", "tea/D-2026-0001")

    assert "know this button" in priya.view.words


def test_a_reference_of_no_disagreement_is_answered(refusing_desk: Desk) -> None:
    priya = refusing_desk.person("Priya")

    refusing_desk.offer(priya, "read", "D-2026-0999")

    assert "no disagreement of this number" in priya.view.words


def test_people_of_another_workspace_are_refused_and_not_remembered(desk: Desk) -> None:
    priya = desk.person("Priya")
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": "raise_form",
        "private_metadata": f"{FORM}/1796652000",
        "blocks": [{"type": "input", "block_id": "danger"}],
        "state": {"values": {"danger": {"danger": chosen("now")}}},
    }

    answer = desk.dispatched(priya, {"type": "view_submission", "view": view}, team="T0ELSEWHERE")

    assert "members of this workspace" in answer["errors"]["danger"]
    assert desk.references() == []


def test_a_form_without_its_own_id_raises_nothing(desk: Desk) -> None:
    state = {
        "danger": chosen("now"),
        "against": several(f"person:{desk.id_of(desk.person('Tom'))}"),
        "dispute": typed(""),
    }

    answer = desk.forged(desk.person("Priya"), "raise_form", "", state)

    assert "know this button" in answer["errors"]["danger"]
    assert desk.references() == []


def test_while_the_database_is_down_a_form_stays_open_and_nothing_typed_is_lost(desk: Desk) -> None:
    priya = desk.person("Priya")
    desk.fills_in(priya)

    with desk.database_down():
        sent = desk.submitted(priya)
    assert list(sent.errors) == ["danger"]
    assert "Nothing was recorded" in sent.errors["danger"]
    assert priya.view.value("dispute") == RAISED["dispute"]
    again = desk.submitted(priya)

    assert again.outcome == "updated"
    assert len(desk.references()) == 1


def test_while_the_database_is_down_a_press_is_answered_in_a_window(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")

    with desk.database_down():
        desk.offer(tom, "approve", f"{reference}/1/1")

    assert "Nothing was recorded" in tom.view.words
    assert desk.id_of(tom) not in desk.case(reference).notes[0].approved_by


def test_while_the_database_is_down_a_question_without_fields_stays_under_its_answer(desk: Desk) -> None:
    omar = desk.person("Omar")
    reference = desk.with_the_managers(desk.person("Priya"))
    desk.offer(omar, "move_up", reference)

    with desk.database_down():
        sent = desk.submitted(omar)

    assert sent.outcome == "pushed"
    assert "Nothing was recorded" in omar.view.words


def test_a_window_that_cannot_open_is_answered_by_direct_message(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.stage.practice.fault("views.open", "error", error="internal_error")

    desk.offer(tom, "read", reference)

    tom.waits_for(reads_in_dm("could not be opened"))


def test_an_act_whose_answer_cannot_be_shown_is_recorded_and_says_so_by_direct_message(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")
    desk.stage.practice.fault("views.open", "drop_before")

    desk.offer(tom, "approve", f"{reference}/1/1")

    tom.waits_for(reads_in_dm("What you just pressed was recorded"))
    assert desk.id_of(tom) in desk.case(reference).notes[0].approved_by


def test_a_command_whose_form_cannot_open_says_so_at_once(desk: Desk) -> None:
    priya = desk.person("Priya")
    desk.stage.practice.fault("views.open", "error", error="expired_trigger_id")

    shown = priya.types()

    assert "could not be opened" in f"{shown}{priya.sees().words}"


def test_a_window_that_changed_meanwhile_is_shown_anew_all_the_same(desk: Desk) -> None:
    priya = desk.person("Priya")
    priya.types()
    desk.stage.practice.fault("views.update", "error", error="hash_conflict")

    priya.chooses("danger", "now")

    assert "Ring 999 now" in priya.view.words


def test_what_fails_leaves_a_line_without_content_and_a_plain_word(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    state = {"said": typed(PLANTED), "held_at": {"selected_date_time": PLANTED}}
    caplog.set_level(logging.INFO)

    answer = desk.forged(priya, "note_form", f"{reference}/{FORM}", state)

    assert "Something went wrong" in answer["errors"]["said"]
    assert "a listener failed" in caplog.text
    assert PLANTED not in caplog.text


def shown_reference(words: str, log: str) -> str:
    """The reference that somebody is shown, which must stand in the log."""
    found = re.search(r"ask for ([0-9a-f]{8})", words)
    assert found, words
    assert f"a listener failed: {found.group(1)}," in log
    return found.group(1)


def spoil(desk: Desk) -> None:
    """Have the program stumble over what it has stored."""
    with desk.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO rules (id, content) VALUES ('spoilt', 'spoilt')")
        connection.exec_driver_sql("UPDATE area SET rules_id = 'spoilt'")
        connection.exec_driver_sql("UPDATE disagreement SET rules_id = 'spoilt'")


def test_a_press_that_fails_opens_a_window_with_the_reference_in_the_log(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    priya = desk.person("Priya")
    desk.raised(priya)
    priya.closes()
    spoil(desk)

    priya.presses("read")

    assert "Something went wrong on our side" in priya.view.words
    shown_reference(priya.view.words, caplog.text)


def test_a_command_that_fails_is_answered_with_the_reference_in_the_log(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    spoil(desk)
    priya = desk.person("Priya")

    shown = priya.types()

    shown_reference(f"{shown}{priya.sees().words}", caplog.text)


def test_a_shortcut_that_fails_opens_a_window(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    priya = desk.person("Priya")
    spoil(desk)

    desk.stage.practice.shortcut(priya.id, "raise_disagreement")

    shown_reference(priya.view.words, caplog.text)


def test_a_form_without_fields_that_fails_has_a_window_put_on_top(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    priya = desk.person("Priya")
    desk.raised(priya)
    priya.closes()
    priya.presses("move_up")
    spoil(desk)

    priya.sends()

    shown_reference(priya.view.words, caplog.text)


def test_each_fault_that_is_shown_is_counted(desk: Desk) -> None:
    spoil(desk)
    registry = desk.process.engine.worker.tally.registry
    before = registry.get_sample_value("disagree_faults_shown_total")

    desk.person("Priya").types()

    assert registry.get_sample_value("disagree_faults_shown_total") == (before or 0) + 1


def test_where_no_window_can_open_slack_itself_says_that_a_press_failed(desk: Desk) -> None:
    priya = desk.person("Priya")
    desk.raised(priya)
    priya.closes()
    spoil(desk)
    desk.stage.practice.fault("views.open", "error", error="internal_error")
    channel, message = priya.message_with("read")

    assert desk.stage.practice.press(priya.id, channel.id, message.ts, "read").failure


def test_nothing_that_people_type_is_logged(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    priya = desk.person("Priya")
    caplog.set_level(logging.DEBUG, logger="slack_bolt")
    reference = desk.raised(priya)

    desk.noted(priya, reference, "Tom Ellery", said=PLANTED)
    desk.noted(priya, reference, "Tom Ellery", said=PLANTED, child="Lives at AB1 2CD.")

    assert PLANTED not in "".join(
        record.getMessage() for record in caplog.records if record.levelno > logging.DEBUG
    )
