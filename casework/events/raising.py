"""How a disagreement begins."""

from casework.events.specific import Facts, Specifics, called
from casework.view import View
from procedure import acts


def _raised(act: acts.Raised, shown: View, subject: int) -> Facts:
    return {
        "detail": act.danger,
        "due_at": None if act.due_at == shown.case.raised_at else shown.local_if_any(act.due_at),
        "people": called(shown, act.calls),
    }


def _taken_back(act: acts.TakenBack, shown: View, subject: int) -> Facts:
    return {"detail": shown.case.danger}


SPECIFIC: Specifics = {
    acts.Raised: _raised,
    acts.TakenBack: _taken_back,
}
