"""What those who were called, and everybody with a part, can answer and record."""

from datetime import datetime, timedelta
from enum import StrEnum

from procedure import acts
from procedure.acts import Review, TextRef
from procedure.case import Case, State
from procedure.copying import replace
from procedure.ladder.parts import call_to, part_of, require_free, require_open, speaks_for
from procedure.refusal import Refused
from procedure.steps import due_from


class Promise(StrEnum):
    """By when somebody who takes up a call will have spoken."""

    HOUR = "hour"
    TODAY = "today"
    TOMORROW = "tomorrow"


def take_up(case: Case, by: int, promise: Promise, now: datetime) -> acts.TakenUp:
    """Return somebody's *I'm on it*: by when they will have spoken, never after due. Moves no clock."""
    require_open(case)
    call = call_to(case, by)
    require_free(call, by)
    return acts.TakenUp(call.holder.agency_id, speak_by(case, promise, now))


def speak_by(case: Case, promise: Promise, now: datetime) -> datetime:
    """Return the instant that a promise names: within the hour, by the close of today or of tomorrow."""
    calendar = case.rules.calendar
    today = calendar.local(now).date()
    hour = now + timedelta(hours=1)
    named = {
        Promise.HOUR: hour,
        Promise.TODAY: max(hour, calendar.close_of(today)),
        Promise.TOMORROW: calendar.close_of(today + timedelta(days=1)),
    }[promise]
    return min(named, case.due_at) if case.due_at is not None else named


def reached_by_phone(case: Case, by: int, agency_id: int) -> acts.ReachedByPhone:
    """Return that somebody with a part rang another agency and reached it; it confirms nothing."""
    require_open(case)
    own = speaks_for(case, by)
    if agency_id == own:
        raise Refused("own_agency")
    if case.call(agency_id) is None:
        raise Refused("not_called")
    return acts.ReachedByPhone(agency_id)


def looked_again(
    case: Case, by: int, review: Review, why: TextRef, would_change: TextRef | None = None
) -> acts.LookedAgain:
    """
    Return the challenged side's second look at its decision (Beds 6.1), and what would change its view, if
    it says so (Beds 1.2).
    """
    require_open(case)
    agency = speaks_for(case, by)
    if not case.is_challenged(agency):
        raise Refused("not_the_challenged_side")
    return acts.LookedAgain(agency, review, why, would_change)


def bring_forward(case: Case, by: int, protect_by: datetime, now: datetime) -> acts.BroughtForward:
    """Return an earlier protect-by, which anyone with a part may set alone (London 11.1.4; Beds 6.6)."""
    require_open(case)
    part_of(case, by)
    if protect_by <= now:
        raise Refused("protect_by_passed", field="soon")
    if case.due_at is not None and protect_by >= case.due_at:
        raise Refused("not_sooner", field="soon", due_at=case.due_at)
    return acts.BroughtForward(protect_by, protect_by)


def answer_risk(case: Case, by: int, protect_by: datetime | None, now: datetime) -> acts.RiskAnswered:
    """
    Return how soon it must be settled at the tier reached (Beds 2.4); None for the tier's own time. A
    protect-by that still lies ahead can come forward by it: to put it back needs every side.
    """
    require_open(case)
    speaks_for(case, by)
    if case.risk_asked_at is None:
        raise Refused("risk_not_asked")
    if protect_by is not None and protect_by <= now:
        raise Refused("protect_by_passed", field="soon")
    protect_by = min((each for each in (protect_by, case.protect_by) if each is not None), default=None)
    due = due_from(replace(case, protect_by=protect_by, is_urgent=False), case.counts_from)
    # At the top the tier's own time may be over: then nothing runs but what protects the child.
    is_over = case.due_at is None and due <= now
    return acts.RiskAnswered(protect_by, protect_by if is_over else due)


def protective_step(case: Case, by: int, asked: acts.ProtectiveStep, now: datetime) -> acts.ProtectiveStep:
    """
    Return a step to protect the child, taken whatever the clocks say: nothing but that it was raised by
    mistake refuses one (London 11.3.3; Beds 6.5).
    """
    part_of(case, by)
    if case.state is State.TAKEN_BACK:
        raise Refused("taken_back")
    if asked.taken_at > now:
        raise Refused("in_future", field="taken_at")
    return asked
