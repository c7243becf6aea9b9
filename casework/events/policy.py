"""Policy issues, and who still disagrees."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _raised(act: acts.PolicyIssueRaised | acts.ProcedureProblemRaised, shown: View, subject: int) -> Facts:
    return {"number": act.number, "people": shown.everyone(act.holders)}


def _called_again(act: acts.PolicyCalledAgain, shown: View, subject: int) -> Facts:
    return {"number": act.number, "people": shown.everyone(act.holders)}


def _numbered(act: acts.PolicyReceived | acts.PolicyDealtWith, shown: View, subject: int) -> Facts:
    return {"number": act.number}


def _still_disagreed(act: acts.StillDisagreed, shown: View, subject: int) -> Facts:
    return {"agency": shown.agency(act.agency_id)}


SPECIFIC: Specifics = {
    acts.PolicyIssueRaised: _raised,
    acts.ProcedureProblemRaised: _raised,
    acts.PolicyCalledAgain: _called_again,
    acts.PolicyReceived: _numbered,
    acts.PolicyDealtWith: _numbered,
    acts.StillDisagreed: _still_disagreed,
}
