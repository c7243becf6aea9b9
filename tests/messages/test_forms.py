"""The forms behind the buttons: what they ask, what they offer, what they carry."""

from typing import Any

import pytest

from messages import ids, notes, resolution, tiers
from messages.facts import Risk
from procedure import acts
from procedure.ladder import Promise
from tests.messages.samples import CHOICES, NOW, PROMISES, REFERENCE, STAYS, Samples, fields_of, words_of

SAMPLES = Samples()
View = dict[str, Any]


def offered(view: View, name: str) -> list[str]:
    element = fields_of(view)[name]["element"]
    return [option["value"] for option in element["options"]]


@pytest.mark.parametrize(
    ("view", "metadata", "callback_id"),
    [
        (notes.note(REFERENCE, "f1", NOW), f"{REFERENCE}/f1", ids.NOTE_FORM),
        (notes.correct(SAMPLES.note(), "f1"), f"{REFERENCE}/2/3/f1", ids.CORRECT_FORM),
        (notes.dispute(SAMPLES.note()), f"{REFERENCE}/2/3", ids.DISPUTE_FORM),
        (tiers.take_up(REFERENCE, PROMISES), REFERENCE, ids.TAKE_UP_FORM),
        (tiers.sooner(f"{REFERENCE}/1", CHOICES), f"{REFERENCE}/1", ids.SOONER_FORM),
        (tiers.move_up(SAMPLES.card()), REFERENCE, ids.MOVE_UP_FORM),
        (resolution.outcome(REFERENCE, "f1"), f"{REFERENCE}/f1", ids.OUTCOME_FORM),
        (resolution.confirm(SAMPLES.outcome(), "D/1"), "D/1", ids.CONFIRM_FORM),
        (resolution.close(REFERENCE), REFERENCE, ids.CLOSE),
    ],
)
def test_a_form_carries_what_it_is_about(view: View, metadata: str, callback_id: str) -> None:
    assert (view["private_metadata"], view["callback_id"]) == (metadata, callback_id)


@pytest.mark.parametrize(
    ("view", "name", "values"),
    [
        (notes.note(REFERENCE, "f1", NOW), ids.CHANNEL, acts.Channel),
        (notes.note(REFERENCE, "f1", NOW), ids.LEAVES, acts.Leaves),
        (tiers.step(REFERENCE, NOW), ids.STEP_KIND, acts.Step),
        (tiers.look_again(REFERENCE), ids.REVIEW, acts.Review),
        (tiers.take_up(REFERENCE, PROMISES), ids.PROMISE, Promise),
        (resolution.outcome(REFERENCE, "f1"), ids.HOW, acts.Settlement),
        (resolution.outcome(REFERENCE, "f1"), ids.ANSWER, acts.Answer),
        (resolution.confirm(SAMPLES.outcome(), "D/1"), ids.ANSWER, acts.Answer),
    ],
)
def test_every_value_that_the_rules_know_is_offered(view: View, name: str, values: Any) -> None:
    assert offered(view, name) == list(values)


@pytest.mark.clause("London 11.1.9")
def test_a_note_asks_when_how_who_what_the_child_and_where_it_leaves_us() -> None:
    fields = fields_of(notes.note(REFERENCE, "f1", NOW))

    assert list(fields) == [
        ids.HELD_AT,
        ids.CHANNEL,
        ids.TOOK_PART,
        ids.OTHERS,
        ids.SAID,
        ids.CHILD,
        ids.ACTIONS,
        ids.SAME_CHILD,
        ids.LEAVES,
    ]
    assert fields[ids.HELD_AT]["element"]["initial_date_time"] == int(NOW.timestamp())


def test_a_correction_begins_with_what_the_note_says() -> None:
    before = SAMPLES.note(said="They rang twice.\u202e", same_child=True)

    fields = fields_of(notes.correct(before, "f1"))

    assert fields[ids.SAID]["element"]["initial_value"] == "They rang twice."
    assert fields[ids.LEAVES]["element"]["initial_option"]["value"] == "not_settled"
    assert fields[ids.SAME_CHILD]["element"]["initial_options"]
    assert [one["value"] for one in fields[ids.TOOK_PART]["element"]["initial_options"]] == [
        "person:1",
        "person:2",
    ]


def test_needed_sooner_offers_no_answer_that_brings_nothing_forward() -> None:
    assert offered(tiers.sooner(REFERENCE, CHOICES), ids.SOON) == [
        "two_hours",
        "tomorrow_evening",
        "next_working_day",
        "another",
    ]


def test_the_procedures_own_time_after_protect_by_is_not_said_as_that_of_the_first_tier() -> None:
    options = fields_of(tiers.risk(REFERENCE, Risk(CHOICES, is_short=True)))[ids.SOON]["element"]["options"]

    assert options[3]["text"]["text"] == "The child is safe until the procedure’s time"


def test_moving_up_asks_once_more_and_needs_nobodys_agreement() -> None:
    view = tiers.move_up(SAMPLES.card())

    assert "You do not need the other side’s agreement" in words_of(view)
    assert (view["submit"]["text"], view["close"]["text"]) == ("Move up", "Not yet")


def test_an_outcome_that_stands_is_shown_above_the_fields_which_keep_their_ids() -> None:
    fresh = resolution.outcome(REFERENCE, "f1")
    standing = resolution.outcome(REFERENCE, "f1", SAMPLES.outcome())

    assert list(fields_of(fresh)) == list(fields_of(standing))
    assert "Grace Osei (Health) proposed an outcome" in words_of(standing)


def test_only_issues_without_an_owner_are_offered_to_be_pursued() -> None:
    assert offered(resolution.own_issue(REFERENCE, SAMPLES.outcome().issues), ids.ISSUE) == ["1"]


@pytest.mark.clause("Beds 6.1")
def test_looking_again_asks_first_what_speaks_against_ones_own_view() -> None:
    shown = words_of(tiers.look_again(REFERENCE))

    assert "What speaks against your own view?" in shown
    assert "What would change your mind?" in shown


@pytest.mark.clause("Beds 1.4")
def test_the_areas_own_questions_are_shown_as_they_stand_and_nothing_where_there_is_none() -> None:
    with_own = words_of(tiers.look_again(REFERENCE, ("Would you say *the same* of your own child?",)))

    assert "Would you say *the same* of your own child?" in with_own
    assert with_own.replace("Would you say *the same* of your own child?\n", "") == words_of(
        tiers.look_again(REFERENCE)
    )


@pytest.mark.clause("Beds 2.4")
def test_at_another_tier_the_answer_to_the_risk_is_that_the_time_stays_or_is_shorter() -> None:
    asked = Risk((STAYS, *CHOICES), is_short=False)

    assert offered(tiers.risk(REFERENCE, asked), ids.SOON)[0] == "stays"
    assert "procedure" not in offered(tiers.risk(REFERENCE, asked), ids.SOON)


@pytest.mark.clause("London 11.3.3")
@pytest.mark.parametrize("name", ["move_up", "sooner", "risk", "step"])
def test_prompts_say_what_to_do_in_danger(name: str) -> None:
    made = {
        "move_up": tiers.move_up(SAMPLES.card()),
        "sooner": tiers.sooner(REFERENCE, CHOICES),
        "risk": tiers.risk(REFERENCE, Risk(CHOICES, is_short=True)),
        "step": tiers.step(REFERENCE, NOW),
    }

    assert "danger ring 999" in words_of(made[name])
