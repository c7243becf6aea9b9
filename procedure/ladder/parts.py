"""Who has a part in a disagreement, who may act in it, and who may be let into it."""

from procedure.acts import Way
from procedure.case import Call, Case, State
from procedure.refusal import Refused
from procedure.roster import Roster


def part_of(case: Case, person: int) -> int:
    """Return the agency for which a person has a part; Refused where they have none."""
    agency = case.agency_of(person)
    if agency is None:
        raise Refused("no_part")
    return agency


def acting_for(case: Case, by: int) -> int:
    """Return the agency for which somebody acts at the tier reached; Refused where that is for others."""
    agency = part_of(case, by)
    require_open(case)
    if agency not in case.agencies:
        raise Refused("not_an_agency_of_the_case")
    if by not in case.acting(agency):
        raise Refused("not_acting", people=case.acting(agency))
    return agency


def speaks_for(case: Case, person: int) -> int:
    """Return the agency for which a person has a part; Refused for a supporter, who acts for nobody."""
    agency = part_of(case, person)
    if person in case.supporters:
        raise Refused("supporter_only")
    return agency


def require_open(case: Case) -> None:
    """Refuse what is only for a disagreement that is neither settled nor taken back."""
    if case.state is not State.OPEN:
        raise Refused(f"is_{case.state}")


def concerned_by(case: Case) -> frozenset[int]:
    """Return whom nobody may call as a manager: the practitioners named, and those whom it is about."""
    practitioners = (person for party in case.parties for person in party.practitioners)
    return frozenset([*practitioners, *case.about])


def require_not_called(case: Case, person: int) -> None:
    """Refuse to make a practitioner of somebody who is called as a manager: nobody faces themselves."""
    are_managers = case.tier_index > 0 or case.is_inside
    if are_managers and any(person in call.people for call in case.calls):
        raise Refused("called_as_manager", field="person")


def call_to(case: Case, person: int) -> Call:
    """Return the call that waits for a person at the tier reached; Refused where none does."""
    for call in case.calls:
        if person in call.people and person not in case.taken_out:
            return call
    part_of(case, person)
    raise Refused("not_called")


def require_free(call: Call, by: int) -> None:
    """Refuse a call that another has taken up."""
    if call.taken_up_by is not None and call.taken_up_by != by:
        raise Refused("already_taken_up", person=call.taken_up_by)


def require_private(case: Case, person: int, roster: Roster, field: str = "person") -> None:
    """
    Refuse to let anybody of another agency into what stays inside one, and anybody but a designated lead
    into a written concern (Beds 8.2).
    """
    if not case.is_inside or case.agency_of(person) is not None:
        return
    if case.way is Way.INSIDE:
        known = roster.people.get(person)
        if known is not None and known.agency_id != case.raising_agency:
            raise Refused("stays_inside", field=field)
        return
    if person in case.about or person not in roster.designated_leads(case.raising_agency):
        raise Refused("concern_is_private", field=field)


def require_one_of(person: int, agency_id: int, roster: Roster) -> None:
    """Refuse to name anybody who is not of that agency, can't be reached, or is away."""
    if person not in roster.people or roster.people[person].agency_id != agency_id:
        raise Refused("not_of_that_agency", field="person")
    if not roster.people[person].can_be_called:
        raise Refused("not_reachable", field="person")
    if roster.people[person].is_away:
        raise Refused("is_away", field="person")
