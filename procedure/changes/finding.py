"""What an entry speaks of, found in the state before it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from procedure.acts import Called, Entry
from procedure.case import Call, Case


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
    """Return the case with what is known of an outstanding issue changed."""
    if case.outcome is None:
        raise LookupError(f"{case.reference} has no outcome to speak of")
    issues = tuple(
        replace(issue, **changes) if issue.number == number else issue for issue in case.outcome.issues
    )
    return replace(case, outcome=replace(case.outcome, issues=issues))


def author(entry: Entry) -> int:
    """Return the person whose act an entry is."""
    if entry.by is None:
        raise LookupError(f"entry {entry.seq} needs a person")
    return entry.by


Changes = Mapping[type, Callable[[Case, Entry, Any], Case]]
"""What each kind of act does to the state."""
