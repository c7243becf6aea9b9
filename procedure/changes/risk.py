"""How soon the child needs it, and what is done meanwhile."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case, PuttingBack
from procedure.changes.calls import due_moved
from procedure.changes.finding import Changes
from procedure.copying import replace


def _risk_answered(case: Case, entry: Entry, act: acts.BroughtForward | acts.RiskAnswered) -> Case:
    moved = due_moved(case, act.due_at, entry.at)
    return replace(moved, protect_by=act.protect_by, risk_asked_at=None, is_urgent=False, put_back=None)


def _put_back_proposed(case: Case, entry: Entry, act: acts.PutBackProposed) -> Case:
    proposal = PuttingBack(entry.author, entry.at, act.protect_by, act.why, (act.agency_id,))
    return replace(case, put_back=proposal)


def _put_back_answered(case: Case, entry: Entry, act: acts.PutBackAnswered) -> Case:
    proposal = case.put_back
    if proposal is None or not act.agrees:
        return replace(case, put_back=None)
    return replace(case, put_back=replace(proposal, agreed=(*proposal.agreed, act.agency_id)))


def _put_back(case: Case, entry: Entry, act: acts.PutBack) -> Case:
    return replace(due_moved(case, act.due_at, entry.at), protect_by=act.protect_by, put_back=None)


def _step_taken(case: Case, entry: Entry, act: acts.ProtectiveStep) -> Case:
    return replace(case, steps=(*case.steps, entry))


CHANGES: Changes = {
    acts.BroughtForward: _risk_answered,
    acts.RiskAnswered: _risk_answered,
    acts.PutBackProposed: _put_back_proposed,
    acts.PutBackAnswered: _put_back_answered,
    acts.PutBack: _put_back,
    acts.ProtectiveStep: _step_taken,
}
