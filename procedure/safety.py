"""What keeps the child safe until it is settled: arranged, looked at again, found to fail (Beds 2.4, 6.5)."""

from collections.abc import Collection
from datetime import datetime

from procedure import acts
from procedure.acts import TextRef
from procedure.case import Case, Safety
from procedure.copying import replace
from procedure.ladder import part_of, require_open
from procedure.refusal import Refused
from procedure.steps import due_from


def arrange(
    case: Case, by: int, what: TextRef, holder: int, check_at: datetime, now: datetime
) -> acts.SafetyArranged:
    """Return what keeps the child safe meanwhile; a new arrangement takes the place of the one before."""
    require_open(case)
    part_of(case, by)
    agency = case.agency_of(holder)
    if agency is None:
        raise Refused("holder_has_no_part", field="person")
    _require_to_come(check_at, now)
    return acts.SafetyArranged(what, holder, agency, check_at)


def ask(case: Case, now: datetime) -> acts.SafetyAsked:
    """Return that whoever holds it is asked; with no answer by the next working day the lead is told."""
    return acts.SafetyAsked(case.rules.calendar.next_at(now, case.rules.area.call_again_at))


def holds(case: Case, by: int, check_at: datetime, now: datetime) -> acts.SafetyHolds:
    """Return that somebody with a part has looked, and it holds until it is looked at again."""
    _arrangement(case, by)
    _require_to_come(check_at, now)
    return acts.SafetyHolds(check_at)


def fails(case: Case, by: int, words: TextRef | None, now: datetime) -> acts.SafetyFailed:
    """
    Return that it does not hold, which anyone with a part may say: it is asked how soon it must be settled
    now, and the area's urgent limit binds until somebody answers (Beds 2.4).
    """
    _arrangement(case, by)
    urgent = due_from(replace(case, is_urgent=True), now)
    return acts.SafetyFailed(urgent if case.due_at is None else min(urgent, case.due_at), words)


def asked_of(case: Case, reachable: Collection[int]) -> tuple[int, ...]:
    """Return who is asked whether it holds: who holds it, else whoever acts for their agency."""
    safety = case.safety
    if safety is None:
        return ()
    if safety.holder in reachable and case.agency_of(safety.holder) is not None:
        return (safety.holder,)
    return tuple(person for person in case.acting(safety.agency_id) if person in reachable)


def words_of(case: Case) -> TextRef | None:
    """
    Return the text that says what keeps the child safe: the arrangement, else the newest note's, unless it
    is older than an arrangement that was found not to hold. None where nothing is recorded.
    """
    if case.safety is not None:
        return case.safety.what
    newest = case.notes[-1] if case.notes else None
    if newest is None or (case.safety_failed_at is not None and newest.written_at <= case.safety_failed_at):
        return None
    return newest.content.child


def _arrangement(case: Case, by: int) -> Safety:
    require_open(case)
    part_of(case, by)
    if case.safety is None:
        raise Refused("no_safety")
    return case.safety


def _require_to_come(check_at: datetime, now: datetime) -> None:
    if check_at <= now:
        raise Refused("check_passed", field="check_at")
