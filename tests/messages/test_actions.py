"""What people say that they will do, as they see it."""

import pytest

from messages import actions, ids, resolution
from tests.messages.samples import REFERENCE, Samples, fields_of, pressed, values_in, words_of

SAMPLES = Samples(typed="Ring the nursery.")


def test_what_comes_first_stands_first_and_what_is_done_last() -> None:
    words = words_of(actions.window(SAMPLES.card(), "Health"))

    first, second = words.index("by Monday 30 November"), words.index("by Friday 4 December")
    assert first < second < words.index("Done Friday 27 November, 16:53, says Priya Raman (Health):")


def test_only_ones_own_agencys_has_the_button_that_says_that_it_is_done() -> None:
    card = SAMPLES.card()

    assert values_in(actions.window(card, "Health"), ("value",)) == [f"{REFERENCE}/3", f"{REFERENCE}/0"]
    assert pressed(actions.window(card, "")) == [ids.ADD_ACTION]


def test_more_than_a_view_holds_is_said() -> None:
    words = words_of(actions.window(SAMPLES.card(actions=SAMPLES.actions * 20), "Health"))

    assert "and 20 more, later ones." in words


@pytest.mark.clause("Beds 6.11")
def test_the_outcome_form_begins_with_what_is_still_to_be_done_as_far_as_it_fits() -> None:
    form = resolution.outcome(REFERENCE, "f1", to_do=SAMPLES.actions)
    full = resolution.outcome(REFERENCE, "f1", to_do=SAMPLES.actions * 40)

    assert fields_of(form)[ids.OPEN_ISSUES]["element"]["initial_value"].splitlines() == [
        "Ring the nursery. – Priya Raman (Health), by Monday 30 November",
        "Ring the nursery. – Tom Field (Children’s Services), by Friday 4 December",
    ]
    held = fields_of(full)[ids.OPEN_ISSUES]["element"]["initial_value"]
    assert len(held) <= 600
    assert held.splitlines()[-1].endswith("November")
