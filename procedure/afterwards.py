"""Once it is settled: those who acted look back, and people thank each other (Beds 2.3, 6.2, 6.3)."""

from procedure import acts
from procedure.acts import TextRef
from procedure.case import Case, State
from procedure.ladder import part_of, speaks_for
from procedure.refusal import Refused
from procedure.roster import Roster

_SETTLED = (State.AGREED, State.CLOSED)


def look_back(case: Case, by: int, helped: TextRef | None, delayed: TextRef | None) -> acts.LookedBack:
    """
    Return what somebody who acted says of how the procedure went: once, where it came so far up that the
    procedure asks for it. It holds up no closing, and may be said after it.
    """
    part_of(case, by)
    _require_settled(case)
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


def thank(case: Case, by: int, person: int, roster: Roster) -> acts.Thanked:
    """
    Return the thanks of somebody with a side to somebody else with a part, for how they handled it: each
    once. It is counted nowhere (Beds 6.2, 6.3).
    """
    if person not in to_be_thanked(case, by, roster):
        raise Refused("not_to_be_thanked", field="person")
    return acts.Thanked(person)


def to_be_thanked(case: Case, by: int, roster: Roster) -> tuple[int, ...]:
    """Return whom somebody with a side can still thank; Refused where there is nobody left."""
    speaks_for(case, by)
    _require_settled(case)
    reachable = roster.reachable(case.parts)
    left = tuple(each for each in reachable if each != by and (by, each) not in case.thanks)
    if not left:
        raise Refused("nobody_to_thank")
    return left


def _require_settled(case: Case) -> None:
    if case.state not in _SETTLED:
        raise Refused("only_once_settled")


def _who_looked_back(case: Case) -> frozenset[int | None]:
    return frozenset(entry.by for entry in case.look_backs)
