"""What is owed beside a tier's time: what starts it, who owes it, by when, and who says that it is done."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from procedure import acts
from procedure.acts import Act, Entry, Leaves
from procedure.case import Case, DutyOwed, State
from procedure.ladder import speaks_for
from procedure.limits import end_of
from procedure.refusal import Refused
from procedure.steps import is_discussion
from procedure.timed import Duty, DutyStart, MetBy, OwedBy


def begun(case: Case, entry: Entry) -> tuple[acts.DutyBegan, ...]:
    """Return the duties that begin with an entry, of a disagreement as it stands after it."""
    if case.state is not State.OPEN:
        return ()
    starts = _starts(case, entry)
    found = list[acts.DutyBegan]()
    for duty in case.tier.duties:
        owing = _owing(case, duty)
        if duty.starts in starts and owing and not _is_known(case, duty):
            number = len(case.duties) + len(found) + 1
            found.append(acts.DutyBegan(number, duty.id, owing, _due(case, duty, starts[duty.starts])))
    return tuple(found)


def late(case: Case, now: datetime) -> tuple[acts.DutyLate, ...]:
    """Return that something owed was not done in time, once for each such thing."""
    return tuple(
        acts.DutyLate(owed.number, owed.owing)
        for owed in case.duties_owed
        if owed.late_at is None and owed.due_at <= now
    )


def say_done(case: Case, by: int, number: int) -> acts.DutyDone:
    """Return that the agency for which somebody speaks has done what it owed."""
    agency = speaks_for(case, by)
    if agency not in _owing_of(case, number):
        raise Refused("nothing_owed", field="duty")
    return acts.DutyDone(number, agency)


def owed_by_agency(case: Case, agency_id: int) -> tuple[DutyOwed, ...]:
    """Return what an agency owes still."""
    return tuple(owed for owed in case.duties_owed if agency_id in owed.owing)


def step_owed_by(case: Case) -> tuple[int, ...]:
    """
    Return whose the present step is to do, where the text says that it is one side's only. Both are called
    all the same: the other side needs to know (decision 014).
    """
    owed_by = case.present_step.owed_by
    return () if owed_by is OwedBy.BOTH else _SIDES[owed_by](case)


def clause_of(case: Case, act: Act) -> str:
    """Return the clause behind an act that a step or a duty has brought, of the case after it; else none."""
    if isinstance(act, acts.StepBegan):
        return case.present_step.clause
    if isinstance(act, acts.DutyBegan | acts.DutyLate | acts.DutyDone):
        return case.duties[act.number - 1].duty.clause
    return ""


_BEGINNINGS = (DutyStart.RAISED, DutyStart.TIER_ENTERED)


def _owing_of(case: Case, number: int) -> tuple[int, ...]:
    return next((owed.owing for owed in case.duties_owed if owed.number == number), ())


def _starts(case: Case, entry: Entry) -> Mapping[DutyStart, datetime]:
    """What an entry starts, and from which instant it counts."""
    act = entry.act
    if isinstance(act, acts.Raised) and act.due_at != entry.at:
        return {DutyStart.RAISED: entry.at, DutyStart.TIER_ENTERED: entry.at}
    if isinstance(act, acts.MovedUp):
        return {DutyStart.TIER_ENTERED: entry.at}
    if isinstance(act, acts.Reopened):
        # Its tier begins as it began: the first one with what the raising starts.
        return dict.fromkeys(_BEGINNINGS if act.tier == 0 else _BEGINNINGS[1:], entry.at)
    if isinstance(act, acts.OutcomeProposed):
        return {DutyStart.AGREED: entry.at}
    if isinstance(act, acts.NoteSaved) and is_discussion(case, act):
        return dict.fromkeys(_started_by(act), act.held_at)
    return {}


def _started_by(note: acts.NoteSaved) -> Iterator[DutyStart]:
    yield DutyStart.DISCUSSION_HELD
    if note.leaves is Leaves.SETTLED:
        yield DutyStart.AGREED


def _is_known(case: Case, duty: Duty) -> bool:
    """
    It starts once at a tier, and anew after a reopening; after an agreement that came to nothing, once more
    with the next.
    """
    if duty.during and duty.during != case.present_step.id:
        return True
    since = case.duties[case.duties_before_reopening :]
    known = [owed for owed in since if owed.tier == case.tier_index and owed.duty.id == duty.id]
    return any(owed.owing or duty.starts is not DutyStart.AGREED for owed in known)


def _owing(case: Case, duty: Duty) -> tuple[int, ...]:
    agencies = _SIDES[duty.owed_by](case)
    answered = case.outcome.answers if case.outcome and duty.met_by is MetBy.OUTCOME_CONFIRMED else {}
    return tuple(agency for agency in agencies if agency not in answered)


def _responding(case: Case) -> tuple[int, ...]:
    return tuple(agency for agency in case.agencies if case.is_challenged(agency))


def _partnership(case: Case) -> tuple[int, ...]:
    """Its bodies that are called here."""
    called = (call.holder.agency_id for call in case.calls)
    return tuple(agency for agency in called if agency not in case.agencies)


_SIDES = {
    OwedBy.BOTH: lambda case: case.agencies,
    OwedBy.RAISING: lambda case: (case.raising_agency,),
    OwedBy.RESPONDING: _responding,
    OwedBy.PARTNERSHIP: _partnership,
}
"""Which agencies owe a duty, each for itself."""


def _due(case: Case, duty: Duty, since: datetime) -> datetime:
    """What is owed at once is owed within the area's urgent limit, as a call without any time is."""
    assert duty.limit is not None, "in_force leaves none open"
    limit = duty.limit if duty.limit.value else case.rules.area.urgent_limit
    return end_of(limit, since, case.rules.calendar)
