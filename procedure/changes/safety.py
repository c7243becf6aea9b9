"""What keeps the child safe meanwhile."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case, Safety
from procedure.changes.calls import due_moved
from procedure.changes.finding import Changes
from procedure.copying import replace


def _arranged(case: Case, entry: Entry, act: acts.SafetyArranged) -> Case:
    arranged = Safety(act.kept_safe_by, entry.author, entry.at, act.holder, act.agency_id, act.check_at)
    return replace(case, safety=arranged)


def _asked(case: Case, entry: Entry, act: acts.SafetyAsked) -> Case:
    return replace(case, safety=replace(_known(case), asked_at=entry.at, again_at=act.again_at))


def _unanswered(case: Case, entry: Entry, act: acts.SafetyUnanswered) -> Case:
    return replace(case, safety=replace(_known(case), again_at=None))


def _holds(case: Case, entry: Entry, act: acts.SafetyHolds) -> Case:
    held = replace(_known(case), check_at=act.check_at, asked_at=None, again_at=None)
    return replace(case, safety=held)


def _failed(case: Case, entry: Entry, act: acts.SafetyFailed) -> Case:
    """What every side may have thought of waiting longer was thought before."""
    moved = due_moved(case, act.due_at, entry.at)
    return replace(
        moved,
        risk_asked_at=entry.at,
        is_urgent=True,
        put_back=None,
        safety=None,
        safety_failed_at=entry.at,
    )


def _known(case: Case) -> Safety:
    if case.safety is None:
        raise LookupError(f"{case.reference} has no safety arrangement to speak of")
    return case.safety


CHANGES: Changes = {
    acts.SafetyArranged: _arranged,
    acts.SafetyAsked: _asked,
    acts.SafetyUnanswered: _unanswered,
    acts.SafetyHolds: _holds,
    acts.SafetyFailed: _failed,
}
