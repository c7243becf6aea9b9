"""What stands in the room."""

from dataclasses import replace

import pytest

from messages import ids, plain, room
from messages.facts import Disputed, Still
from tests.messages.samples import NOW, ROOM_KINDS, Samples, chosen, pressed, words_of

SAMPLES = Samples(typed="The strategy meeting was not called.")
TYPED = SAMPLES.typed


def said(kind: str, **changes: object) -> str:
    return words_of(room.line(SAMPLES.event(kind, **changes)).blocks)


def test_the_card_says_where_it_stands_who_holds_it_until_when_and_what_comes_next() -> None:
    words = words_of(room.card(SAMPLES.card()).blocks)

    assert "Practitioners (done) → *First-line managers (now)* → Senior managers" in words
    assert "Health: Grace Osei (team leader, Health, 01632 960303). Asked 3 times, no answer yet." in words
    assert "Taken up by Omar Nasser, who will have spoken by Friday 27 November, 17:53" in words
    assert "Police: *nobody can be reached at this tier;*" in words
    assert "Due Friday 27 November, 18:53" in words
    assert "the next tier is called that minute: senior managers" in words
    assert words.count(TYPED) == 4 + 2  # in dispute, asked for, reference, safe meanwhile; still to be done
    assert "Same child: not yet checked" in words
    assert "not in the record until it is put into a note" in words


@pytest.mark.clause("London 11.3.3")
def test_the_card_says_that_protecting_the_child_never_waits() -> None:
    assert "Protecting the child never waits for this" in words_of(room.card(SAMPLES.card()).blocks)


def test_the_cards_buttons_are_those_that_make_sense() -> None:
    running = pressed(room.card(SAMPLES.card()).blocks)
    top = pressed(room.card(SAMPLES.card(next_tier="", risk_asked=False)).blocks)
    agreed = pressed(room.card(SAMPLES.card(state="agreed", lacking=(Still("owner", number=1),))).blocks)

    assert {ids.NOTE, ids.OUTCOME, ids.MOVE_UP, ids.SOONER, ids.READ, ids.RISK} <= set(running)
    assert not {ids.MOVE_UP, ids.RISK} & set(top)
    assert {ids.OWN_ISSUE, ids.FILED, ids.COPY_RECORD, ids.CLOSE} <= set(agreed)
    assert not {ids.NOTE, ids.MOVE_UP} & set(agreed)
    assert pressed(room.card(SAMPLES.card(state="closed")).blocks) == [ids.READ, ids.COPY_RECORD]
    assert pressed(room.card(SAMPLES.card(state="taken_back")).blocks) == []


def test_the_card_of_a_settled_disagreement_lists_all_that_is_missing() -> None:
    words = words_of(room.card(SAMPLES.card(state="agreed")).blocks)

    assert "• Police has to answer" in words
    assert "• issue 1 needs somebody who pursues it, and a date" in words
    assert "• Health has to put its copy on the child’s file" in words


@pytest.mark.clause("London 11.1.9")
def test_a_note_shows_when_it_was_held_and_written_who_approved_it_and_who_did_not() -> None:
    words = words_of(room.note(SAMPLES.note()).blocks)

    assert "Held Wednesday 25 November, 16:53" in words
    assert "Written down Friday 27 November, 16:53 by Priya Raman (Health), 2 working days after" in words
    assert "Between Health and Children’s Services." in words
    assert "It is right, says Priya Raman (Health)." in words
    assert "Still to answer: Tom Field (Children’s Services)" in words
    assert "Omar Nasser (Children’s Services) does not hold it to be accurate" in words
    assert "2 earlier answers stand in the copy for the file" in words
    assert "Not settled: it needs the managers" in words


def test_a_dispute_of_an_earlier_version_says_so_beside_the_corrected_one() -> None:
    both = (SAMPLES.priya, SAMPLES.omar)
    note = SAMPLES.note(disputes=(Disputed(SAMPLES.omar, "Two visits.", version=2),), approved_by=both)

    copy = replace(SAMPLES.note_copy(), note=note)

    for words in (words_of(room.note(note).blocks), plain.note_copy(copy)):
        assert "did not hold version 2 to be accurate" in words
        assert "does not hold it to be accurate" not in words
    assert "It is right, say Priya Raman (Health) and" in words_of(room.note(note).blocks)


def test_a_note_can_be_approved_disputed_corrected_and_copied() -> None:
    assert pressed(room.note(SAMPLES.note()).blocks) == [
        ids.APPROVE,
        ids.DISPUTE_NOTE,
        ids.CORRECT_NOTE,
        ids.COPY_NOTE,
        ids.NOTE_MORE,
    ]


@pytest.mark.clause("Beds 2.5")
def test_a_note_inside_one_agency_says_so_and_who_can_read_it() -> None:
    words = words_of(room.note(SAMPLES.note(agencies=("Health",), inside="Health")).blocks)

    assert "*Inside Health;* everyone with a part can read it." in words


def test_what_an_older_version_said_is_taken_out_of_the_room_and_the_newer_one_named() -> None:
    replaced = room.note_replaced(SAMPLES.event("note_saved", number=2, times=3))

    assert "Discussion note 2: version 3 replaces this one" in words_of(replaced.blocks)
    assert pressed(replaced.blocks) == []


def test_nothing_that_the_form_takes_is_cut_in_the_room() -> None:
    full = SAMPLES.note(said="s" * 1500, child="c" * 600, actions="a" * 500, others="o" * 200)

    words = words_of(room.note(full).blocks)

    assert all(text in words for text in (full.said, full.child, full.actions, full.others))


@pytest.mark.clause("Beds 6.11")
def test_an_outcome_shows_each_agencys_answer_and_what_is_still_open() -> None:
    words = words_of(room.outcome(SAMPLES.outcome()).blocks)

    assert "Health agrees (Grace Osei)" in words
    assert "Children’s Services has not answered yet" in words
    assert "Saying nothing is not agreeing" in words
    assert f"2. {TYPED} – Tom Field (Children’s Services) pursues it, by Friday 4 December" in words
    assert pressed(room.outcome(SAMPLES.outcome()).blocks) == [ids.CONFIRM]


def test_an_outcome_that_everybody_has_answered_asks_for_nothing() -> None:
    answers = (("Health", "agree", SAMPLES.grace), ("Police", "accept", SAMPLES.omar))

    made = room.outcome(SAMPLES.outcome(answers=answers))

    assert pressed(made.blocks) == []
    assert "Police accepts it but does not agree" in words_of(made.blocks)


@pytest.mark.parametrize(
    ("kind", "reason"), [(kind, reason) for kind, reasons in ROOM_KINDS.items() for reason in reasons]
)
def test_each_act_has_a_line_that_is_a_sentence(kind: str, reason: str) -> None:
    words = said(kind, **chosen(kind, reason))

    assert words.endswith((".", ".*", "”."))
    assert " ." not in words
    assert ".." not in words


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("time_ran_out", "the time at the tier before ran out (Friday 27 November, 16:53)"),
        ("protect_by_passed", "the time set to keep the child safe passed"),
        ("unresolved", "Priya Raman (Health) declared it unresolved"),
        ("no_holder", "nobody could be reached at the tier before"),
        ("danger", "a child was said to be in danger"),
    ],
)
def test_a_move_up_says_why_who_is_called_who_is_missing_and_until_when(reason: str, why: str) -> None:
    words = said("moved_up", reason=reason, was_due_at=NOW)

    assert why in words
    assert "Called: Omar Nasser (team manager" in words
    assert "Nobody can be reached for Police and Education" in words
    assert "Passed over, because nobody can be reached there: Senior managers" in words
    assert "Due Monday 30 November, 16:53" in words


def test_a_corrected_note_is_told_from_a_new_one() -> None:
    assert "has recorded discussion note 2" in said("note_saved", times=1)
    assert "has corrected discussion note 2: this is version 3" in said("note_saved", times=3)


def test_the_last_answer_stops_the_time_and_an_earlier_one_says_who_is_missing() -> None:
    assert "the time has stopped" in said("outcome_answered", detail="accept", is_settled=True)
    assert "Still to answer: Police" in said("outcome_answered", detail="agree", names=("Police",))
    assert "off the table" in said("outcome_answered", detail="do_not_agree", names=("Police",))


def test_where_nobody_is_left_for_an_agency_the_line_says_so() -> None:
    assert "Nobody can be reached for Health" in said("holder_changed", reason="unreachable", people=())
