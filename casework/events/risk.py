"""How soon the child needs it, and what is done meanwhile."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _sooner(act: acts.BroughtForward | acts.RiskAnswered, shown: View, subject: int) -> Facts:
    return {"until": shown.local_if_any(act.protect_by), "due_at": shown.local_if_any(act.due_at)}


def _step(act: acts.ProtectiveStep, shown: View, subject: int) -> Facts:
    return {"detail": act.step, "stands": act.stands, "until": shown.local(act.taken_at)}


SPECIFIC: Specifics = {
    acts.BroughtForward: _sooner,
    acts.RiskAnswered: _sooner,
    acts.ProtectiveStep: _step,
}
