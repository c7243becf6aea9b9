"""Not left alone with it: raised on somebody's behalf, supported by a colleague (Beds 3.4, 6.7)."""

from procedure import acts
from procedure.acts import JoinedAs
from procedure.case import OVER, Case
from procedure.ladder import require_not_called, require_open, require_private, speaks_for
from procedure.refusal import Refused
from procedure.roster import Roster


def can_be_raised_for(case: Case, by: int, roster: Roster) -> bool:
    """Whether a designated or safeguarding lead who raised it can still say on whose behalf."""
    if case.is_inside or case.raised_for is not None or by != case.raised_by:
        return False
    held = roster.posts_held_by(by)
    return any(post.is_designated_lead or post.is_safeguarding_lead for post in held)


def require_may_raise_for(case: Case, by: int, roster: Roster) -> int:
    """Return the agency of a lead who can say for whom they raised it; Refused where that has been said."""
    require_open(case)
    agency = speaks_for(case, by)
    if case.is_inside:
        raise Refused("stays_inside")
    if case.raised_for is not None:
        raise Refused("raised_for_already", person=case.raised_for)
    if not can_be_raised_for(case, by, roster):
        raise Refused("not_raised_by_a_lead")
    return agency


def raise_for(case: Case, by: int, person: int, roster: Roster) -> acts.RaisedFor:
    """
    Return on whose behalf a lead has raised it (Beds 6.7): that person is its practitioner from now on, and
    it is their line whose manager is called (Beds 6.8).

    A safeguarding lead, who works for no side, can name somebody of any agency, which is then the side that
    raised it, as long as no manager has been called. Raises Refused beside the field for anybody else of
    another agency.
    """
    require_may_raise_for(case, by, roster)
    known = roster.people.get(person)
    if person == by:
        raise Refused("to_yourself", field="person")
    if known is None or known.agency_id is None:
        raise Refused("unknown_person", field="person")
    if not known.is_reachable:
        raise Refused("not_reachable", field="person")
    if known.agency_id != case.raising_agency:
        _require_another_side(case, by, known.agency_id, roster)
    require_not_called(case, person)
    return acts.RaisedFor(person, known.agency_id, known.team_id)


def _require_another_side(case: Case, by: int, agency_id: int, roster: Roster) -> None:
    if by not in roster.safeguarding_leads() or agency_id in case.agencies:
        raise Refused("not_of_your_agency", field="person")
    if case.tier_index > 0:
        raise Refused("managers_called_already", field="person")


def require_may_be_supported(case: Case, by: int) -> int:
    """Return the agency of somebody who can ask for support: not once it is over, and no supporter."""
    agency = speaks_for(case, by)
    if case.state in OVER:
        raise Refused(f"is_{case.state}")
    return agency


def ask_support(case: Case, by: int, person: int, roster: Roster) -> acts.Joined:
    """Return that somebody of any agency stands beside one: reads and writes, acts for nobody (Beds 6.7)."""
    require_may_be_supported(case, by)
    known = roster.people.get(person)
    if known is None or known.agency_id is None:
        raise Refused("unknown_person", field="person")
    if not known.is_reachable:
        raise Refused("not_reachable", field="person")
    if case.agency_of(person) is not None or person in case.about:
        raise Refused("has_a_part", field="person")
    require_private(case, person, roster)
    return acts.Joined(person, known.agency_id, JoinedAs.SUPPORTER)
