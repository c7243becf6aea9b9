"""A disagreement as it stands: what follows from its entries."""

from procedure.case.calls import Call, DutyOwed
from procedure.case.notes import Action, Communication, Dispute, Filing, Note, ReadBack
from procedure.case.outcome import Issue, Outcome
from procedure.case.protecting import Advice, PolicyIssue, PuttingBack, Safety
from procedure.case.state import OVER, State
from procedure.case.whole import Case

__all__ = [
    "OVER",
    "Action",
    "Advice",
    "Call",
    "Case",
    "Communication",
    "Dispute",
    "DutyOwed",
    "Filing",
    "Issue",
    "Note",
    "Outcome",
    "PolicyIssue",
    "PuttingBack",
    "ReadBack",
    "Safety",
    "State",
]
