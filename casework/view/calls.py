"""What waits for people: calls, and what is owed."""

from datetime import datetime

from casework.view.parties import emergency_of, next_step, next_tier, parties_of, route_of
from casework.view.protecting import advice_of
from casework.view.seen import View
from messages import facts
from procedure import acts, advice, duties, owed
from procedure.case import Call, Case, State

_OF_A_NOTE = (owed.What.APPROVAL, owed.What.NOTE_COPY)


def call_of(shown: View, person: int, agency_id: int) -> facts.Call:
    """Return a call to a person as it stands now, whatever has become of it since."""
    case = shown.case
    call, state = _call_and_state(case, person, agency_id)
    urgent = case.due_at is not None and case.due_at <= shown.case.rules.calendar.next_at(
        call.called_at, case.rules.area.closing_time
    )
    moved = case.last_move
    others = tuple(party for party in parties_of(shown) if party.agency_id != agency_id)
    taken_up_by = call.taken_up_by
    # An agency that joined at the partnership's own tier is called for itself, beside its bodies.
    is_called_for_itself = agency_id in case.agencies and case.call(agency_id) is not None
    return facts.Call(
        reference=case.reference,
        state=state,
        is_urgent=urgent or case.danger is not acts.Danger.NONE,
        has_danger=case.danger is not acts.Danger.NONE,
        times=call.times,
        tier=case.rules.procedure.tiers[call.tier].title,
        agency=shown.agency(agency_id),
        standing=call.holder.standing,
        due_at=shown.local_if_any(case.due_at),
        others=others,
        reason=call.reason,
        was_due_at=shown.local_if_any(moved.was_due_at) if moved else None,
        called_at=shown.local(call.called_at),
        next_tier=next_tier(case),
        step=case.present_step.title,
        step_by=tuple(map(shown.agency, duties.step_owed_by(case))),
        next_step=next_step(case),
        desk=shown.everyone(each for each in call.people if each != person),
        taken_up_by=shown.who(taken_up_by) if taken_up_by is not None else None,
        taken_up_at=shown.local_if_any(call.taken_up_at),
        speak_by=shown.local_if_any(call.speak_by),
        talked_at=shown.local_if_any(call.talked_at),
        has_answered=call.answered_at is not None,
        risk_asked=case.risk_asked_at is not None,
        is_short=case.is_urgent,
        is_challenged=case.is_challenged(agency_id),
        is_partnership=case.is_held_by_partnership() and not is_called_for_itself,
        # Inside an agency it is for the one who raised it to say so (Beds 8.1).
        can_move_up=not (case.is_at_the_top or case.is_inside),
        way=case.way,
        raised_by=shown.who(case.raised_by),
        emergency=emergency_of(case.rules),
        room=shown.room,
        advice_of=advice_of(case) if agency_id in advice.lacking(case) else "",
        advisers=shown.everyone(shown.roster.designated_leads(agency_id)),
        route=route_of(case, call.holder, call.tier),
    )


def waiting_of(shown: View, person: int) -> tuple[facts.WaitingItem, ...]:
    """Return what waits for one person in a disagreement."""
    reachable = set(shown.roster.reachable(shown.roster.people))
    return tuple(
        _waiting_item(shown, item) for item in owed.waiting(shown.case, reachable) if item.person == person
    )


def daily_of(shown: View, person: int, now: datetime) -> tuple[facts.WaitingItem, ...]:
    """Return what goes into one person's daily message for a disagreement."""
    reachable = set(shown.roster.reachable(shown.roster.people))
    asked = owed.asked_daily(shown.case, reachable, now)
    return tuple(_waiting_item(shown, item) for item in asked if item.person == person)


def _call_and_state(case: Case, person: int, agency_id: int) -> tuple[Call, str]:
    current = case.call(agency_id)
    if current is not None and person in current.people:
        return current, _state_of(case, current, person)
    for past in reversed(case.past_calls):
        if past.holder.agency_id == agency_id and person in past.people:
            moved_on = past.tier != case.tier_index
            return past, facts.CallState.MOVED_ON if moved_on else facts.CallState.PASSED_ON
    if current is not None:
        return current, facts.CallState.PASSED_ON
    raise LookupError(f"{case.reference}: no call to that person")


def _state_of(case: Case, call: Call, person: int) -> str:
    if case.state is not State.OPEN:
        return facts.CallState.SETTLED
    if call.taken_up_by is not None:
        mine = call.taken_up_by == person
        return facts.CallState.TAKEN_UP if mine else facts.CallState.TAKEN_UP_BY_OTHER
    return facts.CallState.PHONED if call.phoned_at is not None else facts.CallState.OPEN


def _waiting_item(shown: View, item: owed.Waiting) -> facts.WaitingItem:
    found = shown.case.note(item.number) if item.what in _OF_A_NOTE else None
    duty = shown.case.duties[item.number - 1].duty if item.what is owed.What.DUTY else None
    return facts.WaitingItem(
        reference=shown.case.reference,
        what=item.what,
        number=item.number,
        version=found.version if found else 0,
        due_at=shown.local_if_any(item.due_at),
        room=shown.room,
        title=duty.title if duty else "",
    )
