"""Who is called at a tier, and what becomes of it."""

from datetime import datetime

from procedure import acts
from procedure.acts import Called, ChangeReason, Entry, MoveReason
from procedure.case import Call, Case
from procedure.changes.finding import Changes, fresh_calls, the_call, with_call
from procedure.copying import replace
from procedure.limits import again_at
from procedure.roster import Holder
from procedure.rules import Rules


def _moved_up(case: Case, entry: Entry, act: acts.MovedUp) -> Case:
    is_urgent = act.reason in (MoveReason.PROTECT_BY_PASSED, MoveReason.DANGER)
    return replace(
        case,
        tier_index=act.tier,
        step_index=0,
        entered_at=entry.at,
        counts_from=entry.at,
        due_at=act.due_at,
        protect_by=act.protect_by,
        risk_asked_at=entry.at,
        is_urgent=is_urgent or case.is_urgent,
        put_back=None,
        past_calls=(*case.past_calls, *case.calls),
        calls=fresh_calls(act.calls, act.tier, entry.at, act.reason),
        vacant=act.vacant,
        last_move=act,
        moves=(*case.moves, entry),
    )


def _called_again(case: Case, entry: Entry, act: acts.CalledAgain) -> Case:
    call = the_call(case, act.agency_id)
    also = tuple(dict.fromkeys([*call.also, *act.also]))
    return with_call(
        case,
        replace(
            call,
            times=act.times,
            also=also,
            again_at=act.again_at,
            taken_up_by=None,
            taken_up_at=None,
            speak_by=None,
            phoned_at=None,
            talked_at=None,
            mailed=frozenset(),
        ),
    )


def _called_by_mail(case: Case, entry: Entry, act: acts.CalledByMail) -> Case:
    call = the_call(case, act.agency_id)
    return with_call(case, replace(call, mailed=call.mailed.union(act.people)))


def _call_delivered(case: Case, entry: Entry, act: acts.CallDelivered) -> Case:
    arrived = with_call(case, replace(the_call(case, act.agency_id), delivered_at=entry.at))
    return arrived if act.due_at is None else _started_again(arrived, act.due_at, entry.at)


def _clock_held(case: Case, entry: Entry, act: acts.ClockHeld) -> Case:
    """Protect-by passes here where nobody else could be called inside an agency."""
    return _once_passed(_started_again(case, act.due_at, entry.at), entry.at)


def _started_again(case: Case, due_at: datetime, at: datetime) -> Case:
    return replace(due_moved(case, due_at, at), counts_from=at)


def _time_ran_out_at_the_top(case: Case, entry: Entry, act: acts.TimeRanOutAtTheTop) -> Case:
    """There is no tier above to go to when protect-by passes; the risk is asked again all the same."""
    moved = replace(due_moved(case, act.due_at, entry.at), has_run_out_at_the_top=True)
    return _once_passed(moved, entry.at)


def _once_passed(case: Case, at: datetime) -> Case:
    """A protect-by that has passed is over: the time is short until somebody says how soon (Beds 2.4)."""
    if case.protect_by is None or case.protect_by > at:
        return case
    return replace(case, protect_by=None, risk_asked_at=at, is_urgent=True, put_back=None)


def due_moved(case: Case, due_at: datetime | None, at: datetime) -> Case:
    """Return the case due at another time: calls are repeated in what is left; a promise within it stands."""
    calls = tuple(_called_within(call, due_at, at, case.rules) for call in case.calls)
    return replace(case, due_at=due_at, calls=calls)


def _called_within(call: Call, due_at: datetime | None, at: datetime, rules: Rules) -> Call:
    is_promised = (
        call.speak_by is not None and at < call.speak_by and (due_at is None or call.speak_by < due_at)
    )
    has_answered = call.phoned_at is not None or call.talked_at is not None
    # They may have talked before they took it up: a promise that is over by now asks them again.
    if is_promised or (has_answered and (call.again_at is None or call.again_at > at)):
        return replace(call, since=at)
    return replace(call, since=at, again_at=again_at(rules, at, at, due_at))


def _taken_up(case: Case, entry: Entry, act: acts.TakenUp) -> Case:
    call = the_call(case, act.agency_id)
    taken = replace(
        call,
        taken_up_by=entry.by,
        taken_up_at=entry.at,
        speak_by=act.speak_by,
        answered_at=entry.at,
        again_at=act.speak_by,
    )
    return with_call(case, taken)


def _reached_by_phone(case: Case, entry: Entry, act: acts.ReachedByPhone) -> Case:
    call = the_call(case, act.agency_id)
    again = again_once_answered(case, entry.at)
    return with_call(case, replace(call, phoned_at=entry.at, answered_at=entry.at, again_at=again))


def again_once_answered(case: Case, at: datetime) -> datetime | None:
    """
    Return when somebody who has answered is called again: not while the tier has it; at the top, where
    there is nobody to move it up to, each working day.
    """
    rules = case.rules
    return rules.calendar.next_at(at, rules.area.call_again_at) if case.is_at_the_top else None


def _holder_changed(case: Case, entry: Entry, act: acts.HolderChanged) -> Case:
    """
    Whoever was called keeps their part, also where the call is somebody else's now; but for somebody who
    says that it is not theirs, for whom another is called, and who has done nothing in it so far.
    """
    old = case.call(act.agency_id)
    others = tuple(call for call in case.calls if call is not old)
    past = (*case.past_calls, replace(old, was_passed_on=True)) if old else case.past_calls
    vacant = tuple(agency for agency in case.vacant if agency != act.agency_id)
    if act.call is None:
        vacant = (*vacant, act.agency_id)
        return replace(case, calls=others, past_calls=past, vacant=vacant, looked_for_at=entry.at)
    if old and _goes_on(old, act.call.holder):
        calls = (*others, _left_to(old, act.call))
    else:
        calls = (*others, *fresh_calls((act.call,), case.tier_index, entry.at, act.reason))
    after = replace(case, calls=calls, past_calls=past, vacant=vacant)
    called = set(act.call.holder.people)
    gone = set(act.leaving) - called if act.reason is ChangeReason.NOT_MINE else set[int]()
    strangers = {person for person in gone if not after.has_taken_part(person)}
    return replace(after, taken_out=(case.taken_out | strangers) - called)


def _goes_on(old: Call, holder: Holder) -> bool:
    """Whether it is the same call, to fewer people or with the one in it who is on it."""
    return old.taken_up_by in holder.people or set(holder.people) <= set(old.people)


def _left_to(old: Call, called: Called) -> Call:
    """The promise of somebody who is gone binds none of the others."""
    left = replace(old, holder=called.holder, also=())
    if old.taken_up_by is None or old.taken_up_by in called.holder.people:
        return left
    return replace(
        left, taken_up_by=None, taken_up_at=None, speak_by=None, answered_at=None, again_at=called.again_at
    )


def _reviewed(case: Case, entry: Entry, act: acts.LookedAgain) -> Case:
    return replace(case, reviews=(*case.reviews, entry))


CHANGES: Changes = {
    acts.MovedUp: _moved_up,
    acts.CalledAgain: _called_again,
    acts.CalledByMail: _called_by_mail,
    acts.CallDelivered: _call_delivered,
    acts.ClockHeld: _clock_held,
    acts.TimeRanOutAtTheTop: _time_ran_out_at_the_top,
    acts.TakenUp: _taken_up,
    acts.ReachedByPhone: _reached_by_phone,
    acts.HolderChanged: _holder_changed,
    acts.LookedAgain: _reviewed,
}
