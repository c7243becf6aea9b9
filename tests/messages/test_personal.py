"""What one person gets: the daily message, direct messages, the Home."""

import pytest

from messages import daily, home, ids, told
from messages.facts import Home, Waiting, WaitingItem
from procedure.owed import What
from tests.messages.samples import EMERGENCY, NOW, REFERENCE, Samples, pressed, values_in, words_of

SAMPLES = Samples()


def said(kind: str, **changes: object) -> str:
    return words_of(told.told(SAMPLES.event(kind, **changes)).blocks)


def test_the_daily_message_counts_what_waits() -> None:
    one, two = SAMPLES.waiting_items[:1], SAMPLES.waiting_items[:2]

    assert daily.waiting(Waiting(NOW.date(), one)).text == "1 thing waits for you in Disagree."
    assert daily.waiting(Waiting(NOW.date(), two)).text == "2 things wait for you in Disagree."


@pytest.mark.parametrize("what", What)
def test_each_thing_that_waits_has_words_and_a_button_that_opens_it(what: What) -> None:
    shown = daily.item(WaitingItem(REFERENCE, what, 3, 2, NOW))

    assert REFERENCE in words_of(shown)
    assert values_in(shown, ("value",)) == [f"{what}/{REFERENCE}/3/2"]
    assert pressed(shown) == [ids.OPEN_ITEM]


def test_the_other_side_is_told_who_is_on_it_and_by_when() -> None:
    words = said("taken_up")

    assert "Priya Raman (health visitor, Health, 01632 960301) is on it for Health" in words
    assert "by Friday 27 November, 18:53" in words
    assert "The time stays Monday 30 November, 16:53" in words


def test_a_form_closed_unsent_in_danger_says_that_nobody_was_told_and_whom_to_ring() -> None:
    made = told.told(SAMPLES.event("danger_unsent", reference=""))

    assert made.text == "Nothing was sent and nobody was told. Please open Slack."
    assert "Nothing was sent and nobody was told" in words_of(made.blocks)
    assert "ring 999" in words_of(made.blocks)
    assert pressed(made.blocks) == [ids.OPEN_RAISE]


def test_who_is_taken_out_can_open_nothing_from_the_message() -> None:
    assert pressed(told.told(SAMPLES.event("taken_out")).blocks) == []


def test_where_there_is_no_room_each_line_of_it_is_a_direct_message_with_the_way_to_read() -> None:
    made = told.told(SAMPLES.event("note_saved", times=1))

    assert f"*{REFERENCE}*" in words_of(made.blocks)
    assert "has recorded discussion note 2" in words_of(made.blocks)
    assert pressed(made.blocks) == [ids.READ]


def test_the_home_shows_what_waits_and_what_is_open() -> None:
    view = home.home(Home("Priya Raman", "Health", SAMPLES.waiting_items, SAMPLES.cases, emergency=EMERGENCY))

    waiting = len(SAMPLES.waiting_items)
    assert f"What waits for you ({waiting})" in words_of(view)
    assert f"Your open disagreements ({len(SAMPLES.cases)})" in words_of(view)
    assert "In danger ring 999" in words_of(view)
    assert pressed(view).count(ids.OPEN_ITEM) == waiting
    assert pressed(view).count(ids.READ) == len(SAMPLES.cases)


def test_the_home_of_somebody_new_lets_them_raise_a_disagreement() -> None:
    assert pressed(home.home_unknown()) == [ids.OPEN_RAISE]
    assert "Nothing waits for you" in words_of(home.home(Home("Zed", "", (), ())))
