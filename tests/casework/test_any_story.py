"""Whatever people and time do to a disagreement, in any order: who is told of it, and who is not."""

from collections.abc import Iterator

from hypothesis import given

from casework import telling
from procedure import acts
from procedure.acts import Entry, MoveReason
from procedure.case import Case
from procedure.changes import after
from storage.cases import Row
from storage.notices import Draft
from tests.procedure.partnership import NORTHMERE, REFERENCE, ROSTER, Told
from tests.procedure.stories import Beginning, Steps, beginnings, steps, told_as

ROW = Row(1, REFERENCE, "northmere", NORTHMERE, "room", "C1")
LEADS = set(ROSTER.safeguarding_leads())
DESIGNATED = {person for agency in ROSTER.agencies for person in ROSTER.designated_leads(agency)}

ASKED_FOR_CONSENT = {f"{telling.TOLD}:withdrawal_asked"}


def entry_by_entry(told: Told) -> Iterator[tuple[Entry, Case, list[Draft]]]:
    """Yield each entry, the disagreement after it, and what is to be told of it."""
    case = Case(REFERENCE, NORTHMERE)
    for entry in told.entries:
        before, case = case, after(case, entry)
        yield entry, case, telling.drafts(before, entry, case, told.roster, ROW)


@given(beginnings, steps)
def test_nobody_without_a_part_is_told_but_leads(beginning: Beginning, happened: Steps) -> None:
    told = told_as(beginning, happened)[-1]
    with_a_part = set[int]()

    for _, case, drafts in entry_by_entry(told):
        with_a_part |= set(case.parts)
        for draft in drafts:
            if draft.person_id is None or draft.person_id in with_a_part:
                continue
            assert draft.kind.startswith(f"{telling.LEAD}:") or draft.kind in ASKED_FOR_CONSENT
            assert draft.person_id in LEADS | DESIGNATED


@given(beginnings, steps)
def test_whoever_has_a_part_no_more_is_told_only_that(beginning: Beginning, happened: Steps) -> None:
    for _, case, drafts in entry_by_entry(told_as(beginning, happened)[-1]):
        gone = {
            draft.kind.partition(":")[0]
            for draft in drafts
            if draft.person_id in case.taken_out and draft.person_id not in LEADS | DESIGNATED
        }
        assert gone <= {telling.REMOVE, telling.TOLD, telling.CALL_UPDATE}


@given(beginnings, steps)
def test_when_time_has_run_out_somebody_is_called_or_the_leads_are_told(
    beginning: Beginning, happened: Steps
) -> None:
    for entry, case, drafts in entry_by_entry(told_as(beginning, happened)[-1]):
        if not _has_run_out(entry):
            continue
        called = {draft.person_id for draft in drafts if draft.kind == telling.CALL}
        leads = {draft.person_id for draft in drafts if draft.kind.startswith(f"{telling.LEAD}:")}
        assert called or leads
        uncalled = [agency for agency in case.agencies if case.call(agency) is None]
        assert leads or not uncalled or case.is_held_by_partnership()


def _has_run_out(entry: Entry) -> bool:
    by_time = (MoveReason.TIME_RAN_OUT, MoveReason.PROTECT_BY_PASSED)
    moved = isinstance(entry.act, acts.MovedUp) and entry.act.reason in by_time
    return moved or isinstance(entry.act, acts.TimeRanOutAtTheTop)
