"""Who has a part."""

from casework.telling.audience import Audiences, Telling, to_called, to_designated_leads, to_leads
from casework.telling.calls import standing_in
from casework.telling.kinds import LINE, OUTCOME, TOLD
from procedure import acts
from procedure.acts import Bearing, Danger, Entry, JoinedAs
from procedure.case import Case
from procedure.roster import Roster

_TOLD_AS = {JoinedAs.COPIED: "copied", JoinedAs.SUPPORTER: "supporter", JoinedAs.IN_PLACE: "in_place"}
"""Those who are neither called nor named in a note are told why they have a part."""

_LEADS_HEAR = {
    Bearing.NONE_AGREED: "no_procedure",
    Bearing.NOT_SET: "protocol_not_set",
    Bearing.SEVERAL: "protocols_differ",
}
"""What the leads of the area must put right with a facility (London 11.3.4)."""


def _joined(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = entry.of(acts.Joined)
    kind = _TOLD_AS.get(act.joined_as)
    return [Telling(LINE), *([Telling(f"{TOLD}:{kind}", act.person)] if kind else [])]


def _manager_joined(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), Telling(f"{TOLD}:manager_joined", entry.of(acts.ManagerJoined).person)]


def _raised_for(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), Telling(f"{TOLD}:raised_for", entry.of(acts.RaisedFor).person)]


def _agency_joined(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    party = entry.of(acts.AgencyJoined).party
    call = after.call(party.agency_id)
    called = call.people if call else ()
    danger = after.danger is not Danger.NONE
    named = [person for person in party.practitioners if person not in called]
    return [
        Telling(LINE),
        *(to_called(call) if call else to_leads(after, roster, "nobody_reachable", party.agency_id)),
        *(Telling(f"{TOLD}:agency_joined", person) for person in named),
        *([Telling(f"{OUTCOME}:update")] if after.outcome else []),
        *standing_in(after, [call] if call else [], roster),
        *(to_designated_leads(after, roster, "designated_danger", [party.agency_id]) if danger else []),
    ]


def _facility_involved(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = entry.of(acts.FacilityInvolved)
    kind = _LEADS_HEAR.get(act.bearing)
    return [Telling(LINE), *(to_leads(after, roster, kind, act.agency_id) if kind else [])]


def _taken_out(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = entry.of(acts.TakenOut)
    return [Telling(LINE), Telling(f"{TOLD}:taken_out", act.person)]


AUDIENCES: Audiences = {
    acts.Joined: _joined,
    acts.ManagerJoined: _manager_joined,
    acts.RaisedFor: _raised_for,
    acts.AgencyJoined: _agency_joined,
    acts.FacilityInvolved: _facility_involved,
    acts.TakenOut: _taken_out,
}
