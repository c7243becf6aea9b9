"""Who is called instead: named, covering, handed to, or found after a post was filled."""

from dataclasses import replace
from datetime import datetime

from procedure import acts
from procedure.acts import ChangeReason
from procedure.case import Case, State
from procedure.ladder.calling import call_for, called_elsewhere, holder_inside, tier_of
from procedure.ladder.parts import (
    call_to,
    concerned_by,
    part_of,
    require_free,
    require_not_called,
    require_one_of,
    require_open,
    require_private,
    speaks_for,
)
from procedure.refusal import Refused
from procedure.roster import Holder, Roster, Standing, who_acts
from procedure.routes import acting_at


def not_mine(case: Case, by: int, named: int | None, roster: Roster, now: datetime) -> acts.HolderChanged:
    """Return who acts instead of somebody called by mistake: who they name, the desk's others, the next."""
    require_open(case)
    call = call_to(case, by)
    if named is not None:
        require_free(call, by)
        return _named(case, call.holder.agency_id, named, ChangeReason.NOT_MINE, (by,), roster, now)
    return replaced(case, call.holder.agency_id, by, ChangeReason.NOT_MINE, roster, now)


def name_stand_in(
    case: Case, agency_id: int, named: int, roster: Roster, now: datetime
) -> acts.HolderChanged:
    """Return a stand-in whom the safeguarding lead names for an agency whose post can't be reached."""
    require_open(case)
    call = case.call(agency_id)
    if call is None and agency_id not in (*case.agencies, *case.vacant):
        raise Refused("agency_has_no_part")
    leaving = call.people if call else ()
    return _named(case, agency_id, named, ChangeReason.NAMED_BY_LEAD, leaving, roster, now)


def replaced(
    case: Case, agency_id: int, leaving: int, reason: ChangeReason, roster: Roster, now: datetime
) -> acts.HolderChanged:
    """
    Return who acts for an agency once somebody who acted for it can't: the others of the desk, or those
    named with them, else whoever covers while they are away, else the next.
    """
    call = case.call(agency_id)
    if call is None and leaving not in case.acting(agency_id):
        raise Refused("not_called")
    # Of a call only its own people: with nobody left of them, whoever acted at the tier below acts for now.
    still = roster.available(call.people if call else case.acting(agency_id), frozenset({leaving}))
    if still and call:
        holder: Holder | None = replace(call.holder, people=still)
    elif still:
        holder = Holder(agency_id, still, Standing.NAMED)
    else:
        holder = _next_acting(case, agency_id, leaving, roster)
    called = call_for(holder, case.rules, now, case.due_at) if holder else None
    return acts.HolderChanged(agency_id, reason, (leaving,), called)


def filled(case: Case, agency_id: int, roster: Roster, now: datetime) -> acts.HolderChanged | None:
    """
    Return who acts for an agency for which nobody could be called, once a lead has named somebody for the
    post; None where somebody was called already, or still nobody can be.
    """
    if case.state is not State.OPEN or agency_id not in case.vacant:
        return None
    side, without = case.side(agency_id), called_elsewhere(case)
    tier = case.rules.tier_ids[tier_of(case, agency_id)]
    holder = who_acts(side, tier, case.rules.tier_ids, roster, without)
    if holder is None:
        return None
    called = call_for(holder, case.rules, now, case.due_at)
    return acts.HolderChanged(agency_id, ChangeReason.NAMED_BY_LEAD, (), called)


def left_without(case: Case, leaving: int, roster: Roster) -> tuple[int, ...]:
    """
    Return the agencies that wait for somebody who has left: those for which they are called, and at the
    first tier, where the one who raised it is not called, that agency too, once they can't be reached.
    """
    if case.state is not State.OPEN:
        return ()
    called = [call.holder.agency_id for call in case.calls if leaving in call.people]
    return (*called, *_brought_by(case, leaving, roster))


def take_out(case: Case, by: int, person: int) -> acts.TakenOut:
    """Return that somebody invited by mistake has no part any more; not the one who raised it."""
    speaks_for(case, by)
    part_of(case, person)
    if person == case.raised_by:
        raise Refused("raiser_stays")
    return acts.TakenOut(person)


def hand_over(case: Case, by: int, taker: int, roster: Roster) -> acts.HandedOver:
    """Return that somebody's part goes to a colleague of the same agency."""
    agency = part_of(case, by)
    require_one_of(taker, agency, roster)
    if taker == by:
        raise Refused("to_yourself", field="person")
    if by in concerned_by(case):
        require_not_called(case, taker)
    if not roster.reachable([taker]):
        raise Refused("not_reachable", field="person")
    require_private(case, taker, roster)
    return acts.HandedOver(by, taker)


def handed_to(
    case: Case, agency_id: int, giver: int, taker: int, roster: Roster, now: datetime
) -> acts.HolderChanged:
    """Return that a call goes with a part that is handed to a colleague; others called with them stay."""
    call = case.call(agency_id)
    if call is None:
        raise Refused("not_called")
    alone = _named(case, agency_id, taker, ChangeReason.HANDED_OVER, (giver,), roster, now)
    people = tuple(dict.fromkeys(taker if person == giver else person for person in call.people))
    if len(people) == 1:
        return alone
    holder = replace(call.holder, people=people)
    return replace(alone, call=call_for(holder, case.rules, now, case.due_at))


def _brought_by(case: Case, leaving: int, roster: Roster) -> list[int]:
    """The agencies for which somebody who can't be reached was the first to act, without being called."""
    if case.tier_index > 0 or roster.available([leaving]):
        return []
    uncalled = [agency for agency in case.agencies if case.call(agency) is None]
    return [
        agency for agency in uncalled if agency not in case.vacant and case.acting(agency)[:1] == (leaving,)
    ]


def _covering(case: Case, agency_id: int, leaving: int, roster: Roster) -> Holder | None:
    without = called_elsewhere(case)
    if covering := roster.covering([leaving], without):
        call = case.call(agency_id)
        return Holder(agency_id, covering, Standing.DEPUTY, call.holder.post_id if call else None)
    return acting_at(case.side(agency_id), tier_of(case, agency_id), case.rules, roster, without)


def _named(
    case: Case,
    agency_id: int,
    named: int,
    reason: ChangeReason,
    leaving: tuple[int, ...],
    roster: Roster,
    now: datetime,
) -> acts.HolderChanged:
    require_one_of(named, agency_id, roster)
    if named in leaving:
        raise Refused("to_yourself", field="person")
    if _has_had_a_turn(case, named):
        raise Refused("had_a_turn", field="person")
    require_private(case, named, roster)
    call = case.call(agency_id)
    holder = Holder(agency_id, (named,), Standing.NAMED, call.holder.post_id if call else None)
    return acts.HolderChanged(agency_id, reason, leaving, call_for(holder, case.rules, now, case.due_at))


def _has_had_a_turn(case: Case, person: int) -> bool:
    """Whether managers would have called somebody whom it is about, or who was called at a tier below."""
    below = {called for call in case.past_calls if call.tier < case.tier_index for called in call.people}
    return (case.tier_index > 0 or case.is_inside) and person in concerned_by(case) | below


def _next_acting(case: Case, agency_id: int, leaving: int, roster: Roster) -> Holder | None:
    return holder_inside(case, roster) if case.is_inside else _covering(case, agency_id, leaving, roster)
