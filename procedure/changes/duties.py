"""What is owed beside a tier's time: begun, met, late, and over with what it was for."""

from collections.abc import Callable, Mapping
from typing import Any

from procedure import acts
from procedure.acts import Answer, Entry
from procedure.case import OVER, Case, DutyOwed, State
from procedure.changes.finding import Changes
from procedure.copying import replace
from procedure.steps import is_discussion
from procedure.timed import DutyStart, MetBy


def _began(case: Case, entry: Entry, act: acts.DutyBegan) -> Case:
    duty = next(each for each in case.tier.duties if each.id == act.duty)
    owed = DutyOwed(act.number, duty, case.tier_index, act.agencies, act.due_at)
    return replace(case, duties=(*case.duties, owed))


def _late(case: Case, entry: Entry, act: acts.DutyLate) -> Case:
    return _each(case, lambda owed: replace(owed, late_at=entry.at) if owed.number == act.number else owed)


def _done(case: Case, entry: Entry, act: acts.DutyDone) -> Case:
    def met(owed: DutyOwed) -> DutyOwed:
        return _without(owed, {act.agency_id}) if owed.number == act.number else owed

    return _each(case, met)


CHANGES: Changes = {
    acts.DutyBegan: _began,
    acts.DutyLate: _late,
    acts.DutyDone: _done,
}


def after_all(case: Case, entry: Entry) -> Case:
    """Return the case without the duties that an entry, of whatever kind, has met or brought to an end."""
    if not case.duties:
        return case
    met_by, agencies = _met(case, entry)
    if met_by:
        case = _each(case, lambda owed: _without(owed, agencies) if owed.duty.met_by is met_by else owed)
    return _each(case, lambda owed: replace(owed, owing=()) if _is_over(owed, case, entry) else owed)


def _met(case: Case, entry: Entry) -> tuple[MetBy | None, set[int]]:
    meets = _MEETS.get(type(entry.act))
    return meets(case, entry.act) if meets else (None, set())


def _by_note(case: Case, act: acts.NoteSaved) -> tuple[MetBy | None, set[int]]:
    if not is_discussion(case, act):
        return None, set()
    return MetBy.DISCUSSION_HELD, {*case.represented_by(act.took_part)}


def _by_answer(case: Case, act: acts.OutcomeAnswered) -> tuple[MetBy | None, set[int]]:
    return (None, set()) if act.answer is Answer.DO_NOT_AGREE else (MetBy.OUTCOME_CONFIRMED, {act.agency_id})


_MEETS: Mapping[type, Callable[[Case, Any], tuple[MetBy | None, set[int]]]] = {
    acts.TakenUp: lambda case, act: (MetBy.TAKEN_UP, {act.agency_id}),
    acts.LookedAgain: lambda case, act: (MetBy.LOOKED_AGAIN, {act.agency_id}),
    acts.NoteSaved: _by_note,
    acts.OutcomeProposed: lambda case, act: (MetBy.OUTCOME_CONFIRMED, {act.agency_id}),
    acts.OutcomeAnswered: _by_answer,
    acts.CopyFiled: lambda case, act: (MetBy.COPY_FILED, {act.agency_id}),
}
"""What each kind of act meets, and for which agencies."""


def _is_over(owed: DutyOwed, case: Case, entry: Entry) -> bool:
    """
    What an agreement started goes on until it is closed or opened again, the rest while the tier has the
    disagreement.
    """
    if owed.duty.starts is not DutyStart.AGREED:
        return case.state is not State.OPEN or case.tier_index != owed.tier
    act = entry.act
    is_withdrawn = isinstance(act, acts.OutcomeAnswered) and act.answer is Answer.DO_NOT_AGREE
    return case.state in OVER or is_withdrawn or isinstance(act, acts.Reopened)


def _each(case: Case, change: Callable[[DutyOwed], DutyOwed]) -> Case:
    return replace(case, duties=tuple(change(owed) for owed in case.duties))


def _without(owed: DutyOwed, agencies: set[int]) -> DutyOwed:
    return replace(owed, owing=tuple(agency for agency in owed.owing if agency not in agencies))
