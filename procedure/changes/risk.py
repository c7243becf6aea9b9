"""How soon the child needs it, and what is done meanwhile."""

from dataclasses import replace

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.changes.calls import due_moved
from procedure.changes.finding import Changes


def _risk_answered(case: Case, entry: Entry, act: acts.BroughtForward | acts.RiskAnswered) -> Case:
    moved = due_moved(case, act.due_at, entry.at)
    return replace(moved, protect_by=act.protect_by, risk_asked_at=None, is_urgent=False)


def _step_taken(case: Case, entry: Entry, act: acts.ProtectiveStep) -> Case:
    return replace(case, steps=(*case.steps, entry))


CHANGES: Changes = {
    acts.BroughtForward: _risk_answered,
    acts.RiskAnswered: _risk_answered,
    acts.ProtectiveStep: _step_taken,
}
