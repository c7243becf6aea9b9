"""More about a disagreement: who may say it, until when, and what is refused beside its field."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from procedure import acts, details
from procedure.acts import About, Answered, Danger, Joined, JoinedAs, Meeting, Talk
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.partnership import (
    GRACE,
    HEALTH,
    OMAR,
    PAM,
    POLICE,
    PRIYA,
    ROSTER,
    SOCIAL_CARE,
    TOM,
    WORDS,
    ZED,
    managers_called,
    raised,
    refuses,
)

TODAY = date(2026, 12, 22)
NOTHING = details.Draft(None, "", (), None, None, None, Talk())


def draft(**changes: Any) -> details.Draft:
    return replace(NOTHING, **changes)


@pytest.mark.clause("London 11.1.3")
def test_it_says_what_it_is_about_and_a_later_version_stands_for_the_one_before(london_rules: Rules) -> None:
    told = raised(london_rules)

    first = details.add(told.case, PRIYA, draft(about=About.INACTION, subject="referral_silence"), TODAY)
    told = told.then(first, by=PRIYA)
    second = details.add(told.case, PRIYA, draft(about=About.DECISION, subject="referral_contact"), TODAY)
    told = told.then(second, by=PRIYA)

    assert (first.version, second.version) == (1, 2)
    assert told.case.details == second


def test_the_receipts_one_question_leaves_the_rest_as_it_was(london_rules: Rules) -> None:
    told = raised(london_rules)
    told = told.then(details.add(told.case, PRIYA, draft(subject="assessment"), TODAY), by=PRIYA)

    act = details.name_kind(told.case, PRIYA, About.ACTION)

    assert (act.version, act.about, act.subject) == (2, About.ACTION, "assessment")
    assert details.name_kind(raised(london_rules).case, PRIYA, None).version == 1


@pytest.mark.clause("London 11.1.1")
def test_it_can_say_out_of_which_meeting_it_came_and_when(london_rules: Rules) -> None:
    asked = draft(meeting=Meeting.CONFERENCE, met_on=TODAY)

    act = details.add(raised(london_rules).case, PRIYA, asked, TODAY)

    assert (act.meeting, act.met_on) == (Meeting.CONFERENCE, TODAY)


@pytest.mark.clause("Beds 4.1")
@pytest.mark.parametrize(
    "talk",
    [
        pytest.param(Talk(), id="nothing said of it"),
        pytest.param(Talk(GRACE, TODAY, WORDS), id="with whom, when, what they think"),
        pytest.param(Talk(GRACE), id="with whom alone"),
        pytest.param(Talk(why_not=WORDS), id="why there was none"),
    ],
)
def test_the_talk_with_ones_own_manager_is_kept_as_far_as_it_is_said(
    bedfordshire_rules: Rules, talk: Talk
) -> None:
    assert details.add(raised(bedfordshire_rules).case, PRIYA, draft(talk=talk), TODAY).talk == talk


@pytest.mark.clause("Beds 5 (danger)")
def test_in_danger_no_talk_with_a_manager_is_asked_for(bedfordshire_rules: Rules) -> None:
    case = raised(bedfordshire_rules, danger=Danger.NOW).case

    assert details.add(case, PRIYA, draft(talk=Talk(GRACE, date(2030, 1, 1))), TODAY).talk == Talk()


@pytest.mark.parametrize(
    ("asked", "reason", "field"),
    [
        pytest.param(draft(subject="weather"), "unknown_button", "subject", id="no such subject"),
        pytest.param(
            draft(subject="assessment", chair=PAM), "unknown_button", "chair", id="nobody has a copy of this"
        ),
        pytest.param(draft(chair=PAM), "unknown_button", "chair", id="a chair of nothing"),
        pytest.param(
            draft(subject="assessment", answers=(Answered("missing", WORDS),)),
            "unknown_button",
            "subject",
            id="an answer to another subject's question",
        ),
        pytest.param(
            draft(answers=(Answered("missing", WORDS),)), "unknown_button", "subject", id="an answer alone"
        ),
        pytest.param(draft(met_on=TODAY), "empty", "meeting", id="a day without a meeting"),
        pytest.param(
            draft(meeting=Meeting.OTHER, met_on=date(2026, 12, 23)), "in_future", "met_on", id="met tomorrow"
        ),
        pytest.param(draft(talk=Talk(on=TODAY)), "empty", "manager", id="a talk with nobody"),
        pytest.param(draft(talk=Talk(view=WORDS)), "empty", "manager", id="nobody's view"),
        pytest.param(
            draft(talk=Talk(PRIYA)), "own_manager_is_another", "manager", id="one's own manager is another"
        ),
        pytest.param(
            draft(talk=Talk(GRACE, why_not=WORDS)), "talked_or_not", "why_not", id="talked and did not"
        ),
        pytest.param(
            draft(talk=Talk(GRACE, date(2026, 12, 23))), "in_future", "talked_on", id="will talk tomorrow"
        ),
    ],
)
def test_what_can_not_be_is_refused_beside_its_field(
    london_rules: Rules, asked: details.Draft, reason: str, field: str
) -> None:
    with refuses(reason) as refused:
        details.add(raised(london_rules).case, PRIYA, asked, TODAY)

    assert refused.value.field == field


def test_the_questions_of_a_subject_are_answered_with_it(london_rules: Rules) -> None:
    asked = draft(subject="core_group_quoracy", answers=(Answered("missing", WORDS),))

    act = details.add(raised(london_rules).case, PRIYA, asked, TODAY)

    assert act.answers == (Answered("missing", WORDS),)


def test_only_the_side_that_raised_it_says_what_it_is_about(london_rules: Rules) -> None:
    told = managers_called(london_rules)

    assert details.add(told.case, GRACE, NOTHING, TODAY).version == 1
    for somebody in (TOM, OMAR):
        with refuses("not_the_raising_side"):
            details.add(told.case, somebody, NOTHING, TODAY)
    with refuses("no_part"):
        details.name_kind(told.case, ZED, None)


def test_it_can_be_put_right_until_it_is_settled_or_taken_back(london_rules: Rules) -> None:
    told = raised(london_rules).then(acts.TakenBack(), by=PRIYA)

    with refuses("is_taken_back"):
        details.add(told.case, PRIYA, NOTHING, TODAY)


@pytest.mark.clause("London 11.2.1")
def test_whoever_chairs_the_conference_gets_a_part_as_somebody_who_has_a_copy(london_rules: Rules) -> None:
    told = raised(london_rules)
    act = details.add(told.case, PRIYA, draft(subject="plan_progress", chair=PAM), TODAY)

    joining = details.copied(told.case, act, ROSTER)
    told = told.then(*joining, act, by=PRIYA)

    assert joining == (Joined(PAM, POLICE, JoinedAs.COPIED),)
    assert told.case.agency_of(PAM) == POLICE
    assert POLICE not in told.case.agencies
    assert details.copied(told.case, act, ROSTER) == ()


def test_nobody_is_copied_where_nobody_is_named_or_nobody_knows_where_they_work(london_rules: Rules) -> None:
    case = raised(london_rules).case

    assert details.copied(case, acts.Detailed(1), ROSTER) == ()
    with refuses("unknown_person") as refused:
        details.copied(case, acts.Detailed(1, chair=999), ROSTER)
    assert refused.value.field == "chair"


@pytest.mark.clause("Beds 5 (own)")
def test_each_agency_says_whether_it_has_begun_its_own_procedure(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules)

    for by, has_begun in ((PRIYA, False), (TOM, True), (PRIYA, True)):
        told = told.then(details.own_procedure(told.case, by, has_begun=has_begun), by=by)

    assert told.case.own_procedures == {HEALTH: True, SOCIAL_CARE: True}


def test_an_agency_that_is_no_side_of_it_has_no_procedure_to_begin(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules).then(Joined(PAM, POLICE), by=PRIYA)

    with pytest.raises(Refused, match="not_an_agency_of_the_case"):
        details.own_procedure(told.case, PAM, has_begun=True)
