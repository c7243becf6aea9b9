"""The steps of a tier's time."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _began(act: acts.StepBegan, shown: View, subject: int) -> Facts:
    return {
        "reason": act.reason,
        "detail": shown.case.present_step.title,
        "due_at": shown.local(act.due_at),
        "until": shown.local(act.since),
        "was_due_at": shown.local_if_any(act.was_due_at),
    }


SPECIFIC: Specifics = {acts.StepBegan: _began}
