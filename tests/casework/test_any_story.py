"""Whatever people and time do to a disagreement, in any order: who is told of it, and who is not."""

from collections.abc import Iterator

from hypothesis import given

from casework import telling
from procedure import acts, inside
from procedure.acts import Entry, MoveReason, Way
from procedure.case import Case, State
from procedure.changes import after
from procedure.roster import Roster
from storage.cases import Row
from storage.notices import Draft
from tests.procedure.stories.scene import Moment
from tests.procedure.stories.told import REFERENCE, Beginning, Steps, beginnings, steps, told_as

ASKED_FOR_CONSENT = {f"{telling.TOLD}:withdrawal_asked"}
OF_POLICY = {f"{telling.TOLD}:{kind}" for kind in ("policy_issue", "procedure_problem", "policy_dealt_with")}


def entry_by_entry(story: list[Moment]) -> Iterator[tuple[Entry, Case, Roster, list[Draft]]]:
    """Yield each entry, the disagreement after it, who is who then, and what is to be told of it."""
    area = story[0].rules_of_area
    row = Row(1, REFERENCE, area.area.id, area, "room", "C1")
    case = Case(REFERENCE, area)
    for moment in story:
        for entry in moment.new:
            before, case = case, after(case, entry)
            yield entry, case, moment.roster, telling.drafts(before, entry, case, moment.roster, row)


def leads_of(case: Case, roster: Roster) -> set[int]:
    """Return who may be told without a part: those who watch over it, and who is asked for advice."""
    if case.way is Way.CONCERN:
        return set()
    designated = {lead for agency in case.agencies for lead in roster.designated_leads(agency)}
    return designated | set(() if case.is_inside else roster.safeguarding_leads())


@given(beginnings, steps)
def test_nobody_without_a_part_is_told_but_leads(beginning: Beginning, happened: Steps) -> None:
    with_a_part = set[int]()
    for entry, case, roster, drafts in entry_by_entry(told_as(beginning, happened)):
        with_a_part |= set(case.parts)
        issues = case.policy_issues
        holders = {person for issue in issues for person in (*issue.holders, issue.raised_by)}
        for draft in drafts:
            if draft.person_id is None or draft.person_id in with_a_part:
                continue
            if isinstance(entry.act, acts.PostNotified):
                assert draft.kind == f"{telling.LEAD}:nobody_to_notify" or draft.person_id in entry.act.people
            elif draft.kind in OF_POLICY:
                assert draft.person_id in holders
            elif draft.kind == telling.POST:
                assert draft.disagreement_id is None
                assert draft.person_id in roster.safeguarding_leads()
            elif draft.kind in ASKED_FOR_CONSENT:
                assert draft.person_id in case.asked_to_consent
            else:
                assert draft.kind.startswith((f"{telling.LEAD}:", f"{telling.MAIL_LEAD}:"))
                assert draft.person_id in leads_of(case, roster)


@given(beginnings, steps)
def test_whoever_has_a_part_no_more_is_told_only_that(beginning: Beginning, happened: Steps) -> None:
    for _, case, roster, drafts in entry_by_entry(told_as(beginning, happened)):
        others = {*leads_of(case, roster), *(each for issue in case.policy_issues for each in issue.holders)}
        others |= set(case.asked_to_consent)
        gone = {
            draft.kind.partition(":")[0]
            for draft in drafts
            if draft.person_id in case.taken_out and draft.person_id not in others
        }
        assert gone <= {telling.REMOVE, telling.TOLD, telling.CALL_UPDATE}


@given(beginnings, steps)
def test_when_time_has_run_out_somebody_is_called_or_those_who_watch_over_it_are_told(
    beginning: Beginning, happened: Steps
) -> None:
    for entry, case, roster, drafts in entry_by_entry(told_as(beginning, happened)):
        if not _has_run_out(entry):
            continue
        called = {draft.person_id for draft in drafts if draft.kind == telling.CALL}
        called |= {person for call in case.calls for person in roster.reachable(call.people)}
        assert called or _watchers_told(case, roster, drafts)
        uncalled = [agency for agency in case.agencies if case.call(agency) is None]
        is_lacking = uncalled and not case.is_held_by_partnership()
        assert not is_lacking or isinstance(entry.act, acts.TimeRanOutAtTheTop | acts.MovedUp)
        assert not is_lacking or _watchers_told(case, roster, drafts)


@given(beginnings, steps)
def test_whenever_an_agency_is_left_without_anybody_who_could_be_called_a_lead_is_told(
    beginning: Beginning, happened: Steps
) -> None:
    known = set[int]()
    for entry, case, roster, drafts in entry_by_entry(told_as(beginning, happened)):
        is_passed_on = isinstance(entry.act, acts.Raised) and case.due_at == entry.at
        is_next = isinstance(entry.act, acts.Raised) and case.is_inside and not case.is_at_the_top
        if case.state is State.OPEN and set(case.vacant) - known and not is_passed_on and not is_next:
            own = {draft.person_id for draft in drafts if draft.kind == f"{telling.TOLD}:nobody_reachable"}
            assert own or _watchers_told(case, roster, drafts)
        known = set(case.vacant)


def _watchers_told(case: Case, roster: Roster, drafts: list[Draft]) -> bool:
    """Whether a lead is told; true, too, where there is nobody in the roster whom anything could reach."""
    told = any(draft.kind.startswith((telling.LEAD, telling.POST)) for draft in drafts)
    return told or not inside.watchers(case, roster)


def _has_run_out(entry: Entry) -> bool:
    by_time = (MoveReason.TIME_RAN_OUT, MoveReason.PROTECT_BY_PASSED)
    moved = isinstance(entry.act, acts.MovedUp) and entry.act.reason in by_time
    return moved or isinstance(entry.act, acts.TimeRanOutAtTheTop)
