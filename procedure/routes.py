"""The way to whoever acts for an agency: line management, or the one that it has chosen (London 11.1.8)."""

from procedure.roster import Agency, Holder, Roster, Side, who_acts, who_is_designated
from procedure.rules import Rules
from procedure.written import Route


def acting_at(side: Side, index: int, rules: Rules, roster: Roster, without: frozenset[int]) -> Holder | None:
    """
    Return who acts for an agency at a tier, the first being 0: its designated professionals where the tier
    has that route and the agency has chosen it, in preference to line management; else its managers.
    """
    agency = roster.agencies.get(side.agency_id)
    by_route = who_is_designated(side, roster, without) if agency and route_of(agency, index, rules) else None
    return by_route or who_acts(side, rules.tier_ids[index], rules.tier_ids, roster, without)


def route_of(agency: Agency, index: int, rules: Rules) -> Route | None:
    """Return the route that an agency has chosen, where the procedure has it at a tier."""
    return next((route for route in rules.tier(index).routes if route.id == agency.route), None)


def are_offered(rules: Rules) -> bool:
    """Whether the procedure lets agencies choose a route at any tier."""
    return any(tier.routes for tier in rules.procedure.tiers)
