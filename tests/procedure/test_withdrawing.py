from dataclasses import replace

import pytest

from procedure import acts, clocks, closing, ladder, owed, withdrawing
from procedure.acts import Consent, Danger
from procedure.case import State
from procedure.owed import Waiting, What
from procedure.roster import Post, Roster
from procedure.rules import Rules
from tests.procedure.partnership import (
    DEV,
    FRIDAY,
    GRACE,
    HEALTH,
    PEOPLE,
    PRIYA,
    RAJ,
    ROSTER,
    RUTH,
    SOCIAL_CARE,
    TOM,
    WORDS,
    ZED,
    Told,
    away,
    managers_called,
    raised,
    refuses,
    with_posts,
)

EVERYONE = frozenset(person.id for person in PEOPLE)


def asked(told: Told) -> Told:
    """Priya wants to withdraw it."""
    return told.then(withdrawing.ask(told.case, PRIYA, WORDS, told.roster), by=PRIYA)


def answered(told: Told, by: int, given: Consent = Consent.AGREED) -> Told:
    return told.then(withdrawing.answer(told.case, by, given, None, told.roster), by=by)


def test_until_the_designated_lead_agrees_everything_goes_on(london_rules: Rules) -> None:
    before = raised(london_rules, when=FRIDAY, danger=Danger.NOW)

    told = asked(before)

    assert told.entries[-1].act == acts.WithdrawalAsked(WORDS, (DEV,))
    assert told.case.state is State.OPEN
    assert clocks.wanted(told.case) == clocks.wanted(before.case)
    assert Waiting(DEV, What.WITHDRAWAL) in owed.waiting(told.case, EVERYONE)
    assert DEV in told.case.concerned
    assert told.case.agency_of(DEV) is None


def test_once_it_is_agreed_its_time_stops_and_each_copy_is_still_filed(london_rules: Rules) -> None:
    told = answered(asked(raised(london_rules, when=FRIDAY)), DEV)

    assert (told.case.state, told.case.due_at) == (State.WITHDRAWN, None)
    assert clocks.wanted(told.case) == ()
    assert owed.waiting(told.case, EVERYONE) == (Waiting(PRIYA, What.COPY), Waiting(TOM, What.COPY))
    assert not told.case.is_finished
    told = told.then(closing.file_copy(told.case, TOM), closing.file_copy(told.case, PRIYA), by=TOM)
    assert told.case.is_finished
    assert owed.waiting(told.case, EVERYONE) == ()


def test_where_it_is_not_agreed_it_goes_on_and_can_be_asked_again(london_rules: Rules) -> None:
    told = answered(asked(raised(london_rules, when=FRIDAY)), DEV, Consent.GOES_ON)

    assert told.case.state is State.OPEN
    assert told.case.withdrawal is None
    assert DEV not in told.case.concerned
    with refuses("no_withdrawal"):
        withdrawing.answer(told.case, DEV, Consent.AGREED, None, told.roster)
    assert asked(told).case.withdrawal is not None


LEADS = with_posts(Post(5, HEALTH, "named nurse", holders=(PRIYA,), is_designated_lead=True))


@pytest.mark.parametrize(
    ("roster", "approvers"),
    [
        pytest.param(ROSTER, (DEV,), id="the designated lead of the agency that raised it"),
        pytest.param(away(DEV), (RUTH,), id="the safeguarding lead where that one can't be reached"),
        pytest.param(away(DEV, RUTH), (RAJ,), id="the deputy of the safeguarding lead"),
        pytest.param(LEADS, (RUTH,), id="never the one who raised it"),
    ],
)
def test_who_has_to_agree(london_rules: Rules, roster: Roster, approvers: tuple[int, ...]) -> None:
    assert withdrawing.approvers(raised(london_rules).case, roster) == approvers


def test_whoever_could_be_asked_now_can_answer_too(london_rules: Rules) -> None:
    told = asked(raised(london_rules, when=FRIDAY)).with_roster(away(DEV))

    assert answered(told, RUTH).case.state is State.WITHDRAWN
    assert not withdrawing.is_asked(answered(told, RUTH).case, RUTH, told.roster)


def test_nobody_to_agree_is_said(london_rules: Rules) -> None:
    with refuses("nobody_to_agree"):
        withdrawing.ask(raised(london_rules).case, PRIYA, WORDS, away(DEV, RUTH, RAJ))


@pytest.mark.parametrize("by", [TOM, GRACE, ZED, RUTH])
def test_only_the_one_who_raised_it_withdraws_it(london_rules: Rules, by: int) -> None:
    with refuses("only_the_raiser"):
        withdrawing.ask(managers_called(london_rules).case, by, WORDS, ROSTER)


@pytest.mark.parametrize("by", [PRIYA, TOM, ZED, RUTH])
def test_nobody_else_agrees_to_it(london_rules: Rules, by: int) -> None:
    with refuses("not_asked_to_agree"):
        withdrawing.answer(asked(raised(london_rules)).case, by, Consent.AGREED, None, ROSTER)


def test_it_is_asked_once_at_a_time(london_rules: Rules) -> None:
    with refuses("withdrawal_asked_already"):
        asked(asked(raised(london_rules)))


def test_an_outcome_agreed_meanwhile_leaves_nothing_to_withdraw(london_rules: Rules) -> None:
    told = asked(raised(london_rules, when=FRIDAY))
    proposal = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (WORDS,), acts.Answer.AGREE)
    told = told.then(proposal, by=PRIYA).then(acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), by=TOM)

    assert told.case.withdrawal is None
    with refuses("is_agreed"):
        withdrawing.answer(told.case, DEV, Consent.AGREED, None, told.roster)


def test_what_is_withdrawn_has_no_outcome_to_pursue(london_rules: Rules) -> None:
    told = asked(raised(london_rules, when=FRIDAY))
    proposal = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (WORDS,), acts.Answer.AGREE)
    told = answered(told.then(proposal, by=PRIYA), DEV)

    with refuses("is_withdrawn"):
        closing.finish_issue(told.case, PRIYA, 1, WORDS)
    with refuses("is_withdrawn"):
        closing.close(told.case, PRIYA)


def test_a_protective_step_waits_for_no_withdrawal(london_rules: Rules) -> None:
    told = answered(asked(raised(london_rules, when=FRIDAY)), DEV)
    step = acts.ProtectiveStep(acts.Step.POLICE, told.now, None)

    assert ladder.protective_step(told.case, TOM, replace(step), told.now) == step
