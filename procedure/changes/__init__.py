"""The state of a disagreement follows from its entries, one after the other."""

from collections.abc import Iterable

from procedure.acts import Entry
from procedure.case import Case
from procedure.changes import (
    actions,
    advice,
    afterwards,
    calls,
    communications,
    details,
    duties,
    ending,
    follow_up,
    notes,
    notifying,
    outcome,
    people,
    policy,
    raising,
    risk,
    room,
    safety,
    steps,
)
from procedure.changes.finding import Changes
from procedure.copying import replace
from procedure.rules import Rules


def rebuild(reference: str, rules: Rules, entries: Iterable[Entry]) -> Case:
    """Return the state to which the entries lead, from nothing."""
    case = Case(reference, rules)
    for entry in entries:
        case = after(case, entry)
    return case


def after(case: Case, entry: Entry) -> Case:
    """Return the state after one more entry."""
    changed = _CHANGES[type(entry.act)](case, entry, entry.act)
    return replace(duties.after_all(changed, entry), seq=entry.seq)


_CHANGES: Changes = {
    **raising.CHANGES,
    **details.CHANGES,
    **people.CHANGES,
    **calls.CHANGES,
    **steps.CHANGES,
    **advice.CHANGES,
    **duties.CHANGES,
    **notifying.CHANGES,
    **risk.CHANGES,
    **safety.CHANGES,
    **policy.CHANGES,
    **notes.CHANGES,
    **actions.CHANGES,
    **communications.CHANGES,
    **outcome.CHANGES,
    **follow_up.CHANGES,
    **afterwards.CHANGES,
    **ending.CHANGES,
    **room.CHANGES,
}
