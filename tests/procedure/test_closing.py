from dataclasses import replace
from datetime import date

import pytest

from procedure import acts, clocks, closing, ladder
from procedure.acts import Answer, Settlement, TextRef
from procedure.case import Issue, State
from procedure.clocks import Clock, Kind
from procedure.closing import Missing, Owed, Proposal
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    FRIDAY,
    GRACE,
    GWEN,
    HANA,
    HARI,
    HEALTH,
    OMAR,
    PAM,
    PARTNERSHIP,
    POLICE,
    PRIYA,
    PRIYAS_SIDE,
    SOCIAL_CARE,
    SOL,
    THE_POLICE,
    TOM,
    TOMS_SIDE,
    TOP,
    ZED,
    Told,
    away,
    note,
    raised,
    refuses,
)

AGREED, SAFE, OPEN_ISSUE, ANOTHER_ISSUE, WHY = (TextRef(f"text-{n}", f"digest-{n}") for n in range(5))
PROPOSAL = Proposal(Settlement.NEW_PLAN, AGREED, SAFE, (), Answer.AGREE)
MONDAY = date(2026, 11, 30)


def proposed(told: Told, *issues: TextRef, by: int = PRIYA) -> Told:
    return told.then(closing.propose(told.case, by, replace(PROPOSAL, issues=issues)), by=by)


def answered(told: Told, by: int, given: Answer = Answer.AGREE) -> Told:
    assert told.case.outcome is not None
    why = WHY if given is Answer.DO_NOT_AGREE else None
    act = closing.answer(told.case, by, given, told.case.outcome.proposed_at, why)
    return told.then(act, by=by)


def agreed(rules: Rules, *issues: TextRef) -> Told:
    """Priya has proposed an outcome and Tom has agreed."""
    return answered(proposed(raised(rules, when=FRIDAY), *issues), TOM)


# --- proposed ------------------------------------------------------------------------------------


@pytest.mark.clause("Beds 6.11")
def test_an_outcome_is_put_in_writing_for_every_agency(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    act = closing.propose(told.case, TOM, replace(PROPOSAL, issues=(OPEN_ISSUE, ANOTHER_ISSUE)))
    told = told.then(act, by=TOM)

    assert act == acts.OutcomeProposed(
        SOCIAL_CARE, Settlement.NEW_PLAN, AGREED, SAFE, (OPEN_ISSUE, ANOTHER_ISSUE), Answer.AGREE
    )
    outcome = told.case.outcome
    assert outcome is not None
    assert (outcome.proposed_by, outcome.proposed_at, outcome.agency_id) == (TOM, at(FRIDAY), SOCIAL_CARE)
    assert (outcome.how, outcome.agreed, outcome.safe) == (Settlement.NEW_PLAN, AGREED, SAFE)
    assert outcome.issues == (Issue(1, OPEN_ISSUE), Issue(2, ANOTHER_ISSUE))
    assert (outcome.answers, outcome.answered_by) == ({SOCIAL_CARE: Answer.AGREE}, {SOCIAL_CARE: TOM})


def test_a_proposal_stops_no_clock(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    after = proposed(told)

    assert after.case.state is State.OPEN
    assert after.case.due_at == told.case.due_at
    assert after.run_out().case.outcome == after.case.outcome


def test_the_first_proposal_stands(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY))

    with pytest.raises(Refused) as refused:
        closing.propose(told.case, TOM, PROPOSAL)

    assert (refused.value.reason, refused.value.facts) == ("outcome_proposed_already", {"person": PRIYA})


@pytest.mark.parametrize("given", [Answer.AGREE, Answer.ACCEPT])
def test_whoever_proposes_agrees_or_accepts(london_rules: Rules, given: Answer) -> None:
    case = raised(london_rules).case

    assert closing.propose(case, PRIYA, replace(PROPOSAL, answer=given)).answer is given


def test_nobody_proposes_what_they_do_not_agree_with(london_rules: Rules) -> None:
    case = raised(london_rules).case

    with pytest.raises(Refused) as refused:
        closing.propose(case, PRIYA, replace(PROPOSAL, answer=Answer.DO_NOT_AGREE))

    assert (refused.value.reason, refused.value.field) == ("own_outcome_not_agreed", "answer")


# --- answered ------------------------------------------------------------------------------------


@pytest.mark.clause("Beds 2.6")
@pytest.mark.parametrize("given", [Answer.AGREE, Answer.ACCEPT])
def test_the_last_agencys_confirmation_stops_the_clocks(london_rules: Rules, given: Answer) -> None:
    told = answered(proposed(raised(london_rules, when=FRIDAY)), TOM, given)

    assert told.case.state is State.AGREED
    assert told.case.due_at is None
    assert told.case.outcome is not None
    assert told.case.outcome.answers == {HEALTH: Answer.AGREE, SOCIAL_CARE: given}
    assert told.case.outcome.answered_by == {HEALTH: PRIYA, SOCIAL_CARE: TOM}


@pytest.mark.clause("Beds 2.6")
def test_an_agency_that_does_not_agree_takes_it_off_the_table(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY))

    told = answered(told, TOM, Answer.DO_NOT_AGREE)

    assert told.case.outcome is None
    assert told.case.state is State.OPEN
    assert told.case.due_at == at("Friday 2026-12-04 17:00")
    assert proposed(told, by=TOM).case.outcome is not None


@pytest.mark.clause("Beds 2.6")
def test_an_agency_that_does_not_agree_says_why(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY))

    with pytest.raises(Refused) as refused:
        closing.answer(told.case, TOM, Answer.DO_NOT_AGREE, told.now)
    told = answered(told, TOM, Answer.DO_NOT_AGREE)

    assert (refused.value.reason, refused.value.field) == ("say_why", "why")
    assert [entry.act for entry in told.case.refusals] == [
        acts.OutcomeAnswered(SOCIAL_CARE, Answer.DO_NOT_AGREE, WHY)
    ]


@pytest.mark.clause("Beds 6.11")
def test_whoever_has_not_confirmed_in_the_areas_time_is_named_once(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY, parties=(PRIYAS_SIDE, TOMS_SIDE, THE_POLICE)))
    until = at("Tuesday 2026-12-01 17:00")
    assert told.case.outcome is not None
    assert closing.confirm_by(london_rules, told.case.outcome) == until
    assert Clock(Kind.CONFIRMATION, until) in clocks.wanted(told.case)

    told = answered(told, PAM).then(closing.confirmation_late(answered(told, PAM).case), when=until)

    assert told.entries[-1].act == acts.ConfirmationLate((SOCIAL_CARE,))
    assert told.case.outcome is not None
    assert told.case.outcome.late_at == until
    assert Kind.CONFIRMATION not in {clock.kind for clock in clocks.wanted(told.case)}
    assert answered(told, TOM).case.state is State.AGREED


def test_saying_nothing_is_not_agreeing(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY, parties=(PRIYAS_SIDE, TOMS_SIDE, THE_POLICE)))

    told = answered(told, TOM)
    assert told.case.state is State.OPEN

    assert answered(told, PAM).case.state is State.AGREED


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        pytest.param(PRIYA, "answered_already", id="who has proposed it"),
        pytest.param(ZED, "no_part", id="Zed"),
    ],
)
def test_each_agency_answers_once(london_rules: Rules, by: int, reason: str) -> None:
    told = proposed(raised(london_rules, when=FRIDAY))

    with refuses(reason):
        closing.answer(told.case, by, Answer.AGREE, told.now)


def test_who_answered_already_is_named(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY))

    with pytest.raises(Refused) as refused:
        closing.answer(told.case, PRIYA, Answer.AGREE, told.now)

    assert refused.value.facts == {"person": PRIYA}


def test_another_outcome_than_the_one_that_was_read_is_not_answered(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY))

    with refuses("another_outcome"):
        closing.answer(told.case, TOM, Answer.AGREE, at("Friday 2026-11-27 16:49"))


def test_without_an_outcome_there_is_nothing_to_answer(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY)

    with refuses("no_outcome"):
        closing.answer(told.case, TOM, Answer.AGREE, told.now)


# --- who acts ------------------------------------------------------------------------------------


def test_those_who_act_at_the_tier_reached_propose_and_confirm(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).run_out()

    for by, people in ((PRIYA, (GRACE,)), (TOM, (OMAR,))):
        with pytest.raises(Refused) as refused:
            closing.propose(told.case, by, PROPOSAL)
        assert (refused.value.reason, refused.value.facts) == ("not_acting", {"people": people})
    assert answered(proposed(told, by=GRACE), OMAR).case.state is State.AGREED


@pytest.mark.clause("London 11.3.2")
def test_at_the_partnership_the_agencies_last_managers_confirm(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(TOP)

    assert answered(proposed(told, by=HARI), SOL).case.state is State.AGREED


@pytest.mark.parametrize("by", [CHRIS, PAM])
def test_who_is_of_no_agency_in_the_disagreement_confirms_nothing(london_rules: Rules, by: int) -> None:
    told = raised(london_rules, when=FRIDAY).up_to(TOP).then(acts.Joined(PAM, POLICE), by=PRIYA)

    with refuses("not_an_agency_of_the_case"):
        closing.propose(told.case, by, PROPOSAL)


def test_a_vacant_agency_is_answered_for_from_the_tier_below(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, roster=away(GRACE, GWEN, HANA, HARI)).run_out()
    assert HEALTH in told.case.vacant

    assert answered(proposed(told), OMAR).case.state is State.AGREED


# --- issues --------------------------------------------------------------------------------------


@pytest.mark.clause("Beds 6.11")
def test_every_outstanding_issue_has_an_owner_and_a_day(london_rules: Rules) -> None:
    told = agreed(london_rules, OPEN_ISSUE, ANOTHER_ISSUE)

    act = closing.own_issue(told.case, PRIYA, 2, TOM, MONDAY, MONDAY)
    told = told.then(act, by=PRIYA)

    assert act == acts.IssueOwned(2, TOM, MONDAY)
    assert told.case.outcome is not None
    assert told.case.outcome.issues == (Issue(1, OPEN_ISSUE), Issue(2, ANOTHER_ISSUE, TOM, MONDAY))


def test_an_issue_can_be_owned_before_the_last_confirmation(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY), OPEN_ISSUE)

    assert closing.own_issue(told.case, TOM, 1, TOM, MONDAY, MONDAY).owner == TOM


@pytest.mark.parametrize(
    ("by", "issue", "owner", "on", "reason", "field"),
    [
        pytest.param(ZED, 1, TOM, MONDAY, "no_part", None, id="said by Zed"),
        pytest.param(PRIYA, 2, TOM, MONDAY, "no_such_issue", "issue", id="no such issue"),
        pytest.param(PRIYA, 1, ZED, MONDAY, "owner_has_no_part", "owner", id="owned by Zed"),
        pytest.param(PRIYA, 1, TOM, date(2026, 11, 29), "in_past", "by", id="yesterday"),
    ],
)
def test_an_issue_is_owned_by_somebody_with_a_part_from_today_on(
    london_rules: Rules, by: int, issue: int, owner: int, on: date, reason: str, field: str | None
) -> None:
    told = agreed(london_rules, OPEN_ISSUE)

    with pytest.raises(Refused) as refused:
        closing.own_issue(told.case, by, issue, owner, on, MONDAY)

    assert (refused.value.reason, refused.value.field) == (reason, field)


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        pytest.param(acts.Closed(), "is_closed", id="closed"),
        pytest.param(acts.TakenBack(), "is_taken_back", id="taken back"),
    ],
)
def test_nothing_is_agreed_filed_or_closed_once_it_is_over(
    london_rules: Rules, end: acts.Act, reason: str
) -> None:
    told = agreed(london_rules, OPEN_ISSUE).then(end, by=PRIYA)

    for attempt in (
        lambda: closing.file_copy(told.case, PRIYA),
        lambda: closing.close(told.case, PRIYA),
        lambda: closing.propose(told.case, PRIYA, PROPOSAL),
        lambda: closing.answer(told.case, TOM, Answer.AGREE, told.now),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.reason == reason


@pytest.mark.clause("Beds 6.11")
def test_an_issue_is_pursued_to_its_end_after_the_closing_too(london_rules: Rules) -> None:
    told = agreed(london_rules, OPEN_ISSUE, ANOTHER_ISSUE).then(acts.Closed(), by=PRIYA)
    told = told.then(closing.own_issue(told.case, PRIYA, 1, TOM, MONDAY, MONDAY), by=PRIYA)
    assert not told.case.is_finished

    told = told.then(
        closing.finish_issue(told.case, PRIYA, 1, SAFE), by=PRIYA, when="Monday 2026-11-30 10:00"
    )
    told = told.then(closing.finish_issue(told.case, TOM, 2, AGREED), by=TOM)

    done_at = at("Monday 2026-11-30 10:00")
    assert told.case.issues == (
        Issue(1, OPEN_ISSUE, TOM, MONDAY, PRIYA, done_at, SAFE),
        Issue(2, ANOTHER_ISSUE, None, None, TOM, done_at, AGREED),
    )
    assert told.case.is_finished


def test_an_issue_that_is_done_needs_no_owner_for_the_closing(london_rules: Rules) -> None:
    told = agreed(london_rules, OPEN_ISSUE)

    told = told.then(closing.finish_issue(told.case, TOM, 1, SAFE), by=TOM)

    assert Owed(Missing.OWNER, issue=1) not in closing.missing_for_closing(told.case)


@pytest.mark.parametrize(
    ("by", "issue", "reason"),
    [
        pytest.param(ZED, 1, "no_part", id="said by Zed"),
        pytest.param(PRIYA, 3, "no_such_issue", id="no such issue"),
        pytest.param(PRIYA, 2, "issue_done_already", id="done already"),
    ],
)
def test_an_issue_is_done_once_and_by_somebody_with_a_part(
    london_rules: Rules, by: int, issue: int, reason: str
) -> None:
    told = agreed(london_rules, OPEN_ISSUE, ANOTHER_ISSUE).then(acts.IssueDone(2, SAFE), by=TOM)

    with refuses(reason):
        closing.finish_issue(told.case, by, issue, SAFE)
    with refuses("issue_done_already"):
        closing.own_issue(told.case, PRIYA, 2, TOM, MONDAY, MONDAY)


def test_nothing_is_done_before_it_is_agreed_or_after_it_was_taken_back(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY), OPEN_ISSUE)

    with refuses("not_agreed_yet"):
        closing.finish_issue(told.case, TOM, 1, SAFE)
    with refuses("is_taken_back"):
        closing.finish_issue(told.then(acts.TakenBack(), by=PRIYA).case, TOM, 1, SAFE)


def test_without_an_outcome_there_is_no_issue(london_rules: Rules) -> None:
    with refuses("no_outcome"):
        closing.own_issue(raised(london_rules).case, PRIYA, 1, TOM, MONDAY, MONDAY)


# --- filed and closed ----------------------------------------------------------------------------


@pytest.mark.clause("London 11.1.9")
def test_each_agency_says_that_its_copy_is_on_the_childs_file(london_rules: Rules) -> None:
    told = agreed(london_rules)

    act = closing.file_copy(told.case, TOM)
    told = told.then(act, by=TOM, when="Monday 2026-11-30 10:00")

    assert act == acts.CopyFiled(SOCIAL_CARE)
    assert closing.file_copy(told.case, PRIYA, AGREED) == acts.CopyFiled(HEALTH, AGREED)
    assert told.case.filed == {SOCIAL_CARE: at("Monday 2026-11-30 10:00")}
    with refuses("filed_already"):
        closing.file_copy(told.case, TOM)
    assert closing.file_copy(told.case, PRIYA) == acts.CopyFiled(HEALTH)


def test_there_is_no_copy_before_every_agency_has_answered(london_rules: Rules) -> None:
    with refuses("not_agreed_yet"):
        closing.file_copy(proposed(raised(london_rules, when=FRIDAY)).case, TOM)


@pytest.mark.parametrize(
    ("by", "reason"),
    [
        pytest.param(PAM, "not_an_agency_of_the_case", id="of another agency"),
        pytest.param(ZED, "no_part", id="Zed"),
    ],
)
def test_only_agencies_of_the_disagreement_file_a_copy(london_rules: Rules, by: int, reason: str) -> None:
    told = agreed(london_rules).then(acts.Joined(PAM, POLICE), by=PRIYA)

    with refuses(reason):
        closing.file_copy(told.case, by)


def test_it_closes_when_all_is_confirmed_owned_and_filed(london_rules: Rules) -> None:
    told = agreed(london_rules, OPEN_ISSUE)
    told = told.then(
        acts.IssueOwned(1, TOM, MONDAY), acts.CopyFiled(HEALTH), acts.CopyFiled(SOCIAL_CARE), by=TOM
    )

    act = closing.close(told.case, PRIYA)

    assert act == acts.Closed()
    assert told.then(act, by=PRIYA).case.state is State.CLOSED


def test_what_is_missing_is_said_at_once(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY), OPEN_ISSUE, ANOTHER_ISSUE)
    told = told.then(acts.IssueOwned(1, TOM, MONDAY), by=TOM)

    with pytest.raises(Refused) as refused:
        closing.close(told.case, PRIYA)

    assert refused.value.reason == "not_ready_to_close"
    assert refused.value.facts == {
        "missing": (
            Owed(Missing.CONFIRMATION, SOCIAL_CARE),
            Owed(Missing.OWNER, issue=2),
            Owed(Missing.COPY, HEALTH),
            Owed(Missing.COPY, SOCIAL_CARE),
        )
    }


def test_only_copies_not_filed_are_missing(london_rules: Rules) -> None:
    told = agreed(london_rules).then(acts.CopyFiled(HEALTH), by=PRIYA)

    assert closing.missing_for_closing(told.case) == (Owed(Missing.COPY, SOCIAL_CARE),)


def test_an_open_disagreement_lacks_an_outcome_first(london_rules: Rules) -> None:
    case = raised(london_rules).case

    assert closing.missing_for_closing(case) == (Owed(Missing.OUTCOME),)
    with refuses("not_ready_to_close"):
        closing.close(case, PRIYA)


def test_zed_closes_nothing(london_rules: Rules) -> None:
    with refuses("no_part"):
        closing.close(agreed(london_rules).case, ZED)


def test_a_missing_approval_holds_up_no_closing(london_rules: Rules) -> None:
    told = agreed(london_rules).then(acts.CopyFiled(HEALTH), acts.CopyFiled(SOCIAL_CARE), by=TOM)
    told = told.then(note(PRIYA, TOM, held=FRIDAY), by=PRIYA)

    assert closing.close(told.case, PRIYA) == acts.Closed()


def test_a_move_up_keeps_the_proposal_for_the_next_managers(london_rules: Rules) -> None:
    told = proposed(raised(london_rules, when=FRIDAY)).run_out()

    assert answered(told, OMAR).case.state is State.AGREED
    assert ladder.part_of(told.case, OMAR) == SOCIAL_CARE
    assert PARTNERSHIP not in told.case.agencies
