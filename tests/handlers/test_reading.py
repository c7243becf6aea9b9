"""Values as Slack sends them, read without a process."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.raising import Named
from handlers import reading
from handlers.reading import Press, Sent
from procedure.acts import Channel
from procedure.refusal import Refused

NOW = datetime(2026, 12, 8, 14, 0, tzinfo=UTC)


def test_a_button_carries_a_reference_a_note_or_an_outcome() -> None:
    assert _press("D-2026-0042").reference == "D-2026-0042"
    assert _press("D-2026-0042/3/2").note == reading.NoteRef("D-2026-0042", 3, 2)
    assert _press("D-2026-0042/1796724000").outcome == reading.OutcomeRef("D-2026-0042", 1796724000)


@given(st.text(max_size=40))
def test_whatever_a_button_carries_it_is_ours_or_refused(value: str) -> None:
    for read in (_reference, _note, _outcome, _number):
        assert _reason(read, value) in ("", "unknown_button")


@given(st.text(max_size=20).filter(lambda value: not value.startswith(("person:", "team:", "agency:"))))
def test_nobody_is_chosen_by_a_value_that_is_not_ours(value: str) -> None:
    with pytest.raises(Refused) as caught:
        _sent(person={"selected_options": [{"value": value}]}).named("person")

    assert (caught.value.reason, caught.value.field) == ("unknown_person", "person")


def test_fields_are_read_by_their_kind() -> None:
    form = _sent(
        said={"value": "Twice."},
        channel={"selected_option": {"value": "call"}},
        held_at={"selected_date_time": 1796724000},
        by={"selected_date": "2026-12-18"},
        same_child={"selected_options": [{"value": "checked"}]},
        against={"selected_options": [{"value": "person:7"}, {"value": "team:2"}]},
    )

    assert form.text("said") == "Twice."
    assert form.one_of("channel", Channel) is Channel.CALL
    assert form.moment("held_at") == datetime(2026, 12, 8, 10, 0, tzinfo=UTC)
    assert form.day("by") == date(2026, 12, 18)
    assert form.is_ticked("same_child")
    assert form.named("against") == (Named("person", 7), Named("team", 2))


def test_a_field_that_a_form_does_not_have_is_empty() -> None:
    form = _sent()

    assert form.text("said") == ""
    assert form.chosen("channel") == ""
    assert not form.is_ticked("same_child")
    assert form.named("against") == ()


@pytest.mark.parametrize("read", ["one_named", "one_of", "moment", "day", "numbered"])
def test_what_must_be_given_is_asked_for_beside_its_field(read: str) -> None:
    more = {"one_named": ("person",), "one_of": (Channel,)}.get(read, ())

    with pytest.raises(Refused) as caught:
        getattr(_sent(), read)("the_field", *more)

    assert caught.value.field == "the_field"


def test_a_team_is_not_taken_for_a_person() -> None:
    with pytest.raises(Refused):
        _sent(took_part={"selected_options": [{"value": "team:2"}]}).people("took_part")


def test_a_window_is_shown_again_without_what_slack_alone_may_say() -> None:
    view = {
        "id": "V1",
        "hash": "1",
        "state": {},
        "type": "modal",
        "title": {},
        "blocks": [{}],
        "callback_id": "a",
    }

    assert reading.shown_again(view) == {"type": "modal", "blocks": [{}], "callback_id": "a"}


def _press(value: str) -> Press:
    return Press(1, NOW, value)


def _sent(**held: object) -> Sent:
    values = {name: {name: one} for name, one in held.items()}
    return reading.sent({"state": {"values": values}, "blocks": []}, 1, NOW)


def _reason(read: Callable[[str], object], value: str) -> str:
    try:
        read(value)
    except Refused as refused:
        return refused.reason
    return ""


def _reference(value: str) -> object:
    return _press(value).reference


def _note(value: str) -> object:
    return _press(value).note


def _outcome(value: str) -> object:
    return _press(value).outcome


def _number(value: str) -> object:
    return _press(value).number(0)
