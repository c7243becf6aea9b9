"""Whom somebody can ring for an answer to an outcome, where nobody of that agency has an account."""

from dataclasses import replace

import pytest

from procedure import acts, closing
from procedure.acts import Answer, JoinedAs, Settlement
from procedure.case import State
from procedure.closing import Proposal
from procedure.rules import Rules
from procedure.rung import Rung, answered_for, rung_by, to_be_rung
from tests.procedure.partnership import (
    GRACE,
    HEALTH,
    OMAR,
    PRIYA,
    RUTH,
    SOCIAL_CARE,
    TOM,
    WORDS,
    ZED,
    Told,
    away,
    managers_called,
    refuses,
)
from tests.procedure.test_mailing import no_account


def proposed_by_grace(rules: Rules) -> Told:
    told = managers_called(rules, no_account(OMAR))
    offer = Proposal(Settlement.NEW_PLAN, WORDS, WORDS, (), Answer.AGREE)
    return told.then(closing.propose(told.case, GRACE, offer), by=GRACE)


@pytest.fixture
def told(london_rules: Rules) -> Told:
    """Grace has proposed an outcome; Omar, who has no account, has not answered."""
    return proposed_by_grace(london_rules)


@pytest.mark.parametrize("by", [pytest.param(GRACE, id="opposite number"), pytest.param(TOM, id="colleague")])
def test_anyone_with_a_part_can_ring_them_and_record_what_they_say(told: Told, by: int) -> None:
    rung = rung_by(told.case, by, told.roster)
    outcome = told.case.outcome
    assert outcome is not None

    answer = closing.answer(told.case, by, Answer.ACCEPT, outcome.proposed_at, rung=rung)
    told = told.then(answer, by=by)

    assert rung == Rung(SOCIAL_CARE, OMAR)
    assert answer == acts.OutcomeAnswered(SOCIAL_CARE, Answer.ACCEPT, None, said_by=OMAR)
    assert told.case.outcome is not None
    assert told.case.outcome.answered_by[SOCIAL_CARE] == OMAR
    assert told.case.has_taken_part(OMAR)


def test_nobody_is_rung_before_an_outcome_is_proposed_or_once_all_have_answered(
    told: Told, london_rules: Rules
) -> None:
    before = managers_called(london_rules, no_account(OMAR))
    after = told.then(acts.OutcomeAnswered(SOCIAL_CARE, Answer.AGREE, None, said_by=OMAR), by=GRACE)

    assert rung_by(before.case, GRACE, before.roster) is None
    assert rung_by(after.case, GRACE, after.roster) is None


def test_nobody_is_rung_who_can_answer_here_or_whom_no_call_can_reach(london_rules: Rules) -> None:
    told = proposed_by_grace(london_rules)

    with_account = replace(told.roster.people[OMAR], is_reachable=True)
    here = replace(told.roster, people={**told.roster.people, OMAR: with_account})
    unlisted = {person: one for person, one in told.roster.people.items() if person != OMAR}

    assert rung_by(told.case, GRACE, here) is None
    assert rung_by(told.case, GRACE, away(OMAR)) is None
    assert rung_by(told.case, GRACE, replace(told.roster, people=unlisted)) is None


def test_whoever_has_an_answer_of_their_own_to_give_gives_that_first(told: Told) -> None:
    outcome = told.case.outcome
    assert outcome is not None
    unanswered = replace(told.case, outcome=replace(outcome, answers={}))

    assert rung_by(unanswered, GRACE, told.roster) is None
    assert rung_by(unanswered, PRIYA, told.roster) == Rung(SOCIAL_CARE, OMAR)


def test_nobody_without_a_part_and_no_supporter_records_an_answer(told: Told) -> None:
    supported = told.then(acts.Joined(ZED, HEALTH, JoinedAs.SUPPORTER), by=PRIYA)

    assert rung_by(told.case, ZED, told.roster) is None
    assert rung_by(supported.case, ZED, supported.roster) is None


def test_a_safeguarding_lead_rings_them_and_records_it_without_a_part(told: Told) -> None:
    outcome = told.case.outcome
    assert outcome is not None
    rung = answered_for(told.case, RUTH, told.roster)

    answer = closing.answer(told.case, RUTH, Answer.AGREE, outcome.proposed_at, rung=rung)
    told = told.then(answer, by=RUTH)

    assert rung == Rung(SOCIAL_CARE, OMAR)
    assert answer.said_by == OMAR
    assert told.case.state == "agreed"
    assert told.case.agency_of(RUTH) is None


def test_a_lead_answers_for_nobody_who_can_answer_here(london_rules: Rules, told: Told) -> None:
    after = told.then(acts.OutcomeAnswered(SOCIAL_CARE, Answer.AGREE, None, said_by=OMAR), by=GRACE)
    with_account = replace(told.roster.people[OMAR], is_reachable=True)
    here = replace(told.roster, people={**told.roster.people, OMAR: with_account})

    with refuses("nobody_to_ring"):
        answered_for(told.case, RUTH, here)
    with refuses("nobody_to_ring"):
        answered_for(after.case, RUTH, after.roster)
    assert answered_for(told.case, ZED, told.roster) is None
    assert to_be_rung(managers_called(london_rules, no_account(OMAR)).case, told.roster) == ()


def test_what_is_withdrawn_meanwhile_takes_no_answer_by_telephone(told: Told) -> None:
    outcome = told.case.outcome
    assert outcome is not None
    withdrawn = replace(told.case, state=State.WITHDRAWN)

    with refuses("is_withdrawn"):
        closing.answer(withdrawn, RUTH, Answer.AGREE, outcome.proposed_at, rung=Rung(SOCIAL_CARE, OMAR))


def test_they_disagree_only_with_their_reason(told: Told) -> None:
    outcome = told.case.outcome
    assert outcome is not None

    with refuses("say_why"):
        closing.answer(
            told.case, GRACE, Answer.DO_NOT_AGREE, outcome.proposed_at, rung=Rung(SOCIAL_CARE, OMAR)
        )
