"""The figures as sentences: timeliness first, numbers last, and little where each could be recognised."""

from typing import Any

import pytest

from messages import figures, ids
from messages.facts import FiguresPart, Report
from messages.words import say_plain
from procedure.acts import RaiserAnswer, Settlement
from procedure.figures import FEW, LENGTHS, TierFigures
from procedure.measures import Left
from procedure.periods import Period
from tests.messages.samples import NO_FIGURES, Samples, pressed, words_of

SAMPLES = Samples()


def report(**changes: Any) -> Report:
    return SAMPLES.report(parts=(FiguresPart(SAMPLES.figures(**changes)),))


@pytest.mark.clause("Beds 6.4")
def test_timeliness_and_outcomes_are_said_before_how_it_went_and_numbers_last() -> None:
    text = figures.text(report())

    said = [
        text.index(words) for words in ("Was it timely?", "What came of it?", "tier by tier?", "How many")
    ]
    assert said == sorted(said)
    assert "7 disagreements were settled: 6 in the time of the tier where it was settled, 4 before" in text
    assert "The child needed it sooner in 3: in time in 2, too late in 1." in text
    assert "1 is not settled though the time of the last tier has run out." in text
    assert "9 raised, 1 opened again, 7 settled, 1 withdrawn; 2 open now. Many are no bad sign" in text


def test_one_is_said_as_one_and_none_as_none() -> None:
    one = report(
        settled=1,
        in_time=0,
        nothing_ran_out=0,
        took=(0, 0, 0, 0, 1),
        child_in_time=0,
        how={Settlement.STANDS: 1},
        agreed_by_all=1,
        confirmed_in_time=1,
        raisers_told=0,
        raisers={},
        noted=1,
        notes=1,
        approved_notes=0,
        filed=0,
        overdue=2,
    )

    words = words_of(figures.window(one)["blocks"])

    assert (
        "1 disagreement was settled: none in the time of the tier where it was settled, none before" in words
    )
    assert "From raising to settling: more than 20 working days in 1." in words
    assert "The child needed it sooner in 1: in time in none, too late in 1." in words
    assert "2 are not settled though" in words
    assert "How it was settled: the decision stands and the reasons are understood in 1." in words
    assert "Every agency agrees in 1 of 1. 1 of 1 was confirmed in writing" in words
    assert "knows how it was settled in none of 1." in words
    assert "noted in 1 of 1, and none of 1 note is approved" in words
    assert "copy is on the child’s file in none of 1." in words


def test_where_none_was_settled_nothing_is_said_of_outcomes() -> None:
    open_only = report(settled=0, child_in_time=0, child_too_late=0, overdue=0, tiers=())

    words = words_of(figures.window(open_only)["blocks"])

    assert "No disagreement was settled." in words
    for absent in ("What came of it?", "From raising", "sooner", "last tier", "tier by tier"):
        assert absent not in words


def test_a_period_in_which_nothing_happened_says_so() -> None:
    words = words_of(figures.window(SAMPLES.report(parts=(FiguresPart(NO_FIGURES),)))["blocks"])

    assert "There was nothing of this in the period." in words
    assert "Was it timely?" not in words


def test_each_tier_says_how_its_time_ended_and_what_came_late() -> None:
    tiers = (
        TierFigures("Practitioners", {Left.SETTLED: 4, Left.TIME_RAN_OUT: 2}, 1),
        TierFigures("First-line managers", {Left.MOVED_UP: 3}, 2),
    )

    text = figures.text(report(tiers=tiers))

    assert (
        "Practitioners: settled there 4, moved up because the time ran out 2; 1 of these after its time."
        in text
    )
    assert "First-line managers: moved up by somebody 3; 2 of these after their time." in text


@pytest.mark.clause("London 11.2.2")
def test_what_is_reported_apart_has_its_own_part_and_the_first_says_that_it_is_not_in_it() -> None:
    words = words_of(figures.window(SAMPLES.report())["blocks"])

    assert "*All but those reported apart below*" in words
    assert "*Implementation of a plan*, reported apart (London 11.2.2)" in words
    assert "reported apart below" not in words_of(figures.window(report())["blocks"])


def test_what_is_taken_away_says_little_of_few_and_the_window_says_it_all() -> None:
    few = report(settled=FEW - 1, in_time=2)

    text, words = figures.text(few), words_of(figures.window(few)["blocks"])

    assert "4 disagreements were settled: 2 in the time of the tier where it was settled." in text
    assert "Fewer than 5 were settled" in text
    for kept_back in ("What came of it?", "tier by tier?", "sooner", "From raising"):
        assert kept_back not in text
        assert kept_back in words
    assert "No disagreement was settled." in figures.text(report(settled=0))


def test_a_period_that_runs_still_is_said_not_to_be_finished() -> None:
    unfinished, over = SAMPLES.report(), SAMPLES.report(is_unfinished=False)

    assert "*Not finished:* this period runs until Thursday 31 December 2026." in words_of(
        figures.window(unfinished)["blocks"]
    )
    assert "Not finished: the period runs until Thursday 31 December 2026." in figures.text(unfinished)
    assert "Not finished" not in words_of(figures.window(over)["blocks"]) + figures.text(over)
    assert "2 open when it ended" in figures.text(over)


def test_another_period_can_be_chosen_and_the_one_shown_is_chosen_already() -> None:
    blocks = figures.window(SAMPLES.report())["blocks"]
    (chooser,) = [block["accessory"] for block in blocks if "accessory" in block]

    assert chooser["initial_option"]["text"]["text"] == "October to December 2026"
    assert [group["label"]["text"] for group in chooser["option_groups"]] == ["Quarters", "Years"]
    assert chooser["option_groups"][1]["options"][0]["text"]["text"] == "the year 2026"
    assert ids.COPY_FIGURES in pressed(blocks)


def test_a_text_of_an_example_says_that_it_is_one() -> None:
    assert figures.text(SAMPLES.report()).startswith("AN INVENTED EXAMPLE: NO REAL FIGURES")
    assert "INVENTED" not in figures.text(SAMPLES.report(is_example=False))


def test_the_foot_says_what_is_not_counted() -> None:
    foot = "What stays inside one agency is not counted here"

    assert foot in figures.text(SAMPLES.report())
    assert foot in words_of(figures.window(SAMPLES.report())["blocks"])


def test_a_year_says_nothing_of_quarters() -> None:
    assert "Quarters are those of the calendar year." in figures.text(SAMPLES.report())
    assert "Quarters are" not in figures.text(SAMPLES.report(period=Period(2026)))


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("settled_how", Settlement),
        ("raisers_said", RaiserAnswer),
        ("left", Left),
        ("took", (*LENGTHS, 0)),
    ],
)
def test_every_value_of_a_closed_set_has_its_words(table: str, values: Any) -> None:
    for value in values:
        assert say_plain("forms", "value", table=table, value=value)
