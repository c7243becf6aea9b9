"""What people say that they will do: who, by when, and whether it is done (London 11.1.9; Beds 6.11)."""

from collections.abc import Collection
from datetime import date

from procedure import acts
from procedure.acts import TextRef
from procedure.case import Action, Case
from procedure.ladder import part_of, speaks_for
from procedure.notes import require_unfinished
from procedure.refusal import Refused


def add(
    case: Case, by: int, text: TextRef, owner: int, on: date, note: int | None, today: date
) -> acts.ActionAdded:
    """Return something to be done by a day; its owner has a part."""
    require_unfinished(case)
    part_of(case, by)
    if note is not None and case.note(note) is None:
        raise Refused("no_such_note")
    if case.agency_of(owner) is None:
        raise Refused("owner_has_no_part", field="owner")
    if on < today:
        raise Refused("in_past", field="by")
    return acts.ActionAdded(len(case.actions) + 1, text, owner, on, note)


def done(case: Case, by: int, number: int) -> acts.ActionDone:
    """Return that it is done: the word of its owner, or of somebody of the owner's agency."""
    require_unfinished(case)
    agency = part_of(case, by)
    action = next((one for one in case.actions if one.number == number), None)
    if action is None:
        raise Refused("no_such_action")
    if action.done_at is not None:
        raise Refused("action_done_already")
    if by != action.owner:
        speaks_for(case, by)
    if agency != action.agency_id:
        raise Refused("action_of_another_agency", person=action.owner)
    return acts.ActionDone(number)


def still_open(case: Case) -> tuple[Action, ...]:
    """Return what is still to be done, in the order of its days."""
    left = (action for action in case.actions if action.done_at is None)
    return tuple(sorted(left, key=lambda action: (action.by, action.number)))


def awaited_from(case: Case, action: Action, reachable: Collection[int]) -> tuple[int, ...]:
    """Return whom an action waits for: its owner, or whoever acts for their agency where they are gone."""
    if action.owner in reachable and case.agency_of(action.owner) == action.agency_id:
        return (action.owner,)
    return case.acting(action.agency_id)
