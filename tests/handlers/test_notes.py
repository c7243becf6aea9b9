"""Discussion notes at the desk: record, answer, correct, copy."""

import pytest

from procedure import acts
from tests.handlers.desk import NOTE, Desk, chosen, moment, several, typed

FORM = "0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def standing(refusing_desk: Desk) -> str:
    """A disagreement in which nothing more is ever recorded."""
    return refusing_desk.raised(refusing_desk.person("Priya"))


def test_a_note_is_saved_and_everyone_named_in_it_is_asked(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)

    sent = desk.noted(priya, reference, "Tom Ellery")
    desk.stage.settle()

    assert sent.outcome == "closed"
    note = desk.case(reference).notes[0]
    assert note.approved_by == (desk.id_of(priya),)
    assert "approve" in tom.room().messages[-1].buttons or tom.message_with("approve")


def test_approving_is_answered_in_a_window_and_asking_twice_says_so(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")

    desk.offer(tom, "approve", f"{reference}/1/1")
    assert "this note is right" in tom.view.words
    desk.offer(tom, "approve", f"{reference}/1/1")
    assert "said already" in tom.view.words

    assert desk.case(reference).notes[0].approved_by == (desk.id_of(priya), desk.id_of(tom))


def test_nobody_approves_for_somebody_else(desk: Desk) -> None:
    priya, omar = desk.person("Priya"), desk.person("Omar")
    reference = desk.with_the_managers(priya)
    desk.noted(priya, reference, "Tom Ellery")

    desk.offer(omar, "approve", f"{reference}/1/1")

    assert "not named in this note" in omar.view.words
    assert desk.case(reference).notes[0].approved_by == (desk.id_of(priya),)


def test_words_that_stand_against_a_note_are_kept_beside_it(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")

    desk.offer(tom, "dispute_note", f"{reference}/1/1")
    sent = desk.submitted(tom, {"words": "I said two visits, not three."})

    assert sent.outcome == "closed"
    assert [dispute.person for dispute in desk.case(reference).notes[0].disputes] == [desk.id_of(tom)]


def test_the_author_corrects_a_note_that_opens_with_what_it_says(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")

    desk.offer(priya, "correct_note", f"{reference}/1/1")
    assert priya.view.value("said") == NOTE["said"]
    assert priya.view.value("channel") == "call"
    sent = desk.submitted(priya, {"said": "Health: two visits were missed."})

    assert sent.outcome == "closed"
    assert desk.case(reference).notes[0].version == 2


def test_a_stale_button_on_an_old_version_says_that_there_is_a_newer_one(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")
    desk.offer(priya, "correct_note", f"{reference}/1/1")
    desk.submitted(priya)

    desk.offer(tom, "approve", f"{reference}/1/1")

    assert "version 2" in tom.view.words
    assert "read" in tom.view.buttons


def test_a_correction_of_a_version_that_has_changed_meanwhile_stays_open_with_its_text(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")
    tom = f"person:{desk.id_of(desk.person('Tom'))}"
    desk.forged(priya, "correct_form", f"{reference}/1/1/{FORM}", _note(several(tom)))

    answer = desk.forged(priya, "correct_form", f"{reference}/1/1/{FORM[::-1]}", _note(several(tom)))

    assert "version 2" in answer["errors"]["held_at"]


def test_the_copy_for_the_file_says_when_and_who(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    desk.noted(priya, reference, "Tom Ellery")

    desk.offer(priya, "copy_note", f"{reference}/1/1")

    assert "Priya Nair" in priya.view.words
    assert "2026" in priya.view.words


def test_a_settled_note_goes_on_to_the_outcome(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)

    sent = desk.noted(priya, reference, "Tom Ellery", leaves="settled")

    assert sent.outcome == "updated"
    assert priya.view.callback_id == "outcome_form"


def test_a_note_that_settles_nothing_offers_to_move_up(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)

    desk.noted(priya, reference, "Tom Ellery", leaves="not_settled")

    assert priya.view.callback_id == "move_up_form"


def test_a_note_by_somebody_who_may_not_move_it_up_just_closes(desk: Desk) -> None:
    priya, tom = desk.person("Priya"), desk.person("Tom")
    reference = desk.with_the_managers(priya)
    desk.noted(priya, reference, "Tom Ellery")

    sent = desk.noted(tom, reference, "Priya Nair", leaves="not_settled")

    assert sent.outcome == "closed"


def test_somebody_named_in_a_note_gets_a_part(desk: Desk) -> None:
    priya, lucy = desk.person("Priya"), desk.person("Lucy")
    reference = desk.raised(priya)

    desk.noted(priya, reference, "Lucy Armitage", channel="advice")

    assert desk.case(reference).agency_of(desk.id_of(lucy)) is not None


def test_the_same_note_sent_twice_is_recorded_once(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    tom = several(f"person:{desk.id_of(desk.person('Tom'))}")

    for _ in range(2):
        assert desk.forged(priya, "note_form", f"{reference}/{FORM}", _note(tom)) == {}

    assert len(desk.case(reference).notes) == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"held_at": moment(1796749200)}, "held_at", id="in the future"),
        pytest.param(
            {"held_at": {"type": "datetimepicker", "selected_date_time": None}}, "held_at", id="never"
        ),
        pytest.param({"took_part": several()}, "took_part", id="with nobody"),
        pytest.param({"took_part": several("team:1")}, "took_part", id="with a team"),
        pytest.param({"took_part": several("person:999999")}, "took_part", id="with an unknown person"),
        pytest.param({"said": typed("")}, "said", id="empty"),
        pytest.param({"said": typed("x" * 1501)}, "said", id="too long"),
        pytest.param({"child": typed("\U0001f9d2" * 3000)}, "child", id="3,000 emoji"),
        pytest.param({"channel": chosen("smoke")}, "channel", id="a way that was not offered"),
        pytest.param({"leaves": chosen("")}, "leaves", id="leaving it nowhere"),
    ],
)
def test_a_bad_note_is_refused_beside_its_field_and_recorded_nowhere(
    refusing_desk: Desk, standing: str, changed: dict[str, object], field: str
) -> None:
    tom = several(f"person:{refusing_desk.id_of(refusing_desk.person('Tom'))}")
    priya = refusing_desk.person("Priya")

    answer = refusing_desk.forged(priya, "note_form", f"{standing}/{FORM}", {**_note(tom), **changed})

    assert list(answer["errors"]) == [field]
    assert not any(isinstance(act, acts.NoteSaved) for act in refusing_desk.acts(standing))


def test_a_note_that_seems_to_identify_a_child_is_warned_of_and_then_taken(desk: Desk) -> None:
    priya = desk.person("Priya")
    reference = desk.raised(priya)
    desk.offer(priya, "note", reference)

    values = {"took_part": [priya.finds("took_part", "Tom Ellery")], **NOTE, "child": "Lives at AB1 2CD."}
    warned = desk.submitted(priya, values)
    assert warned.outcome == "updated"
    assert priya.view.value("child") == "Lives at AB1 2CD."
    sent = desk.submitted(priya, {"identifiers_checked": ["checked"]})

    assert sent.outcome == "closed"
    assert len(desk.case(reference).notes) == 1


def _note(took_part: dict[str, object]) -> dict[str, object]:
    return {
        "held_at": moment(1796724000),
        "channel": chosen("call"),
        "took_part": took_part,
        "others": typed(""),
        "said": typed(NOTE["said"]),
        "child": typed(NOTE["child"]),
        "actions": typed(""),
        "leaves": chosen("partly"),
    }
