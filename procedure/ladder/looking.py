"""Where the procedure ends nothing moves it up: whoever could not be called is looked for again."""

from datetime import datetime

from procedure import acts
from procedure.acts import ChangeReason
from procedure.case import Case
from procedure.ladder.calling import call_for, called_elsewhere, first_holder, holder_inside
from procedure.roster import Holder, Roster
from procedure.routes import acting_at
from procedure.written import HeldBy


def looked_for(case: Case, roster: Roster, now: datetime) -> tuple[acts.HolderChanged, ...]:
    """
    Return, for each agency for which nobody could be called at the last tier, who acts by now, or that
    still nobody can be reached: each working day, so that it stays loud.
    """
    found, without = list[acts.HolderChanged](), called_elsewhere(case)
    for agency in case.vacant:
        holder = _holder(case, agency, roster, without)
        called = call_for(holder, case.rules, now, case.due_at) if holder else None
        found.append(acts.HolderChanged(agency, ChangeReason.UNREACHABLE, (), called))
        without |= set(holder.people if holder else ())
    return tuple(found)


def _holder(case: Case, agency_id: int, roster: Roster, without: frozenset[int]) -> Holder | None:
    """As when the tier was reached; where that is the partnership's own, a party's highest post answers."""
    if case.is_inside:
        return holder_inside(case, roster)
    party = next((party for party in case.parties if party.agency_id == agency_id), None)
    if party is None:
        return acting_at(case.side(agency_id), case.tier_index, case.rules, roster, without)
    if case.tier_index == 0:
        return first_holder(party, case.rules, roster, frozenset({case.raised_by}) | case.taken_out)
    tiers = case.rules.procedure.tiers[: case.tier_index + 1]
    index = max(place for place, tier in enumerate(tiers) if tier.held_by is HeldBy.AGENCIES)
    return acting_at(case.side(agency_id), index, case.rules, roster, without)
