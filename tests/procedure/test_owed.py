from dataclasses import replace
from datetime import date

import pytest

from procedure import acts, closing, ladder, owed
from procedure.acts import Danger
from procedure.ladder import Promise
from procedure.owed import Waiting, What
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    FRIDAY,
    GITA,
    GRACE,
    HANA,
    HARI,
    HEALTH,
    OMAR,
    PEOPLE,
    PRIYA,
    SENA,
    SENIOR,
    SOCIAL_CARE,
    SOL,
    TARA,
    TIM,
    TOM,
    TOP,
    TUESDAY,
    WORDS,
    Told,
    called,
    desk_called,
    managers_called,
    note,
    raised,
)

EVERYONE = frozenset(person.id for person in PEOPLE)
WEDNESDAY = date(2026, 12, 2)
FIRST_DUE, MANAGERS_DUE = at("Friday 2026-12-04 17:00"), at("Friday 2026-12-11 17:00")


def proposed(told: Told, *issues: acts.TextRef, by: int = PRIYA, agency_id: int = HEALTH) -> Told:
    act = acts.OutcomeProposed(agency_id, acts.Settlement.STANDS, WORDS, WORDS, issues, acts.Answer.AGREE)
    return told.then(act, by=by)


def agreed(rules: Rules, *issues: acts.TextRef) -> Told:
    told = proposed(raised(rules, when=FRIDAY), *issues)
    return told.then(acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), by=TOM)


def owing(told: Told, what: What) -> list[int]:
    return [item.person for item in owed.waiting(told.case, EVERYONE) if item.what is what]


# --- what was left open ---------------------------------------------------------------------------


def pursued(rules: Rules) -> Told:
    """Two issues left open, the first with Tom by Wednesday 2 December; closed."""
    told = agreed(rules, WORDS, WORDS).then(acts.IssueOwned(1, TOM, WEDNESDAY), by=PRIYA)
    return told.then(acts.CopyFiled(HEALTH), acts.CopyFiled(SOCIAL_CARE), acts.Closed(), by=PRIYA)


@pytest.mark.clause("Beds 6.11")
def test_an_open_issue_waits_for_its_owner_after_the_closing(london_rules: Rules) -> None:
    told = pursued(london_rules)

    assert owed.waiting(told.case, EVERYONE) == (
        Waiting(TOM, What.ISSUE, 1, due_at=at("Wednesday 2026-12-02 17:00")),
    )
    assert owed.waiting(told.then(acts.IssueDone(1, WORDS), by=TOM).case, EVERYONE) == ()


@pytest.mark.clause("Beds 6.11")
@pytest.mark.parametrize(
    ("now", "asked"),
    [
        pytest.param("Tuesday 2026-12-01 09:00", [], id="the day before"),
        pytest.param("Wednesday 2026-12-02 09:00", [TOM], id="on its day"),
        pytest.param("Thursday 2026-12-10 09:00", [TOM], id="each working day after"),
    ],
)
def test_the_owner_of_an_issue_is_reminded_from_its_day_on(
    london_rules: Rules, now: str, asked: list[int]
) -> None:
    case = pursued(london_rules).case

    assert [item.person for item in owed.asked_daily(case, EVERYONE, at(now))] == asked


def test_an_issue_whose_owner_is_gone_waits_for_whoever_is_left_of_their_agency(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    told = proposed(told, WORDS, by=GRACE).then(
        acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE),
        acts.IssueOwned(1, TOM, WEDNESDAY),
        acts.CopyFiled(HEALTH),
        acts.CopyFiled(SOCIAL_CARE),
        by=OMAR,
    )

    left = [item.person for item in owed.waiting(told.case, EVERYONE - {TOM}) if item.what is What.ISSUE]
    told = told.then(acts.TakenOut(TOM), by=PRIYA)
    taken_out = [item.person for item in owed.waiting(told.case, EVERYONE) if item.what is What.ISSUE]

    assert (left, taken_out) == ([OMAR], [GRACE])


def test_an_issue_of_an_outcome_that_is_not_agreed_yet_waits_for_nobody(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY), WORDS).then(
        acts.IssueOwned(1, TOM, WEDNESDAY), by=PRIYA
    )

    assert owing(told, What.ISSUE) == []
    assert owed.issues_due(told.case, at("Thursday 2026-12-03 09:00")) == ()


def needed(told: Told, reachable: frozenset[int] = EVERYONE) -> tuple[Waiting, ...]:
    """What waits, but for what is asked beside it and that nothing waits for."""
    beside = (What.TOLD, What.COMMUNICATIONS)
    return tuple(item for item in owed.waiting(told.case, reachable) if item.what not in beside)


# --- the tier ------------------------------------------------------------------------------------


def test_at_the_first_tier_both_sides_are_waited_for(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    assert owed.waiting(told.case, EVERYONE) == (
        Waiting(TOM, What.ACT, due_at=FIRST_DUE),
        Waiting(PRIYA, What.ACT, due_at=FIRST_DUE),
    )


def test_later_those_called_are_waited_for(london_rules: Rules) -> None:
    assert owed.waiting(managers_called(london_rules).case, EVERYONE) == tuple(
        Waiting(person, what, due_at=MANAGERS_DUE)
        for what in (What.ACT, What.RISK, What.DISCUSSION, What.ADVICE)
        for person in (GRACE, OMAR)
    )


def test_at_the_partnership_it_alone_is_waited_for(london_rules: Rules) -> None:
    assert owing(raised(london_rules, when=FRIDAY).up_to(TOP), What.ACT) == [CHRIS]


def test_whoever_takes_it_up_frees_the_others_of_the_desk(london_rules: Rules) -> None:
    told = desk_called(london_rules)
    assert owing(told, What.ACT) == [TOM, TARA, TIM, PRIYA]

    told = told.then(ladder.take_up(told.case, TARA, Promise.TODAY, told.now), by=TARA)

    assert owing(told, What.ACT) == [TARA, PRIYA]


def test_people_without_an_account_are_left_out(london_rules: Rules) -> None:
    case = managers_called(london_rules).case

    assert {item.person for item in owed.waiting(case, {OMAR})} == {OMAR}


@pytest.mark.parametrize("end", [acts.Closed(), acts.TakenBack()])
def test_nobody_is_waited_for_once_it_is_over(london_rules: Rules, end: acts.Act) -> None:
    assert owed.waiting(managers_called(london_rules).then(end, by=PRIYA).case, EVERYONE) == ()


# --- approvals and answers -----------------------------------------------------------------------


@pytest.mark.clause("London 11.1.9")
def test_everyone_named_in_a_note_is_asked_for_approval(london_rules: Rules) -> None:
    told = managers_called(london_rules)
    told = told.then(note(GRACE, OMAR, TOM, held=FRIDAY), by=GRACE).then(acts.NoteApproved(1, 1), by=TOM)

    assert Waiting(OMAR, What.APPROVAL, 1) in owed.waiting(told.case, EVERYONE)
    assert owing(told, What.APPROVAL) == [OMAR]


def test_somebody_taken_out_is_asked_for_no_approval(london_rules: Rules) -> None:
    told = raised(london_rules).then(note(PRIYA, TOM, GITA, held=TUESDAY), by=PRIYA)

    told = told.then(acts.TakenOut(GITA), by=PRIYA)

    assert owing(told, What.APPROVAL) == [TOM]


@pytest.mark.clause("Beds 6.11")
def test_every_agency_that_has_not_answered_owes_a_confirmation(london_rules: Rules) -> None:
    told = proposed(managers_called(london_rules), by=GRACE)

    assert told.case.outcome is not None
    confirm_by = closing.confirm_by(london_rules, told.case.outcome)
    assert Waiting(OMAR, What.CONFIRMATION, due_at=confirm_by) in owed.waiting(told.case, EVERYONE)
    assert owing(told, What.CONFIRMATION) == [OMAR]


@pytest.mark.clause("Beds 2.4")
def test_the_risk_is_asked_of_those_who_act_until_it_is_answered(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)
    due_at = at("Friday 2026-11-27 17:50")
    assert Waiting(GRACE, What.RISK, due_at=due_at) in owed.waiting(told.case, EVERYONE)
    assert owing(told, What.RISK) == [GRACE, OMAR]

    told = told.then(ladder.answer_risk(told.case, OMAR, None, told.now), by=OMAR)

    assert owing(told, What.RISK) == []


@pytest.mark.clause("Beds 2.4")
def test_at_each_tier_the_risk_is_asked_of_those_who_act_there_the_partnership_too(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY)
    assert owing(told, What.RISK) == []

    assert owing(told.up_to(SENIOR), What.RISK) == [HANA, SENA]
    assert owing(told.up_to(TOP), What.RISK) == [CHRIS, HARI, SOL]


def test_on_the_day_of_the_reminder_nobody_is_asked_of_the_risk_as_well_unless_it_is_urgent(
    london_rules: Rules,
) -> None:
    calm, due_on = managers_called(london_rules), at("Friday 2026-12-11 09:00")
    urgent = replace(calm, case=replace(calm.case, is_urgent=True))

    asked = {item.what for item in owed.asked_daily(calm.case, EVERYONE, due_on)}
    before = {item.what for item in owed.asked_daily(calm.case, EVERYONE, at("Monday 2026-12-07 09:00"))}
    pressing = {item.what for item in owed.asked_daily(urgent.case, EVERYONE, due_on)}

    assert (before - asked, asked - before) == ({What.RISK}, {What.ACT})
    assert {What.ACT, What.RISK} <= pressing


def test_once_all_have_agreed_no_risk_is_asked_any_more(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY, danger=Danger.NOW), by=GRACE)

    told = told.then(acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), by=OMAR)

    assert owing(told, What.RISK) == []
    assert owing(told, What.ACT) == []


# --- finishing -----------------------------------------------------------------------------------


def test_before_all_have_agreed_nothing_is_to_be_finished(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY), WORDS)

    assert {item.what for item in owed.waiting(told.case, EVERYONE)} == {What.ACT, What.CONFIRMATION}


def test_issues_wait_for_an_owner_and_copies_for_each_agency(london_rules: Rules) -> None:
    told = agreed(london_rules, WORDS, WORDS)
    told = told.then(acts.IssueOwned(1, TOM, at(FRIDAY).date()), acts.CopyFiled(HEALTH), by=PRIYA)

    assert needed(told) == (
        Waiting(PRIYA, What.OWNER, 2),
        Waiting(TOM, What.COPY),
        Waiting(TOM, What.ISSUE, 1, due_at=at("Friday 2026-11-27 17:00")),
    )


@pytest.mark.parametrize(
    "left",
    [
        pytest.param((acts.CopyFiled(HEALTH), acts.CopyFiled(SOCIAL_CARE)), id="an owner"),
        pytest.param((acts.IssueOwned(1, TOM, at(FRIDAY).date()), acts.CopyFiled(HEALTH)), id="a copy"),
    ],
)
def test_while_anything_is_missing_nobody_is_asked_to_close(
    london_rules: Rules, left: tuple[acts.Act, ...]
) -> None:
    assert owing(agreed(london_rules, WORDS).then(*left, by=TOM), What.CLOSING) == []


def ready_to_close(rules: Rules) -> Told:
    return agreed(rules).then(acts.CopyFiled(HEALTH), acts.CopyFiled(SOCIAL_CARE), by=TOM)


def test_in_the_end_whoever_raised_it_closes_it(london_rules: Rules) -> None:
    assert needed(ready_to_close(london_rules)) == (Waiting(PRIYA, What.CLOSING),)


def test_where_it_was_handed_over_the_colleague_closes_it(london_rules: Rules) -> None:
    told = ready_to_close(london_rules).then(acts.HandedOver(PRIYA, GITA), by=PRIYA)

    assert owing(told, What.CLOSING) == [GITA]


@pytest.mark.parametrize(
    ("gone", "closes"),
    [
        pytest.param(frozenset[int](), PRIYA, id="not a manager while she is there"),
        pytest.param(frozenset({PRIYA}), GRACE, id="the manager where she has left"),
    ],
)
def test_whoever_acts_for_that_agency_closes_it_in_place_of_the_one_who_raised_it(
    london_rules: Rules, gone: frozenset[int], closes: int
) -> None:
    told = managers_called(london_rules)
    told = proposed(told, by=GRACE).then(acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), by=OMAR)
    told = told.then(acts.CopyFiled(HEALTH), acts.CopyFiled(SOCIAL_CARE), by=OMAR)

    assert needed(told, EVERYONE - gone) == (Waiting(closes, What.CLOSING),)


@pytest.mark.parametrize(
    ("left", "waits_for"),
    [
        pytest.param((), Waiting(PRIYA, What.OWNER, 1), id="an owner"),
        pytest.param(
            (acts.IssueOwned(1, TOM, at(FRIDAY).date()), acts.CopyFiled(SOCIAL_CARE)),
            Waiting(PRIYA, What.COPY),
            id="a copy",
        ),
        pytest.param(
            (acts.IssueOwned(1, TOM, at(FRIDAY).date()), acts.CopyFiled(SOCIAL_CARE), acts.CopyFiled(HEALTH)),
            Waiting(PRIYA, What.CLOSING),
            id="the closing",
        ),
    ],
)
def test_where_the_manager_has_left_the_others_of_the_agency_finish_it(
    london_rules: Rules, left: tuple[acts.Act, ...], waits_for: Waiting
) -> None:
    told = proposed(managers_called(london_rules), WORDS, by=GRACE)
    told = told.then(acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), *left, by=OMAR)

    mine = [item for item in owed.waiting(told.case, EVERYONE - {GRACE}) if item.person in (PRIYA, GRACE)]

    assert mine[0] == waits_for


def test_while_the_manager_is_there_the_others_are_not_asked_to_finish_it(london_rules: Rules) -> None:
    told = proposed(managers_called(london_rules), WORDS, by=GRACE)
    told = told.then(acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), by=OMAR)

    assert owing(told, What.OWNER) == [GRACE]
    assert owing(told, What.COPY) == [GRACE, OMAR]


# --- the daily message ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "reminds"),
    [
        pytest.param("Wednesday 2026-12-02 09:00", False, id="two working days before"),
        pytest.param("Thursday 2026-12-03 09:00", True, id="a working day before"),
        pytest.param("Friday 2026-12-04 09:00", True, id="on the day"),
        pytest.param("Friday 2026-12-04 16:59", True, id="a minute before"),
        pytest.param("Friday 2026-12-04 17:00", False, id="when it runs out"),
        pytest.param("Monday 2026-12-07 09:00", False, id="after it"),
    ],
)
def test_a_reminder_comes_a_working_day_before_due_and_on_the_day(
    london_rules: Rules, *, now: str, reminds: bool
) -> None:
    case = raised(london_rules, when=FRIDAY).case

    assert owed.is_reminder_day(case, at(now)) is reminds
    asked = owed.asked_daily(case, EVERYONE, at(now))
    assert [item.person for item in asked] == ([TOM, PRIYA] if reminds else [])


@pytest.mark.parametrize(
    ("when", "now", "reminds"),
    [
        pytest.param("Friday 2026-12-18 10:00", "Wednesday 2026-12-23 09:00", False, id="too early"),
        pytest.param("Friday 2026-12-18 10:00", "Thursday 2026-12-24 09:00", True, id="before Christmas"),
        pytest.param("Friday 2026-12-18 10:00", "Monday 2026-12-28 09:00", True, id="in the holidays"),
    ],
)
def test_a_holiday_is_no_working_day_before(
    london_rules: Rules, *, when: str, now: str, reminds: bool
) -> None:
    case = raised(london_rules, when=when).case
    assert case.due_at == at("Tuesday 2026-12-29 17:00")

    assert owed.is_reminder_day(case, at(now)) is reminds


def test_an_area_may_remind_earlier(london_rules: Rules) -> None:
    rules = replace(london_rules, area=replace(london_rules.area, reminder_working_days=3))

    assert owed.is_reminder_day(raised(rules, when=FRIDAY).case, at("Tuesday 2026-12-01 09:00"))


def test_the_day_is_that_of_the_area_and_not_of_utc(london_rules: Rules) -> None:
    case = raised(london_rules, when="Friday 2026-06-12 10:00").case
    assert case.due_at == at("Friday 2026-06-19 17:00")

    assert owed.is_reminder_day(case, at("Thursday 2026-06-18 00:30"))
    assert not owed.is_reminder_day(case, at("Wednesday 2026-06-17 23:30"))


def test_due_is_that_of_the_area_and_not_of_utc(london_rules: Rules) -> None:
    case = raised(london_rules, when="Friday 2026-06-12 10:00", protect_by="Thursday 2026-06-18 00:30").case

    assert not owed.is_reminder_day(case, at("Tuesday 2026-06-16 09:00"))
    assert owed.is_reminder_day(case, at("Wednesday 2026-06-17 09:00"))


def test_where_no_time_runs_there_is_nothing_to_be_reminded_of(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(SENIOR).run_out()

    assert not owed.is_reminder_day(told.case, told.now)
    assert set(called(told.case).values()) == {(HANA,), (SENA,)}


def test_what_was_settled_reminds_of_no_time(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(acts.Closed(), by=PRIYA)

    assert not owed.is_reminder_day(told.case, at("Friday 2026-12-04 09:00"))


def test_all_else_that_waits_is_asked_for_every_day(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).then(note(PRIYA, TOM, held=FRIDAY), by=PRIYA)

    assert owed.asked_daily(told.case, EVERYONE, at("Monday 2026-11-30 09:00")) == (
        Waiting(TOM, What.APPROVAL, 1),
    )
