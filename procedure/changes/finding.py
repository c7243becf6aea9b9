"""What an entry speaks of, found in the state before it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from procedure.acts import Called, Entry
from procedure.case import Call, Case, Outcome
from procedure.copying import replace


def fresh_calls(calls: tuple[Called, ...], tier: int, at: datetime, reason: str) -> tuple[Call, ...]:
    """Return calls as they begin."""
    return tuple(Call(called.holder, tier, at, at, called.again_at, reason) for called in calls)


def with_call(case: Case, changed: Call) -> Case:
    """Return the case with an agency's call replaced."""
    calls = tuple(
        changed if call.holder.agency_id == changed.holder.agency_id else call for call in case.calls
    )
    return replace(case, calls=calls)


def the_call(case: Case, agency_id: int) -> Call:
    """Return the call to an agency that an entry speaks of."""
    return next(call for call in case.calls if call.holder.agency_id == agency_id)


def with_issue(case: Case, number: int, **changes: Any) -> Case:
    """Return the case with what is known of an outstanding issue changed, whichever outcome left it open."""
    if number not in {issue.number for issue in case.issues}:
        raise LookupError(f"{case.reference} has no issue {number} to speak of")

    def changed(outcome: Outcome) -> Outcome:
        issues = (replace(one, **changes) if one.number == number else one for one in outcome.issues)
        return replace(outcome, issues=tuple(issues))

    past = tuple(changed(outcome) for outcome in case.past_outcomes)
    return replace(case, past_outcomes=past, outcome=case.outcome and changed(case.outcome))


Changes = Mapping[type, Callable[[Case, Entry, Any], Case]]
"""What each kind of act does to the state."""
