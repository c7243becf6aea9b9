from dataclasses import replace

import pytest

from procedure import acts, clocks, closing, ladder, owed, reopening, withdrawing
from procedure.acts import Answer, Consent
from procedure.case import State
from procedure.clocks import Kind
from procedure.owed import What
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    DEV,
    FRIDAY,
    GRACE,
    GWEN,
    HANA,
    HEALTH,
    OMAR,
    PAM,
    PEOPLE,
    POLICE,
    PRIYA,
    PRIYAS_SIDE,
    SENA,
    SOCIAL_CARE,
    TARA,
    THE_POLICE,
    TIM,
    TOM,
    TOMS_SIDE,
    TOP,
    WORDS,
    ZED,
    Told,
    away,
    called,
    managers_called,
    raised,
    refuses,
)

EVERYONE = frozenset(person.id for person in PEOPLE)
MONDAY = "Monday 2027-01-11 10:00"


def settled(told: Told, one: int, other: int) -> Told:
    """One side has proposed an outcome with one issue left open, and the other has agreed."""
    act = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (WORDS,), Answer.AGREE)
    return told.then(act, by=one).then(acts.OutcomeAnswered(SOCIAL_CARE, Answer.AGREE), by=other)


def closed(told: Told) -> Told:
    """Both copies are filed, the issue has its owner, and it is closed."""
    owned = acts.IssueOwned(1, TOM, at("Friday 2026-12-18 09:00").date())
    return told.then(acts.CopyFiled(HEALTH), acts.CopyFiled(SOCIAL_CARE), owned, acts.Closed(), by=PRIYA)


def reopened(told: Told, by: int = PRIYA, when: str = MONDAY) -> Told:
    act = reopening.reopen(told.case, by, WORDS, told.roster, at(when))
    return told.then(act, by=by, when=when)


@pytest.mark.clause("Beds 3.3")
def test_it_is_open_again_at_the_tier_where_it_was_settled_and_its_time_starts_anew(
    london_rules: Rules,
) -> None:
    before = closed(settled(managers_called(london_rules), GRACE, OMAR))

    told = reopened(before)

    case = told.case
    assert case.state is State.OPEN
    assert case.tier.id == "first_line_managers"
    assert called(case) == {HEALTH: (GRACE,), SOCIAL_CARE: (OMAR,)}
    assert case.due_at == at("Monday 2027-01-18 17:00")
    assert {clock.kind for clock in clocks.wanted(case)} == {Kind.TIER_ENDS, Kind.CALL_AGAIN}
    assert (case.outcome, case.filed, case.has_room, case.raiser_told) == (None, {}, None, None)
    assert case.past_outcomes == (before.case.outcome,)
    assert case.reopenings == (told.entries[-1],)
    assert called(told.run_out().case) == {HEALTH: (HANA,), SOCIAL_CARE: (SENA,)}


def test_among_the_practitioners_the_side_that_did_not_raise_it_is_called(london_rules: Rules) -> None:
    both = (PRIYAS_SIDE, replace(TOMS_SIDE, practitioners=()), THE_POLICE)
    told = raised(london_rules, when=FRIDAY, parties=both)
    told = settled(told, PRIYA, TOM).then(acts.OutcomeAnswered(POLICE, Answer.AGREE), by=PAM)

    case = reopened(told.then(acts.TakenOut(TOM), by=PRIYA)).case

    assert called(case) == {SOCIAL_CARE: (TARA, TIM), POLICE: (PAM,)}
    assert case.vacant == ()
    assert case.due_at == at("Monday 2027-01-18 17:00")


def test_at_the_partnership_it_is_called_again(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(TOP)
    acting = told.case.acting(HEALTH)[0], told.case.acting(SOCIAL_CARE)[0]

    case = reopened(settled(told, *acting)).case

    assert [call.people for call in case.calls] == [(CHRIS,)]


def test_whoever_can_be_called_now_is_and_who_is_missing_is_named(london_rules: Rules) -> None:
    told = closed(settled(managers_called(london_rules), GRACE, OMAR))

    deputy = reopened(told.with_roster(away(GRACE)))
    nobody = reopened(told.with_roster(away(*(person.id for person in PEOPLE if person.agency_id == HEALTH))))

    assert called(deputy.case)[HEALTH] == (GWEN,)
    assert nobody.case.vacant == (HEALTH,)


def test_nobodys_time_runs_out_before_they_were_called_anew(london_rules: Rules) -> None:
    told = reopened(settled(managers_called(london_rules), GRACE, OMAR))
    assert not told.case.has_been_called
    due_at = told.case.due_at
    assert due_at is not None

    assert isinstance(ladder.time_ran_out(told.case, told.roster, due_at)[0], acts.ClockHeld)
    assert told.delivered().case.has_been_called


@pytest.mark.clause("Beds 6.11")
def test_what_was_left_open_before_is_pursued_all_the_same(london_rules: Rules) -> None:
    told = reopened(closed(settled(managers_called(london_rules), GRACE, OMAR)))

    assert [item.person for item in owed.waiting(told.case, EVERYONE) if item.what is What.ISSUE] == [TOM]
    told = settled(told, GRACE, OMAR)
    assert [issue.number for issue in told.case.issues] == [1, 2]
    told = told.then(closing.finish_issue(told.case, TOM, 1, WORDS), by=TOM)
    assert [issue.number for issue in told.case.issues if issue.done_at] == [1]
    assert closing.Owed(closing.Missing.OWNER, issue=2) in closing.missing_for_closing(told.case)


def test_an_issue_of_a_proposal_waits_until_it_is_agreed(london_rules: Rules) -> None:
    told = reopened(closed(settled(managers_called(london_rules), GRACE, OMAR)))
    act = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, WORDS, WORDS, (WORDS,), Answer.AGREE)
    told = told.then(act, by=GRACE)

    with refuses("not_agreed_yet"):
        closing.finish_issue(told.case, TOM, 2, WORDS)
    with refuses("no_such_issue"):
        closing.finish_issue(told.case, TOM, 3, WORDS)
    assert isinstance(closing.finish_issue(told.case, TOM, 1, WORDS), acts.IssueDone)


def test_what_was_withdrawn_can_be_opened_again(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)
    told = told.then(withdrawing.ask(told.case, PRIYA, WORDS, told.roster), by=PRIYA)
    told = told.then(withdrawing.answer(told.case, DEV, Consent.AGREED, None, told.roster), by=DEV)

    case = reopened(told, by=TOM).case

    assert (case.state, case.withdrawal, case.past_outcomes) == (State.OPEN, None, ())


def test_what_is_settled_and_not_closed_keeps_its_room(london_rules: Rules) -> None:
    told = settled(managers_called(london_rules), GRACE, OMAR).then(acts.RoomOpened())

    assert reopened(told).case.has_room is True


@pytest.mark.clause("Beds 3.3")
def test_it_is_opened_again_within_the_areas_90_days_and_raised_anew_after_them(london_rules: Rules) -> None:
    told = closed(settled(managers_called(london_rules), GRACE, OMAR))
    assert reopening.open_until(told.case) == at("Thursday 2027-03-04 17:00")

    assert reopened(told, when="Thursday 2027-03-04 17:00").case.state is State.OPEN
    with refuses("too_late_to_reopen"):
        reopened(told, when="Thursday 2027-03-04 17:01")


@pytest.mark.parametrize(
    ("by", "end", "reason"),
    [
        pytest.param(PRIYA, (), "not_over", id="open still"),
        pytest.param(PRIYA, (acts.TakenBack(),), "is_taken_back", id="taken back"),
        pytest.param(ZED, (), "no_part", id="by Zed"),
    ],
)
def test_there_must_be_something_to_open_again(
    london_rules: Rules, by: int, end: tuple[acts.Act, ...], reason: str
) -> None:
    told = raised(london_rules, when=FRIDAY).then(*end, by=PRIYA)

    with refuses(reason):
        reopened(told, by=by)
