"""What a notice says is what stands at the moment it goes out, and nothing where nobody needs it."""

import pytest

from casework import (
    answers,
    delivery,
    membership,
    notes,
    people,
    raising,
    reopening,
    resolution,
    telling,
    tiers,
)
from procedure.acts import Answer, Danger
from procedure.ladder import Promise
from tests.casework.casebook import Casebook


def test_a_call_that_became_anothers_before_it_went_out_is_not_made(casebook: Casebook) -> None:
    reference = casebook.raised()
    tiers.move_up(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    casebook.sends()

    assert [said.to for said in casebook.said if said.kind == telling.CALL] == ["Grace", "Omar"]


def test_a_call_of_what_was_taken_back_before_it_went_out_is_not_made(casebook: Casebook) -> None:
    reference = casebook.raised()
    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    casebook.sends()

    assert casebook.heard("Tom", "told:taken_back")
    assert not [said for said in casebook.heard("Tom") if said.kind == telling.CALL]


def test_a_call_taken_up_before_it_went_out_says_so(casebook: Casebook) -> None:
    reference = casebook.raised()
    tiers.take_up(casebook.database, reference, Promise.TODAY, by=casebook.person("Tom"), now=casebook.now)

    casebook.sends()

    (call,) = [said for said in casebook.heard("Tom") if said.kind == telling.CALL]
    assert "take_up" not in call.buttons


def test_a_note_corrected_before_it_went_out_is_shown_as_corrected(casebook: Casebook) -> None:
    reference = casebook.raised()
    number = casebook.noted(reference, "Tom", "Priya", said="What was said at first.")
    form = casebook.note_form("Priya", said="What was said in truth.")
    tom = casebook.person("Tom")
    notes.correct(casebook.database, reference, number, 1, form, by=tom, now=casebook.now)

    casebook.sends()

    shown = " ".join(said.words for said in casebook.heard("room", "note"))
    assert "What was said in truth." in shown
    assert "What was said at first." not in shown


def test_an_outcome_is_shown_in_the_room_with_each_answer(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.agreed(reference, "Tom", "Priya")

    casebook.sends()

    outcome = casebook.heard("room", "outcome")[-1]
    assert "The plan goes on for three months." in outcome.words


def test_an_outcome_that_fell_before_it_went_out_is_a_line_of_what_was_done(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.proposed(reference, "Tom")
    casebook.answered(reference, "Priya", Answer.DO_NOT_AGREE)
    assert casebook.case(reference).outcome is None

    casebook.sends()

    assert casebook.heard("room", "outcome")
    assert "The plan goes on" not in " ".join(said.words for said in casebook.heard("room", "outcome"))


def test_leads_are_told_who_came_into_a_room_by_hand_whether_known_or_not(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.sends()
    room = casebook.row(reference).room or ""
    zed = people.find(casebook.database, casebook.person("Zed"))
    assert zed.slack_id

    membership.joined_room(casebook.database, room, zed.slack_id, "event 1", now=casebook.now)
    membership.joined_room(casebook.database, room, "U0NOBODY", "event 2", now=casebook.now)
    casebook.sends()

    by_name, without = casebook.heard("Ruth", telling.CAME_IN)
    assert zed.name in by_name.words
    assert zed.name not in without.words
    assert reference in by_name.words
    assert reference in without.words


def test_an_answer_that_no_window_could_show_is_told_without_a_disagreement(casebook: Casebook) -> None:
    answers.tell(casebook.database, casebook.person("Tom"), "danger_unsent", now=casebook.now)

    (said,) = casebook.sends()

    assert (said.to, said.kind) == ("Tom", "told:danger_unsent")
    assert said.words


def test_what_somebody_is_told_of_names_who_did_it(casebook: Casebook) -> None:
    reference = casebook.raised()
    tiers.take_up(casebook.database, reference, Promise.TODAY, by=casebook.person("Tom"), now=casebook.now)

    casebook.sends()

    (said,) = casebook.heard("Priya", "told:taken_up")
    assert "Tom Ellery" in said.words


def test_without_a_room_nothing_that_was_meant_for_it_goes_out(casebook: Casebook) -> None:
    casebook.has_rooms = False
    casebook.raised(danger=Danger.NOW)

    casebook.sends()

    assert casebook.heard("room") == []
    assert casebook.heard("Ruth", "lead:danger")
    assert delivery.outstanding(casebook.database) == 0


def test_a_closed_disagreement_is_told_to_everyone_else(casebook: Casebook) -> None:
    reference = casebook.raised()
    casebook.agreed(reference, "Tom", "Priya", still_open="Nothing.")
    for name in ("Tom", "Priya"):
        resolution.file_copy(casebook.database, reference, by=casebook.person(name), now=casebook.now)
    resolution.close(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    casebook.sends()

    (closed,) = casebook.heard("Tom", "told:closed")
    assert reference in closed.words
    assert casebook.heard("Priya", "told:closed") == []


@pytest.mark.parametrize("refused_before", [(), (Answer.DO_NOT_AGREE,)], ids=["at first", "after a refusal"])
def test_what_was_agreed_and_is_open_again_before_it_went_out_is_not_said(
    casebook: Casebook, refused_before: tuple[Answer, ...]
) -> None:
    reference = casebook.raised()
    casebook.sends()
    for answer in refused_before:
        casebook.proposed(reference, "Priya")
        casebook.answered(reference, "Tom", answer)
        casebook.sends()
    casebook.agreed(reference, "Priya", "Tom")
    reopening.reopen(
        casebook.database,
        reference,
        "It is no better.",
        identifiers_checked=False,
        by=casebook.person("Priya"),
        now=casebook.now,
    )

    said = casebook.sends()

    assert [each.kind for each in said if each.kind.startswith("outcome")] == []
    assert "call" in [each.kind for each in said]
