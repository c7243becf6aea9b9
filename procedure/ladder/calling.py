"""Who is called at each tier, and called again (London 11.1.5-11.1.7, 11.3.1; Beds 6.8-6.9)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from procedure import acts, line
from procedure.acts import Called, Party, PartySide, Way
from procedure.case import Case
from procedure.copying import replace
from procedure.ladder.parts import concerned_by
from procedure.limits import again_at
from procedure.refusal import Refused
from procedure.roster import Holder, Roster, Side, Standing, who_acts
from procedure.routes import acting_at
from procedure.rules import Rules
from procedure.steps import due_from
from procedure.written import HeldBy

ON_TIME_MINUTES = 5
"""A call that arrives within them has lost no time that counts: one sweep can take as long."""

WIDER_FROM_TIMES = 3
"""From the second repetition on, a call goes to the deputy and the lead too."""

PARTNERSHIP_KIND = "partnership"
"""The kind under which a roster lists the partnership's own posts."""


@dataclass(frozen=True)
class CalledAnew:
    """Who is called as if the tier had just been reached, for which agencies there is nobody, until when."""

    due_at: datetime
    calls: tuple[Called, ...]
    vacant: tuple[int, ...]


def holders_at(case: Case, tier_index: int, roster: Roster) -> list[Holder]:
    """
    Return who acts at a tier: for each agency, or for the partnership where the tier is its own. Nobody
    faces themselves: who is called for one agency is not called for another.
    """
    there = replace(case, tier_index=tier_index)
    if case.is_inside:
        return [holder for holder in [holder_inside(there, roster)] if holder]
    without, holders = called_elsewhere(case), list[Holder]()
    for side in sides_at(there, roster):
        holder = acting_at(side, tier_index, case.rules, roster, without)
        if holder is not None:
            holders.append(holder)
            without |= set(holder.people)
    return holders


def called_anew(case: Case, roster: Roster, now: datetime) -> CalledAnew:
    """Return who is called at the tier reached, as if it had just been reached; nobody of a tier below."""
    below = tuple(call for call in (*case.past_calls, *case.calls) if call.tier < case.tier_index)
    there = replace(case, step_index=0, protect_by=None, is_urgent=False, calls=(), past_calls=below)
    due = due_from(there, now)
    is_first = case.tier_index == 0 and not case.is_inside
    holders = _practitioners(there, roster) if is_first else holders_at(there, case.tier_index, roster)
    met = {*(holder.agency_id for holder in holders), *((case.raising_agency,) if is_first else ())}
    vacant = tuple(side.agency_id for side in sides_at(there, roster) if side.agency_id not in met)
    return CalledAnew(due, calls_to(holders, case.rules, now, due), vacant)


def called_elsewhere(case: Case) -> frozenset[int]:
    """Return whom nobody may call any more: those whom it is about, and those called at a tier before."""
    about = concerned_by(case)
    before = {person for call in (*case.past_calls, *case.calls) for person in call.people}
    return frozenset(about | before | case.taken_out)


def call_again(case: Case, agency_id: int, roster: Roster, now: datetime) -> acts.CalledAgain:
    """Return the repetition of a call: from the second one on, to the deputies and the lead too."""
    call = case.call(agency_id)
    if call is None:
        raise Refused("not_called")
    times = call.times + 1
    also: tuple[int, ...] = ()
    if times >= WIDER_FROM_TIMES and call.holder.post_id in roster.posts:
        also = roster.deputies(roster.posts[call.holder.post_id], called_elsewhere(case))
    return acts.CalledAgain(agency_id, times, also, again_at(case.rules, call.since, now, case.due_at))


def call_delivered(case: Case, agency_id: int, person: int, now: datetime) -> acts.CallDelivered | None:
    """
    Return the record of a call's arrival, None where the first has been recorded. A call that arrives
    later than one sweep could explain counts from its arrival, but never past protect-by.
    """
    call = case.call(agency_id)
    if call is None or call.delivered_at is not None or person not in call.people:
        return None
    is_late = now - call.called_at > timedelta(minutes=ON_TIME_MINUTES)
    counts_anew = is_late and not case.has_been_called and case.due_at is not None
    return acts.CallDelivered(agency_id, person, due_from(case, now) if counts_anew else None)


def first_holder(party: Party, rules: Rules, roster: Roster, without: frozenset[int]) -> Holder | None:
    """Return the practitioners named, or whoever covers for them; of a team alone, its duty post."""
    if named := roster.available(party.practitioners, without):
        return Holder(party.agency_id, named, Standing.NAMED)
    if covering := roster.covering(party.practitioners, without):
        return Holder(party.agency_id, covering, Standing.DEPUTY)
    side = Side(party.agency_id, party.team_id, party.practitioners)
    return who_acts(side, rules.tier_ids[0], rules.tier_ids, roster, without)


def sides_at(case: Case, roster: Roster) -> list[Side]:
    """Return whose people act at the tier reached: the agencies', or the partnership's own bodies'."""
    if case.is_held_by_partnership():
        return [case.side(body.id) for body in roster.agencies_of_kind(PARTNERSHIP_KIND)]
    return [case.side(agency) for agency in case.agencies]


def holder_inside(case: Case, roster: Roster) -> Holder | None:
    """Return who acts inside an agency at the tier reached: the next manager above, or designated leads."""
    party, tiers, without = case.parties[0], case.rules.listed_tiers, called_elsewhere(case)
    side = Side(party.agency_id, party.team_id, party.practitioners)
    if case.way is Way.CONCERN:
        leads = line.designated(side, concerned_by(case), tiers, roster)
        free = tuple(lead for lead in leads if lead not in without)
        return Holder(party.agency_id, free) if free else None
    below = {call.holder.post_id for call in (*case.past_calls, *case.calls) if call.tier < case.tier_index}
    above = line.managers_above(side, tiers, roster)
    first = 1 + max((place for place, post in enumerate(above) if post.id in below), default=-1)
    return line.next_manager(above[first:], concerned_by(case), roster, without)


def tier_of(case: Case, agency_id: int) -> int:
    """
    Return at which tier an agency's people act now, the first being 0: at the one reached; beside the
    partnership's own, at the highest of the agencies', which answer there too (London 11.3.2).
    """
    if not case.is_held_by_partnership() or agency_id not in case.agencies:
        return case.tier_index
    below = case.rules.procedure.tiers[: case.tier_index]
    return max(index for index, tier in enumerate(below) if tier.held_by is HeldBy.AGENCIES)


def calls_to(
    holders: Iterable[Holder], rules: Rules, now: datetime, due_at: datetime | None
) -> tuple[Called, ...]:
    """Return the calls to holders, each with the instant at which it is repeated."""
    return tuple(call_for(holder, rules, now, due_at) for holder in holders)


def call_for(holder: Holder, rules: Rules, now: datetime, due_at: datetime | None) -> Called:
    """Return the call to one holder."""
    return Called(holder, again_at(rules, now, now, due_at))


def _practitioners(case: Case, roster: Roster) -> list[Holder]:
    """At the first tier everybody is called but the side that raised it."""
    without = frozenset({case.raised_by}) | case.taken_out
    others = [party for party in case.parties if party.side is not PartySide.RAISED_BY]
    holders = [first_holder(party, case.rules, roster, without) for party in others]
    return [holder for holder in holders if holder]
