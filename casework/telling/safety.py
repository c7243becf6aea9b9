"""What keeps the child safe meanwhile."""

from casework.telling.audience import Audiences, Telling, to_leads
from casework.telling.kinds import LEAD, LINE, TOLD
from procedure import acts, safety
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _arranged(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Whoever holds it must know, if it was not they who said so."""
    holder = after.safety.holder if after.safety else None
    told = [Telling(f"{TOLD}:safety_arranged", holder)] if holder is not None and holder != entry.by else []
    return [Telling(LINE), *told]


def _asked(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    reachable = set(roster.reachable(roster.people))
    asked = safety.asked_of(after, reachable)
    return [Telling(LINE), *(Telling(f"{TOLD}:safety_asked", person) for person in asked)]


def _unanswered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), *to_leads(after, roster, "safety_unanswered")]


def _failed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """
    At once: the leads, each side's designated leads, and whoever acts, who are asked how soon; inside an
    agency only those who watch over it and act.
    """
    leads = to_leads(after, roster, "safety_failed")
    told = {telling.person for telling in leads}
    designated = [
        Telling(f"{LEAD}:safety_failed", person, agency)
        for agency in (() if after.is_inside else after.agencies)
        for person in roster.designated_leads(agency)
        if person not in told
    ]
    told |= {telling.person for telling in designated} | {entry.by}
    acting = dict.fromkeys(
        [
            *(person for call in after.calls for person in call.people),
            *(person for agency in after.agencies for person in after.acting(agency)),
        ]
    )
    asked = [Telling(f"{TOLD}:safety_failed", person) for person in acting if person not in told]
    return [Telling(LINE), *leads, *designated, *asked]


AUDIENCES: Audiences = {
    acts.SafetyArranged: _arranged,
    acts.SafetyAsked: _asked,
    acts.SafetyUnanswered: _unanswered,
    acts.SafetyFailed: _failed,
}
