"""Advice that each side's manager should seek, and the note of what managers discussed."""

from dataclasses import replace

import pytest

from procedure import acts, advice, owed
from procedure.acts import Channel
from procedure.owed import What
from procedure.roster import Post
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    DEV,
    FIRST_LINE,
    FRIDAY,
    GRACE,
    HANA,
    HEALTH,
    OMAR,
    PEOPLE,
    PRIYA,
    SENIOR,
    SOCIAL_CARE,
    TOM,
    TOP,
    WORDS,
    Told,
    managers_called,
    note,
    raised,
    refuses,
    with_posts,
)

EVERYONE = frozenset(person.id for person in PEOPLE)
AN_HOUR_LATER = "Friday 2026-12-04 18:00"


def owing(told: Told, what: What) -> list[int]:
    return [item.person for item in owed.waiting(told.case, EVERYONE) if item.what is what]


def sought(told: Told, by: int, adviser: int | None = DEV, words: acts.TextRef | None = None) -> Told:
    act = advice.sought(told.case, by, adviser, words, told.now, WORDS, told.now)
    return told.then(act, by=by)


# --- who is asked --------------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.6")
def test_each_manager_called_first_is_asked_to_seek_advice_and_those_above_are_not(
    london_rules: Rules,
) -> None:
    told = managers_called(london_rules)

    assert owing(told, What.ADVICE) == [GRACE, OMAR]
    assert owing(told.up_to(SENIOR), What.ADVICE) == []
    assert owing(raised(london_rules, when=FRIDAY), What.ADVICE) == []


@pytest.mark.clause("Beds 6.10")
def test_in_bedfordshire_the_managers_of_every_tier_are_asked(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(FIRST_LINE)

    assert owing(sought(told, GRACE), What.ADVICE) == [OMAR]
    assert len(owing(told.up_to(SENIOR), What.ADVICE)) == 2


@pytest.mark.clause("London 11.1.6")
def test_a_manager_who_is_that_professional_is_not_asked(london_rules: Rules) -> None:
    designated = with_posts(Post(30, HEALTH, "named nurse", holders=(GRACE,), is_designated_lead=True))

    assert owing(managers_called(london_rules, designated), What.ADVICE) == [OMAR]


def test_what_was_advised_or_why_nobody_was_asked_answers_it(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    told = sought(told, GRACE)
    told = told.then(advice.not_sought(told.case, OMAR, WORDS), by=OMAR)

    assert owing(told, What.ADVICE) == []
    assert [(said.agency_id, said.tier, said.by) for said in told.case.advice] == [
        (HEALTH, 1, GRACE),
        (SOCIAL_CARE, 1, OMAR),
    ]


def test_a_note_of_such_a_talk_since_the_call_answers_it_too(london_rules: Rules) -> None:
    told = managers_called(london_rules).then(acts.Joined(DEV, HEALTH), by=GRACE)
    before = note(PRIYA, DEV, held=FRIDAY, channel=Channel.ADVICE)
    after = replace(note(GRACE, DEV, held=AN_HOUR_LATER, channel=Channel.ADVICE), note=2)

    assert owing(raised(london_rules, when=FRIDAY).then(before, by=PRIYA).up_to(FIRST_LINE), What.ADVICE) == [
        GRACE,
        OMAR,
    ]
    assert owing(told.then(after, by=GRACE, when=AN_HOUR_LATER), What.ADVICE) == [OMAR]
    talk = replace(after, channel=Channel.CALL)
    assert owing(told.then(talk, by=GRACE, when=AN_HOUR_LATER), What.ADVICE) == [GRACE, OMAR]


def test_it_holds_nothing_up_and_is_asked_no_more_once_it_has_moved_up(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    due_at = told.case.due_at

    told = sought(told, GRACE)
    assert told.case.due_at == due_at
    assert told.run_out().case.tier.id == SENIOR


# --- who may say it, and what it must hold -------------------------------------------------------


def test_anyone_of_a_party_may_record_it_at_any_tier(london_rules: Rules) -> None:
    told = sought(raised(london_rules, when=FRIDAY), TOM)

    (said,) = told.case.advice
    assert (said.agency_id, said.tier) == (SOCIAL_CARE, 0)
    assert DEV not in told.case.parts


def test_the_partnership_and_whoever_has_no_part_have_no_side_that_could_seek_it(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(TOP)

    with refuses("not_an_agency_of_the_case"):
        sought(told, CHRIS)
    with refuses("no_part"):
        sought(told, DEV, adviser=HANA)


def test_a_closed_disagreement_takes_none(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.Closed(), by=PRIYA)

    with refuses("is_closed"):
        sought(told, PRIYA)


def test_it_names_somebody_else_who_was_asked_before_now(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    assert sought(told, GRACE, adviser=None, words=WORDS).case.advice
    with refuses("no_adviser"):
        sought(told, GRACE, adviser=None)
    with refuses("own_adviser"):
        sought(told, GRACE, adviser=GRACE)
    with refuses("in_future"):
        advice.sought(told.case, GRACE, DEV, None, at("Monday 2026-12-07 09:00"), WORDS, told.now)


# --- what the managers discussed -----------------------------------------------------------------


@pytest.mark.clause("Beds 6.8")
def test_managers_called_are_asked_for_a_note_of_what_they_discussed(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(FIRST_LINE).delivered()
    assert owing(told, What.DISCUSSION) == [GRACE, OMAR]

    talked = replace(note(GRACE, OMAR, held=AN_HOUR_LATER), held_at=told.now)

    assert owing(told.then(talked, by=GRACE), What.DISCUSSION) == []


@pytest.mark.parametrize(
    "told_of",
    [
        pytest.param(note(GRACE, OMAR, held=FRIDAY), id="before the call"),
        pytest.param(note(PRIYA, TOM, held=AN_HOUR_LATER), id="of the practitioners"),
        pytest.param(note(GRACE, PRIYA, held=AN_HOUR_LATER), id="inside one agency"),
        pytest.param(note(GRACE, OMAR, held=AN_HOUR_LATER, channel=Channel.ADVICE), id="advice"),
    ],
)
def test_another_talk_is_not_what_they_are_asked_for(london_rules: Rules, told_of: acts.NoteSaved) -> None:
    told = managers_called(london_rules).then(told_of, by=told_of.took_part[0], when=AN_HOUR_LATER)

    assert owing(told, What.DISCUSSION) == [GRACE, OMAR]


def test_a_manager_who_talked_owes_none_while_another_still_does(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    told = told.then(note(GRACE, TOM, held=AN_HOUR_LATER), by=GRACE, when=AN_HOUR_LATER)

    assert owing(told, What.DISCUSSION) == [OMAR]


def test_neither_practitioners_nor_the_partnership_are_asked_for_one(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    assert owing(told, What.DISCUSSION) == []
    assert owing(told.up_to(TOP), What.DISCUSSION) == []
    settled = managers_called(london_rules)
    outcome = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (), acts.Answer.AGREE)
    settled = settled.then(outcome, by=GRACE).then(
        acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), by=OMAR
    )
    assert owing(settled, What.DISCUSSION) == owing(settled, What.ADVICE) == []
