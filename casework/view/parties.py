"""Who is who in a disagreement: each agency's people at the tier reached, and the tiers themselves."""

from collections.abc import Iterable

from casework.view.seen import View
from messages import facts
from procedure import steps
from procedure.case import Case
from procedure.roster import Holder, Roster, Standing
from procedure.rules import Rules


def parties_of(shown: View) -> tuple[facts.Party, ...]:
    """
    Return the agencies with who acts for each; at the partnership's own tier, its bodies first, those too
    for which nobody can be reached.
    """
    case = shown.case
    called = [call.holder.agency_id for call in case.calls]
    bodies = [agency for agency in (*called, *case.vacant) if agency not in case.agencies]
    return tuple(_party(shown, agency) for agency in (*bodies, *case.agencies))


def lacks_partnership(case: Case) -> bool:
    """Whether the tier reached is the partnership's own, and the roster lists no body of it at all."""
    return case.is_held_by_partnership() and not case.calls and not case.vacant


def emergency_of(rules: Rules) -> facts.Emergency:
    """Return whom to ring in an emergency."""
    return facts.Emergency(rules.area.emergency, rules.area.out_of_hours)


def route_of(case: Case, holder: Holder, tier: int) -> str:
    """Return in place of what somebody acts who was called by a route, and by which clause; else nothing."""
    routes = case.rules.tier(tier).routes if holder.standing is Standing.DESIGNATED else ()
    return f"in place of {routes[0].in_place_of} ({routes[0].clause})" if routes else ""


def facilities_of(shown: View) -> tuple[facts.Facility, ...]:
    """Return the specialist regional facilities that have a side (London 11.3.4)."""
    return tuple(
        facts.Facility(shown.agency(each.agency_id), shown.agency(each.host_id), each.procedure, each.bearing)
        for each in shown.case.facilities
    )


def member_of(shown: View, person: int) -> facts.Member:
    """Return their post of the agency for which they have their part, and where it acts (Beds 2.7)."""
    titles = {tier.id: tier.title for tier in shown.case.rules.procedure.tiers}
    agency = shown.case.agency_of(person)
    held = [post.tier for post in shown.roster.posts_held_by(person) if post.agency_id == agency]
    return facts.Member(shown.who(person), titles.get(held[0], "") if held else "")


def partnership_if_missing(case: Case) -> tuple[facts.Party, ...]:
    """Return the partnership's place where no body of it is listed; the tier's name stands for it."""
    return (facts.Party(0, case.tier.title, is_vacant=True),) if lacks_partnership(case) else ()


def rungs_of(case: Case) -> tuple[facts.Rung, ...]:
    """Return the tiers in their order, each done, now or next."""
    places = {-1: "done", 0: "now", 1: "next"}
    return tuple(
        facts.Rung(tier.title, places[(index > case.tier_index) - (index < case.tier_index)])
        for index, tier in enumerate(case.rules.procedure.tiers)
    )


def next_tier(case: Case) -> str:
    """Return the title of the tier above; empty at the top."""
    return "" if case.is_at_the_top else case.rules.procedure.tiers[case.tier_index + 1].title


def next_step(case: Case) -> str:
    """Return the name of the step that follows when this one's time runs out; empty where none does."""
    following = steps.next_step(case)
    ends_sooner = case.protect_by is not None and case.protect_by == case.due_at
    if following is None or ends_sooner or case.due_at is None:
        return ""
    return case.tier.chain[following].title


def _party(shown: View, agency_id: int) -> facts.Party:
    case = shown.case
    call = case.call(agency_id)
    acting = case.acting(agency_id) if agency_id in case.agencies else (call.people if call else ())
    return facts.Party(
        agency_id=agency_id,
        agency=shown.agency(agency_id),
        people=shown.everyone(acting),
        standing=call.holder.standing if call else Standing.HOLDER,
        has_call=call is not None,
        times=call.times if call else 0,
        taken_up_by=shown.who(call.taken_up_by) if call and call.taken_up_by is not None else None,
        taken_up_at=shown.local_if_any(call.taken_up_at) if call else None,
        speak_by=shown.local_if_any(call.speak_by) if call else None,
        phoned_at=shown.local_if_any(call.phoned_at) if call else None,
        talked_at=shown.local_if_any(call.talked_at) if call else None,
        has_answered=call is not None and call.answered_at is not None,
        is_vacant=agency_id in case.vacant,
        route=route_of(case, call.holder, call.tier) if call else "",
        by_mail=shown.everyone(_by_mail_alone(shown.roster, call.people if call else ())),
        is_mailed=call is not None and bool(call.mailed),
    )


def _by_mail_alone(roster: Roster, people: Iterable[int]) -> tuple[int, ...]:
    known = (roster.people[person] for person in people if person in roster.people)
    return tuple(one.id for one in known if one.has_mail and not one.is_reachable)
