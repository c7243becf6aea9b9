"""The call: what somebody needs to act, and what becomes of it."""

import pytest

from messages import ids
from messages.calls import call
from messages.facts import CallState, Party
from tests.messages.samples import NOW, REFERENCE, Samples, pressed, words_of

SAMPLES = Samples()


def said(**changes: object) -> str:
    return words_of(call(SAMPLES.call(**changes)).blocks)


def test_a_call_says_until_when_whom_to_ring_for_whom_one_acts_why_and_what_comes_next() -> None:
    words = said()

    assert f"{REFERENCE} is with you until *Monday 30 November, 16:53*" in words
    assert "Please ring Omar Nasser (team manager, Children’s Services, 01632 960304)" in words
    assert "You act for Health" in words
    assert "the time at the tier before ran out Friday 27 November, 16:53" in words
    assert "the next tier is called that minute: senior managers" in words


def test_the_lock_screen_says_the_time_and_in_danger_to_ring() -> None:
    assert call(SAMPLES.call()).text == (
        f"{REFERENCE} is with you until 16:53 on Monday 30 November. Please open Slack."
    )
    assert call(SAMPLES.call(is_urgent=True)).text == (
        f"{REFERENCE} needs you now. Please open Slack and ring."
    )


def test_somebody_who_answers_can_do_everything_from_the_call() -> None:
    everything = pressed(call(SAMPLES.call()).blocks)

    assert set(everything) == {
        ids.READ,
        ids.TAKE_UP,
        ids.NOTE,
        ids.OUTCOME,
        ids.MOVE_UP,
        ids.RISK,
        ids.ADVICE,
        ids.NOT_MINE,
        ids.PHONED,
        ids.STEP,
        ids.SOONER,
        ids.LOOK_AGAIN,
    }


@pytest.mark.clause("Beds 6.1")
def test_only_the_challenged_side_is_asked_whether_it_has_looked_again() -> None:
    assert ids.LOOK_AGAIN in pressed(call(SAMPLES.call(is_challenged=True)).blocks)
    assert ids.LOOK_AGAIN not in pressed(call(SAMPLES.call(is_challenged=False)).blocks)


def test_at_the_top_nothing_can_move_up_and_it_stays() -> None:
    top = SAMPLES.call(can_move_up=False, next_tier="")

    assert ids.MOVE_UP not in pressed(call(top).blocks)
    assert "There is no tier above you" in words_of(call(top).blocks)


def test_once_taken_up_it_says_when_and_by_when_and_that_the_time_stays() -> None:
    words = said(state=CallState.TAKEN_UP)

    assert "You took this up Friday 27 November, 16:53" in words
    assert "by Friday 27 November, 17:53" in words
    assert "Children’s Services and Police have been told" in words
    assert "The time stays Monday 30 November, 16:53" in words
    assert ids.TAKE_UP not in pressed(call(SAMPLES.call(state=CallState.TAKEN_UP)).blocks)


def test_colleagues_of_the_one_who_took_it_up_are_asked_for_nothing() -> None:
    words = said(state=CallState.TAKEN_UP_BY_OTHER)

    assert "Grace Osei" in words
    assert "You need do nothing" in words
    assert "Please ring" not in words


@pytest.mark.parametrize("state", [CallState.PASSED_ON, CallState.MOVED_ON, CallState.SETTLED])
def test_a_call_that_is_over_asks_for_nothing(state: CallState) -> None:
    done = call(SAMPLES.call(state=state))

    assert "Please ring" not in words_of(done.blocks)
    assert not {ids.TAKE_UP, ids.MOVE_UP, ids.OUTCOME} & set(pressed(done.blocks))


def test_who_has_passed_it_on_can_open_nothing_from_it() -> None:
    assert pressed(call(SAMPLES.call(state=CallState.PASSED_ON)).blocks) == []


def test_a_repeated_call_says_how_often() -> None:
    assert "Health has been asked 4 times, and nobody has answered yet" in said(times=4)


def test_an_empty_post_on_the_other_side_is_said() -> None:
    assert "Nobody can be reached for Police" in said(others=(Party(3, "Police", is_vacant=True),))


@pytest.mark.clause("London 11.3.3")
def test_every_open_call_says_that_protecting_the_child_never_waits() -> None:
    assert "Protecting the child never waits for this: in danger ring 999" in said()


@pytest.mark.clause("Beds 5 (danger)")
def test_a_call_in_danger_says_first_whom_to_ring() -> None:
    first = call(SAMPLES.call(has_danger=True)).blocks[0]

    assert "ring 999" in words_of(first)
    assert "01632 960201" in words_of(first)


def test_the_partnership_is_asked_to_bring_both_sides_together() -> None:
    words = said(is_partnership=True, others=SAMPLES.parties)

    assert "bring both sides together" in words
    assert "Grace Osei" in words
    assert "Omar Nasser" in words


def test_a_call_without_a_time_names_none() -> None:
    assert call(SAMPLES.call(due_at=None)).text == f"{REFERENCE} is with you. Please open Slack."


def test_after_protect_by_has_passed_the_call_asks_how_soon() -> None:
    assert "How soon must it be settled now" in said(risk_asked=True)
    assert ids.RISK not in pressed(call(SAMPLES.call(risk_asked=False, was_due_at=NOW)).blocks)


def test_the_partnership_brings_both_sides_together_and_signs_no_outcome_for_them() -> None:
    buttons = pressed(call(SAMPLES.call(is_partnership=True)).blocks)

    assert ids.OUTCOME not in buttons
    assert ids.NOTE in buttons
