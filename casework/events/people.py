"""Who has a part."""

from casework.events.specific import Facts, Specifics, by_route, called
from casework.view import View
from procedure import acts


def _joined(act: acts.Joined, shown: View, subject: int) -> Facts:
    return {"people": shown.everyone([act.person]), "detail": act.joined_as}


def _one_person(act: acts.ManagerJoined | acts.RaisedFor | acts.TakenOut, shown: View, subject: int) -> Facts:
    return {"people": shown.everyone([act.person])}


def _agency_joined(act: acts.AgencyJoined, shown: View, subject: int) -> Facts:
    return {
        "agency": shown.agency(act.party.agency_id),
        "people": called(shown, [act.call] if act.call else []),
        "routes": by_route(shown, [act.call] if act.call else []),
        "also": shown.everyone(act.party.practitioners),
        "due_at": shown.local_if_any(shown.case.due_at),
        "has_outcome": shown.case.outcome is not None,
        "detail": shown.case.danger,
    }


def _facility_involved(act: acts.FacilityInvolved, shown: View, subject: int) -> Facts:
    return {
        "agency": shown.agency(act.agency_id),
        "names": (shown.agency(act.host_id),),
        "detail": act.procedure,
        "reason": act.bearing,
        "goes_by": shown.case.rules.procedure.title,
    }


def _handed_over(act: acts.HandedOver, shown: View, subject: int) -> Facts:
    return {"people": shown.everyone([act.taker])}


SPECIFIC: Specifics = {
    acts.Joined: _joined,
    acts.ManagerJoined: _one_person,
    acts.RaisedFor: _one_person,
    acts.AgencyJoined: _agency_joined,
    acts.FacilityInvolved: _facility_involved,
    acts.TakenOut: _one_person,
    acts.HandedOver: _handed_over,
}
