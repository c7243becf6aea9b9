"""Who is told: what the audiences of all acts are made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from casework.telling.kinds import CALL, LEAD, LINE, POST, TOLD
from procedure import inside
from procedure.acts import Entry, Way
from procedure.case import Call, Case
from procedure.roster import Roster


@dataclass(frozen=True)
class Telling:
    """One thing to be told: `person` None is the room; `kind` may carry its wording after a colon."""

    kind: str
    person: int | None = None
    subject: int = 0


def to_called(call: Call, people: Iterable[int] | None = None) -> list[Telling]:
    """Return that a call goes to everyone called, or to these people of them."""
    agency = call.holder.agency_id
    return [Telling(CALL, person, agency) for person in (call.people if people is None else people)]


def to_leads(case: Case, roster: Roster, kind: str, subject: int = 0) -> list[Telling]:
    """Return that each lead is told who watches over it: of the area, or inside an agency its own."""
    return [Telling(f"{LEAD}:{kind}", person, subject) for person in inside.watchers(case, roster)]


def nobody_reachable(case: Case, roster: Roster, subject: int = 0) -> list[Telling]:
    """
    Return that nobody can be called, to those who watch over it. Inside an agency where nobody does, as of
    a written concern, the one who raised it hears it; of a concern the area's leads hear of the post alone:
    nothing says to them that anybody wrote (Beds 8.2).
    """
    watching = to_leads(case, roster, "nobody_reachable", subject)
    if watching or not case.is_inside:
        return watching
    agency = case.raising_agency
    leads = roster.safeguarding_leads() if case.way is Way.CONCERN else ()
    return [
        *(Telling(f"{TOLD}:nobody_reachable", person) for person in case.answering(agency)),
        *(Telling(POST, person, agency) for person in leads),
    ]


def to_designated_leads(
    case: Case, roster: Roster, kind: str, agencies: Iterable[int] | None = None
) -> list[Telling]:
    """
    Return that the designated leads of the agencies are told, or of these agencies of them; but not those
    who are told already: as managers, as leads.
    """
    told = {*case.parts, *roster.safeguarding_leads()}
    return [
        Telling(f"{LEAD}:{kind}", person, agency)
        for agency in (case.agencies if agencies is None else agencies)
        for person in roster.designated_leads(agency)
        if person not in told
    ]


def in_danger(case: Case, roster: Roster) -> list[Telling]:
    """Return that a child may be in danger: to each side's designated leads, and to the leads."""
    return [
        *to_designated_leads(case, roster, "designated_danger"),
        *to_leads(case, roster, "danger"),
    ]


def a_line(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Return that the room has a line, and nobody else is told."""
    return [Telling(LINE)]


def nobody(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Return that nobody is told."""
    return []


Audience = Callable[[Case, Entry, Case, Roster], list[Telling]]
"""Who is told of an entry, from the state before and after it."""


Audiences = Mapping[type, Audience]
"""The audience of each kind of act; a line in the room where none stands here."""
