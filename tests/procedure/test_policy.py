"""Policy issues and problems of the procedure: who raises, who holds, until they are dealt with."""

from dataclasses import replace

import pytest

from procedure import acts, clocks, dissent, policy
from procedure.clocks import Clock, Kind
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    DEV,
    FRIDAY,
    GRACE,
    HEALTH,
    PRIYA,
    RUTH,
    TOM,
    WORDS,
    ZED,
    Told,
    away,
    managers_called,
    raised,
    refuses,
)

MONDAY = "Monday 2026-12-07 09:00"


def referred(rules: Rules) -> Told:
    """Grace has referred an issue on Friday 4 December, 17:00."""
    told = managers_called(rules)
    return told.then(policy.raise_issue(told.case, GRACE, WORDS, told.roster, told.now), by=GRACE)


def policy_clocks(told: Told) -> list[Clock]:
    return [clock for clock in clocks.wanted(told.case) if clock.kind is Kind.POLICY]


@pytest.mark.clause("London 11.3.2")
def test_an_issue_goes_to_the_partnership_at_once_and_the_rest_goes_on_as_it_was(london_rules: Rules) -> None:
    before = managers_called(london_rules)

    told = referred(london_rules)

    (issue,) = told.case.policy_issues
    assert issue.holders == (CHRIS,)
    assert told.case.agency_of(CHRIS) is None
    assert (told.case.due_at, told.case.tier_index) == (before.case.due_at, before.case.tier_index)
    assert policy_clocks(told) == [Clock(Kind.POLICY, at(MONDAY), 1)]


@pytest.mark.clause("Beds 2.3")
def test_where_the_partnership_is_no_tier_or_has_nobody_the_leads_hold_it(
    bedfordshire_rules: Rules, london_rules: Rules
) -> None:
    (issue,) = referred(bedfordshire_rules).case.policy_issues
    london = managers_called(london_rules)

    act = policy.raise_issue(london.case, GRACE, WORDS, away(CHRIS), london.now)

    assert issue.holders == act.holders == (RUTH,)


def test_it_is_called_again_each_working_day_until_it_is_received(london_rules: Rules) -> None:
    told = referred(london_rules)

    again = policy.call_again(told.case, 1, told.roster, at(MONDAY))
    told = told.then(again, when=MONDAY)
    assert policy_clocks(told) == [Clock(Kind.POLICY, at("Tuesday 2026-12-08 09:00"), 1)]

    told = told.then(policy.receive(told.case, CHRIS, 1), by=CHRIS)
    assert policy_clocks(told) == []
    with refuses("policy_received_already"):
        policy.receive(told.case, CHRIS, 1)


def test_whoever_holds_it_by_now_is_called_and_those_called_before_may_still_receive_it(
    bedfordshire_rules: Rules,
) -> None:
    told = referred(bedfordshire_rules)

    act = policy.call_again(told.case, 1, away(RUTH), at(MONDAY))

    assert RUTH not in act.holders
    assert policy.may_read(told.then(act, when=MONDAY).case, RUTH, 1)


def test_what_was_done_is_said_once_by_those_who_hold_it_and_receives_it_too(london_rules: Rules) -> None:
    told = referred(london_rules)

    told = told.then(policy.deal_with(told.case, CHRIS, 1, WORDS), by=CHRIS)

    (issue,) = told.case.policy_issues
    assert (issue.received_by, issue.answered_by, issue.answer) == (CHRIS, CHRIS, WORDS)
    with refuses("policy_dealt_with_already"):
        policy.deal_with(told.case, CHRIS, 1, WORDS)
    with refuses("not_yours_to_receive"):
        policy.receive(told.case, GRACE, 1)
    with refuses("no_such_policy_issue"):
        policy.receive(told.case, CHRIS, 2)


def test_who_received_it_stays_when_somebody_says_later_what_was_done(london_rules: Rules) -> None:
    told = referred(london_rules)
    told = told.then(policy.receive(told.case, CHRIS, 1), by=CHRIS)

    told = told.then(policy.deal_with(told.case, CHRIS, 1, WORDS), by=CHRIS, when=MONDAY)

    (issue,) = told.case.policy_issues
    assert (issue.received_at, issue.answered_at) == (at("Friday 2026-12-04 17:00"), at(MONDAY))


@pytest.mark.clause("London 11.3.2")
def test_managers_raise_it_once_it_is_with_them_and_leads_at_any_time(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.Joined(DEV, HEALTH), by=PRIYA)

    for lead in (RUTH, DEV):
        assert policy.raise_issue(told.case, lead, WORDS, told.roster, told.now).holders == (CHRIS,)
    with refuses("not_for_managers"):
        policy.raise_issue(told.case, PRIYA, WORDS, told.roster, told.now)
    with refuses("not_for_managers"):
        later = managers_called(london_rules)
        policy.raise_issue(later.case, TOM, WORDS, later.roster, later.now)
    with refuses("no_part"):
        policy.raise_issue(told.case, ZED, WORDS, told.roster, told.now)


@pytest.mark.clause("Beds 2.3")
def test_anyone_with_a_part_tells_the_leads_that_the_procedure_does_not_work(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    told = told.then(policy.raise_problem(told.case, TOM, WORDS, told.roster, told.now), by=TOM)

    (issue,) = told.case.policy_issues
    assert (issue.is_policy, issue.holders) == (False, (RUTH,))
    assert policy.call_again(told.case, 1, told.roster, told.now).holders == (RUTH,)
    assert policy.raise_problem(told.case, RUTH, WORDS, told.roster, told.now).number == 2
    with refuses("no_part"):
        policy.raise_problem(told.case, ZED, WORDS, told.roster, told.now)


def test_it_outlives_the_disagreement_but_not_its_taking_back(london_rules: Rules) -> None:
    told = referred(london_rules)

    closed, taken_back = told.then(acts.Closed(), by=PRIYA), told.then(acts.TakenBack(), by=PRIYA)

    assert policy_clocks(closed) == [Clock(Kind.POLICY, at(MONDAY), 1)]
    assert not closed.case.is_finished
    assert policy_clocks(taken_back) == []
    assert taken_back.case.is_finished
    for rule in (policy.raise_issue, policy.raise_problem):
        with refuses("is_taken_back"):
            rule(taken_back.case, RUTH, WORDS, told.roster, told.now)


@pytest.mark.clause("Beds 3.3")
@pytest.mark.parametrize("end", [None, acts.Closed()])
def test_whoever_has_a_part_may_still_disagree_also_after_the_closing(
    london_rules: Rules, end: acts.Act | None
) -> None:
    told = raised(london_rules, when=FRIDAY)
    told = told.then(*([end] if end else []), by=TOM)

    told = told.then(dissent.still_disagree(told.case, PRIYA, WORDS), by=PRIYA)

    assert told.case.dissents == (told.entries[-1],)
    with refuses("no_part"):
        dissent.still_disagree(told.case, ZED, WORDS)


def test_of_what_was_raised_by_mistake_nobody_still_disagrees(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.TakenBack(), by=PRIYA)

    with refuses("is_taken_back"):
        dissent.still_disagree(told.case, PRIYA, WORDS)


@pytest.mark.clause("Beds 8.2")
def test_of_a_written_concern_nothing_is_reported(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    concern = replace(told.case, way=acts.Way.CONCERN)

    for rule in (policy.raise_issue, policy.raise_problem):
        with refuses("stays_private"):
            rule(concern, GRACE, WORDS, told.roster, told.now)
