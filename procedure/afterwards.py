"""Once it is settled: those who acted look back on how the procedure went (Beds 2.3)."""

from procedure import acts
from procedure.acts import TextRef
from procedure.case import Case, State
from procedure.ladder import part_of
from procedure.refusal import Refused

_SETTLED = (State.AGREED, State.CLOSED)


def look_back(case: Case, by: int, helped: TextRef | None, delayed: TextRef | None) -> acts.LookedBack:
    """
    Return what somebody who acted says of how the procedure went: once, where it came so far up that the
    procedure asks for it. It holds up no closing, and may be said after it.
    """
    part_of(case, by)
    if case.state not in _SETTLED:
        raise Refused("only_once_settled")
    if not came_far_up(case):
        raise Refused("no_look_back")
    if by not in who_acted(case):
        raise Refused("only_who_acted")
    if by in _who_looked_back(case):
        raise Refused("looked_back_already")
    return acts.LookedBack(helped, delayed)


def came_far_up(case: Case) -> bool:
    """Whether it reached the tier from which on the procedure asks for a look back."""
    return case.tier_index + 1 >= case.rules.procedure.look_back_from_tier


def who_acted(case: Case) -> tuple[int, ...]:
    """Return those between whom it began, and all who took a call up, talked or settled it; no supporters."""
    outcomes = [*case.past_outcomes, *([case.outcome] if case.outcome else [])]
    acted = dict.fromkeys(
        [
            *(person for party in case.parties for person in party.practitioners),
            *(call.taken_up_by for call in (*case.past_calls, *case.calls)),
            *(person for note in case.notes for person in (note.author, *note.content.took_part)),
            *(person for each in outcomes for person in (each.proposed_by, *each.answered_by.values())),
        ]
    )
    return tuple(person for person in case.parts if person in acted and person not in case.supporters)


def asked_to_look_back(case: Case) -> tuple[int, ...]:
    """Return who acted and has not looked back yet, once it is settled and came so far up."""
    if case.state not in _SETTLED or not came_far_up(case):
        return ()
    return tuple(person for person in who_acted(case) if person not in _who_looked_back(case))


def _who_looked_back(case: Case) -> frozenset[int | None]:
    return frozenset(entry.by for entry in case.look_backs)
