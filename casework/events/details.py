"""What is added after raising."""

from casework.events.specific import Facts, Specifics
from casework.view import View, details_of
from procedure import acts


def _detailed(act: acts.Detailed, shown: View, subject: int) -> Facts:
    return {"times": act.version, "details": details_of(shown)}


def _own_procedure(act: acts.OwnProcedureSaid, shown: View, subject: int) -> Facts:
    return {"agency": shown.agency(act.agency_id), "detail": "begun" if act.has_begun else "not_begun"}


SPECIFIC: Specifics = {
    acts.Detailed: _detailed,
    acts.OwnProcedureSaid: _own_procedure,
}
