"""How a disagreement moves up a tier: by time, by a person, or where nobody is left to call."""

from datetime import datetime

from procedure import acts
from procedure.acts import ChangeReason, MoveReason, StepReason
from procedure.case import Case, State
from procedure.copying import replace
from procedure.ladder.calling import call_again, call_for, calls_to, holder_inside, holders_at, sides_at
from procedure.ladder.parts import part_of, require_open
from procedure.refusal import Refused
from procedure.roster import Holder, Roster
from procedure.steps import begin_next, due_from
from procedure.written import Expiry


def move_up(case: Case, reason: MoveReason, roster: Roster, now: datetime) -> acts.MovedUp:
    """
    Return the move to the next tier at which any agency has a holder; tiers where nobody can be
    reached are passed over and named (London 11.1.5, 11.1.7, 11.3.1, 11.3.2; Beds 6.8, 6.9).

    The risk is asked again at each tier (Beds 2.4). Where protect-by has passed, or a child was in danger,
    and nobody has said how soon it must be settled now, the tier reached has the area's urgent limit, never
    more than its own. A protect-by still to come goes with the case (decision 009).
    """
    if case.is_at_the_top:
        raise Refused("top_tier")
    index, holders = _next_filled(case, roster)
    is_urgent = reason in (MoveReason.PROTECT_BY_PASSED, MoveReason.DANGER)
    reached = replace(
        case,
        tier_index=index,
        step_index=0,
        protect_by=case.protect_by if case.protect_by and case.protect_by > now else None,
        is_urgent=is_urgent or case.is_urgent,
    )
    due = due_from(reached, now)
    called = {holder.agency_id for holder in holders}
    return acts.MovedUp(
        tier=index,
        reason=reason,
        due_at=due,
        protect_by=reached.protect_by,
        was_due_at=case.due_at,
        calls=calls_to(holders, case.rules, now, due),
        vacant=tuple(side.agency_id for side in sides_at(reached, roster) if side.agency_id not in called),
        skipped=case.rules.tier_ids[case.tier_index + 1 : index],
    )


def time_ran_out(case: Case, roster: Roster, now: datetime) -> tuple[acts.Act, ...]:
    """
    Return what follows when the tier's time, or a step of it, has run out: the next step begins and its
    holders are called again for it; the next tier is called; or, where the procedure ends here, its holders
    are called again each working day. A protect-by still to come is what it is due by then.

    Nobody's time has run out before they were called: while no call of this tier has arrived and one
    still may, the procedure's own limit starts again. Protect-by moves for no outage.
    """
    passed = case.protect_by is not None and case.protect_by <= now
    if not passed and not case.has_been_called and any(call.is_on_its_way for call in case.calls):
        return (acts.ClockHeld(due_from(case, now)),)
    if case.is_inside and case.is_at_the_top and not case.calls:
        ahead = replace(case, protect_by=None, is_urgent=True) if passed else case
        return _looked_for(ahead, roster, now)
    if not passed and (began := begin_next(case, StepReason.TIME_RAN_OUT, now, now)):
        return began, *_called_for(began, case, roster, now)
    if case.tier.on_expiry is Expiry.CALL_AGAIN:
        ended = replace(case, due_at=None if passed else case.protect_by)
        repeats = (call_again(ended, call.holder.agency_id, roster, now) for call in case.calls)
        return acts.TimeRanOutAtTheTop(ended.due_at), *repeats
    reason = MoveReason.PROTECT_BY_PASSED if passed else MoveReason.TIME_RAN_OUT
    return (move_up(case, reason, roster, now),)


def declare_unresolved(case: Case, by: int, roster: Roster, now: datetime) -> acts.MovedUp:
    """Return the move up that anyone acting at the tier may make alone (London 11.1.5; Beds 6.9)."""
    require_open(case)
    agency = part_of(case, by)
    if by not in case.acting(agency):
        raise Refused("not_acting", people=case.acting(agency))
    return move_up(case, MoveReason.UNRESOLVED, roster, now)


def nobody_left(case: Case, roster: Roster, now: datetime) -> tuple[acts.MovedUp, ...]:
    """Return the move up of a tier at which no agency has a holder any more; nothing where one has."""
    if case.state is not State.OPEN or case.calls or case.is_at_the_top:
        return ()
    return (move_up(case, MoveReason.NO_HOLDER, roster, now),)


def _called_for(began: acts.StepBegan, case: Case, roster: Roster, now: datetime) -> list[acts.CalledAgain]:
    """Whoever holds the tier is called again for a step that its time has brought."""
    calls = tuple(replace(call, since=now) for call in case.calls)
    running = replace(case, due_at=began.due_at, calls=calls)
    return [call_again(running, call.holder.agency_id, roster, now) for call in calls]


def _looked_for(case: Case, roster: Roster, now: datetime) -> tuple[acts.Act, ...]:
    """Inside an agency nobody else is above: whoever has come meanwhile is called, else it waits on."""
    due, agency = due_from(case, now), case.raising_agency
    holder = holder_inside(case, roster)
    held = acts.ClockHeld(due)
    if holder is None:
        return (held,)
    called = call_for(holder, case.rules, now, due)
    return held, acts.HolderChanged(agency, ChangeReason.UNREACHABLE, (), called)


def _next_filled(case: Case, roster: Roster) -> tuple[int, list[Holder]]:
    """The next tier with anybody to call, else the last."""
    top = len(case.rules.procedure.tiers) - 1
    for index in range(case.tier_index + 1, top):
        if holders := holders_at(case, index, roster):
            return index, holders
    return top, holders_at(case, top, roster)
