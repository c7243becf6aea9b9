"""Opening again what is over: within the area's time, by anyone who had a part (Beds 3.3)."""

from datetime import datetime

from procedure import acts
from procedure.acts import TextRef
from procedure.case import Case, State
from procedure.ladder import called_anew, speaks_for
from procedure.limits import end_of
from procedure.refusal import Refused
from procedure.roster import Roster


def reopen(case: Case, by: int, why: TextRef, roster: Roster, now: datetime) -> acts.Reopened:
    """
    Return that a disagreement is open again, at the tier at which it was settled or withdrawn: its time
    starts anew, and those who act there are called (Beds 3.3). What was agreed stays in the record.

    Raises Refused once the area's time for it is over: then it is raised anew.
    """
    speaks_for(case, by)
    if case.state is State.TAKEN_BACK:
        raise Refused("is_taken_back")
    until = open_until(case)
    if until is None:
        raise Refused("not_over")
    if now > until:
        raise Refused("too_late_to_reopen", due_at=until)
    anew = called_anew(case, roster, now)
    return acts.Reopened(case.tier_index, why, anew.due_at, anew.calls, anew.vacant)


def open_until(case: Case) -> datetime | None:
    """Return until when what is over can be opened again; None where it is open still or was taken back."""
    if case.ended_at is None:
        return None
    return end_of(case.rules.area.reopen_within, case.ended_at, case.rules.calendar)
