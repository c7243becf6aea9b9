"""Who comes in later: an agency that is concerned too, one's own manager (London 11.1.1; Beds 6.6)."""

from collections.abc import Iterable
from datetime import datetime

from procedure import acts
from procedure.acts import Bearing, Called, Party, PartySide
from procedure.case import Case, State
from procedure.copying import replace
from procedure.ladder import PARTNERSHIP_KIND, called_elsewhere, part_of, speaks_for, tier_of
from procedure.limits import again_at
from procedure.refusal import Refused
from procedure.roster import Agency, Holder, Roster, Standing
from procedure.routes import acting_at
from procedure.written import HeldBy


def require_may_add(case: Case, by: int) -> int:
    """Return the agency of somebody who may bring in others: anyone with a part, while it is open."""
    agency = speaks_for(case, by)
    if case.state is not State.OPEN:
        raise Refused(f"is_{case.state}")
    if case.is_inside:
        raise Refused("stays_inside")
    return agency


def agency_joins(case: Case, by: int, party: Party, roster: Roster, now: datetime) -> acts.AgencyJoined:
    """
    Return that another agency is a party from now on, and who is called for it at once at the tier reached
    (London 11.1.1, 11.3.1). It moves no clock.

    Raises Refused where it is a party already, or the roster has nobody of it to call, now or later.
    """
    require_may_add(case, by)
    if party.agency_id in case.agencies:
        raise Refused("agency_has_a_side", field="joining")
    if not _has_ladder(case, party, roster):
        raise Refused("no_ladder", field="joining")
    return _joined(case, party, roster, now)


def facilities_involved(
    case: Case, roster: Roster, ready: frozenset[str] = frozenset()
) -> tuple[acts.FacilityInvolved, ...]:
    """
    Return the specialist regional facilities that have a side and of which nothing was said yet, and how
    their own procedure bears on it; `ready` are the ids of the protocols that are set in the area.
    """
    said = {each.agency_id for each in case.facilities}
    hosts = {agency.name: agency.id for agency in roster.agencies.values()}
    sides = [roster.agencies[each] for each in case.agencies if each in roster.agencies and each not in said]
    return tuple(
        acts.FacilityInvolved(each.id, hosts[each.host], each.own_procedure, _bearing(case, each, ready))
        for each in sides
        if each.host in hosts and not case.is_inside
    )


def protocols_of(parties: Iterable[Party], roster: Roster) -> tuple[str, ...]:
    """Return the ids of the protocols that the facilities among some sides have agreed, each once."""
    agencies = (roster.agencies[party.agency_id] for party in parties)
    return tuple(dict.fromkeys(agency.protocol for agency in agencies if agency.host and agency.protocol))


def host_joins(case: Case, host_id: int, roster: Roster, now: datetime) -> tuple[acts.AgencyJoined, ...]:
    """Return that the authority that hosts a facility has a side too, where it has none (London 11.3.4)."""
    if host_id in case.agencies:
        return ()
    return (_joined(case, Party(host_id, PartySide.INVOLVED), roster, now),)


def without_a_side(case: Case, people: Iterable[int], roster: Roster) -> tuple[int, ...]:
    """Return the agencies of these people for which nobody is called, while they can join."""
    if case.state is not State.OPEN or case.is_inside:
        return ()
    agencies = dict.fromkeys(roster.people[each].agency_id for each in people if each in roster.people)
    return tuple(each for each in agencies if each is not None and _can_join(case, each, roster))


def managers_to_ask(case: Case, by: int, roster: Roster) -> tuple[int, ...]:
    """
    Return who has the first post above one's own that anybody can be reached in, less those with a part;
    Refused where nobody is left (Beds 6.6).
    """
    agency = require_may_add(case, by)
    above = [post for held in roster.posts_held_by(by) for post in roster.line_above(held)]
    for post in (post for post in above if post.agency_id == agency):
        people = roster.acting_here(post)
        if new := tuple(person for person in people if case.agency_of(person) is None):
            return new
        if people:
            raise Refused("manager_has_a_part", people=people)
    raise Refused("no_manager_known")


def manager_joins(case: Case, by: int, manager: int, roster: Roster) -> acts.ManagerJoined:
    """Return that a practitioner's own manager joins the talk, before it is theirs to settle (Beds 6.6)."""
    if manager not in managers_to_ask(case, by, roster):
        raise Refused("not_your_manager", field="person")
    return acts.ManagerJoined(manager, part_of(case, by))


def _bearing(case: Case, facility: Agency, ready: frozenset[str]) -> Bearing:
    """Rules are those of the beginning: whoever comes later changes none (decision 005)."""
    if not facility.protocol:
        return Bearing.BESIDE if facility.own_procedure else Bearing.NONE_AGREED
    if facility.protocol == case.rules.protocol_id:
        return Bearing.FOLLOWED
    if facility.protocol not in ready:
        return Bearing.NOT_SET
    at_the_beginning = case.parties[0].agency_id == facility.id or case.is_challenged(facility.id)
    is_new = at_the_beginning and case.raised_for is None
    return Bearing.SEVERAL if is_new else Bearing.CAME_LATER


def _can_join(case: Case, agency_id: int, roster: Roster) -> bool:
    """The partnership's bodies have a tier of their own, and are no party."""
    is_body = roster.agencies[agency_id].kind == PARTNERSHIP_KIND
    return agency_id not in case.agencies and not is_body


def _joined(case: Case, party: Party, roster: Roster, now: datetime) -> acts.AgencyJoined:
    holder = _holder(case, party, roster)
    call = Called(holder, again_at(case.rules, now, now, case.due_at)) if holder else None
    return acts.AgencyJoined(party, call)


def _has_ladder(case: Case, party: Party, roster: Roster) -> bool:
    """Whether an agency has any post at the tier at which it would be called, or above."""
    here = tier_of(_with(case, party), party.agency_id)
    from_here = {t.id for t in case.rules.procedure.tiers[here:] if t.held_by is HeldBy.AGENCIES}
    return any(p.agency_id == party.agency_id and p.tier in from_here for p in roster.posts.values())


def _holder(case: Case, party: Party, roster: Roster) -> Holder | None:
    """Who acts for it: at the first tier the practitioners named, else whoever has the tier's post."""
    there = _with(case, party)
    if case.tier_index == 0:
        if named := roster.available(party.practitioners):
            return Holder(party.agency_id, named, Standing.NAMED)
        if covering := roster.covering(party.practitioners):
            return Holder(party.agency_id, covering, Standing.DEPUTY)
    index = tier_of(there, party.agency_id)
    return acting_at(there.side(party.agency_id), index, case.rules, roster, called_elsewhere(there))


def _with(case: Case, party: Party) -> Case:
    return replace(case, parties=(*case.parties, party))
