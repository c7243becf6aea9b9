"""What time will do to a disagreement, as its state alone says it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from procedure.case import Case, State
from procedure.closing import confirm_by
from procedure.mailing import next_look


class Kind(StrEnum):
    """What happens when a clock's instant has come."""

    TIER_ENDS = "tier_ends"
    CALL_AGAIN = "call_again"
    BY_MAIL = "by_mail"
    LOOK_AGAIN = "look_again"
    CONFIRMATION = "confirmation"
    DUTY = "duty"
    SAFETY_CHECK = "safety_check"
    POLICY = "policy"
    WAITING = "waiting"
    DIGEST = "digest"
    LEAVE = "leave"
    STAND_IN = "stand_in"


OF_AN_AREA = (Kind.WAITING, Kind.DIGEST)
"""The daily rounds, which no disagreement's clock waits for."""


@dataclass(frozen=True)
class Clock:
    """
    Something that time will do: `subject` is the agency called again, the leave that begins or is over, or
    the standing in that is over; 0 for the whole disagreement or area.
    """

    kind: Kind
    due_at: datetime
    subject: int = 0


def wanted(case: Case) -> tuple[Clock, ...]:
    """Return the clocks that a disagreement needs now; once it is settled, only those of what is owed."""
    return (*_while_open(case), *_duties(case), *_policy(case))


def _while_open(case: Case) -> tuple[Clock, ...]:
    if case.state is not State.OPEN:
        return ()
    ends = [Clock(Kind.TIER_ENDS, case.due_at)] if case.due_at is not None else []
    repeats = [
        Clock(Kind.CALL_AGAIN, call.again_at, call.holder.agency_id)
        for call in case.calls
        if call.again_at is not None and (case.due_at is None or call.again_at < case.due_at)
    ]
    return (*ends, *repeats, *_by_mail(case), *_looking(case), *_safety(case), *_confirmation(case))


def _by_mail(case: Case) -> list[Clock]:
    """What Slack has not taken in time goes by e-mail; one clock for the calls of them all."""
    at = next_look(case)
    return [Clock(Kind.BY_MAIL, at)] if at is not None else []


def _looking(case: Case) -> tuple[Clock, ...]:
    """
    At the last tier somebody is looked for each working day where nobody could be called; inside an agency
    the end of its time does so as long as that runs.
    """
    if not (case.is_at_the_top and case.vacant) or (case.is_inside and case.due_at is not None):
        return ()
    since = max(case.entered_at, case.looked_for_at)
    return (Clock(Kind.LOOK_AGAIN, case.rules.calendar.next_at(since, case.rules.area.call_again_at)),)


def _policy(case: Case) -> tuple[Clock, ...]:
    """Whoever holds a policy issue is called again until it is received, whatever became of the rest."""
    if case.state is State.TAKEN_BACK:
        return ()
    return tuple(
        Clock(Kind.POLICY, issue.again_at, issue.number)
        for issue in case.policy_issues
        if issue.again_at is not None
    )


def _safety(case: Case) -> tuple[Clock, ...]:
    """Whoever holds what keeps the child safe is asked at its time, and the lead told later, once each."""
    if case.safety is None:
        return ()
    at = case.safety.check_at if case.safety.asked_at is None else case.safety.again_at
    return (Clock(Kind.SAFETY_CHECK, at),) if at is not None else ()


def _confirmation(case: Case) -> list[Clock]:
    """Whoever has not confirmed the outcome in the area's time is named to the lead, once."""
    if case.outcome is None or case.outcome.late_at is not None:
        return []
    return [Clock(Kind.CONFIRMATION, confirm_by(case.rules, case.outcome))]


def _duties(case: Case) -> tuple[Clock, ...]:
    """The next instant at which something that is owed will be late; one clock for them all."""
    ends = [owed.due_at for owed in case.duties_owed if owed.late_at is None]
    return (Clock(Kind.DUTY, min(ends)),) if ends else ()
