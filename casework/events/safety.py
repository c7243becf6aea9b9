"""What keeps the child safe meanwhile."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _arranged(act: acts.SafetyArranged, shown: View, subject: int) -> Facts:
    return {"people": shown.everyone([act.holder]), "until": shown.local(act.check_at)}


def _asked(act: acts.SafetyAsked, shown: View, subject: int) -> Facts:
    return {"people": _holder(shown), "until": shown.local(act.again_at)}


def _unanswered(act: acts.SafetyUnanswered, shown: View, subject: int) -> Facts:
    return {"people": _holder(shown)}


def _holds(act: acts.SafetyHolds, shown: View, subject: int) -> Facts:
    return {"until": shown.local(act.check_at)}


def _failed(act: acts.SafetyFailed, shown: View, subject: int) -> Facts:
    return {"due_at": shown.local(act.due_at)}


def _holder(shown: View) -> tuple[object, ...]:
    return shown.everyone([shown.case.safety.holder] if shown.case.safety else [])


SPECIFIC: Specifics = {
    acts.SafetyArranged: _arranged,
    acts.SafetyAsked: _asked,
    acts.SafetyUnanswered: _unanswered,
    acts.SafetyHolds: _holds,
    acts.SafetyFailed: _failed,
}
