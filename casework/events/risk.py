"""How soon the child needs it, and what is done meanwhile."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts, putting_back


def _sooner(act: acts.BroughtForward | acts.PutBack | acts.RiskAnswered, shown: View, subject: int) -> Facts:
    return {"until": shown.local_if_any(act.protect_by), "due_at": shown.local_if_any(act.due_at)}


def _step(act: acts.ProtectiveStep, shown: View, subject: int) -> Facts:
    return {"detail": act.step, "stands": act.stands, "until": shown.local(act.taken_at)}


def _proposed(act: acts.PutBackProposed, shown: View, subject: int) -> Facts:
    return {
        "agency": shown.agency(act.agency_id),
        "until": shown.local_if_any(act.protect_by),
        "due_at": shown.local_if_any(shown.case.due_at),
        "names": tuple(shown.agency(agency) for agency in putting_back.waiting_for(shown.case)),
    }


def _answered(act: acts.PutBackAnswered, shown: View, subject: int) -> Facts:
    return {
        "agency": shown.agency(act.agency_id),
        "detail": "agrees" if act.agrees else "does_not",
        "due_at": shown.local_if_any(shown.case.due_at),
        "names": tuple(shown.agency(agency) for agency in putting_back.waiting_for(shown.case)),
    }


SPECIFIC: Specifics = {
    acts.PutBackProposed: _proposed,
    acts.PutBackAnswered: _answered,
    acts.PutBack: _sooner,
    acts.BroughtForward: _sooner,
    acts.RiskAnswered: _sooner,
    acts.ProtectiveStep: _step,
}
