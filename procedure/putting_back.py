"""Putting protect-by back: every side, with a reason, within the tier's own time (London 11.1.4, 11.1.5)."""

from collections.abc import Sequence
from datetime import datetime

from procedure import acts
from procedure.acts import Act, TextRef
from procedure.case import Case, PuttingBack
from procedure.copying import replace
from procedure.ladder import acting_for
from procedure.refusal import Refused
from procedure.steps import due_from


def propose(
    case: Case, by: int, protect_by: datetime | None, why: TextRef, now: datetime
) -> acts.PutBackProposed:
    """
    Return the proposal that the child can wait longer; None for the tier's own time, past which no tier can
    be extended (London 11.1.5). Nothing moves by it.
    """
    agency = acting_for(case, by)
    if case.is_inside:
        raise Refused("not_put_back_inside")
    latest = latest_for(case)
    if case.put_back is not None:
        raise Refused("put_back_proposed_already", person=case.put_back.proposed_by)
    if protect_by is not None:
        _require_between(case, protect_by, latest, now)
    return acts.PutBackProposed(agency, protect_by, why)


def answer(case: Case, by: int, proposed_at: datetime, *, agrees: bool) -> Sequence[Act]:
    """
    Return an agency's answer, by whoever acts for it; with the last of them protect-by is put back, and a
    *no* ends it. `proposed_at` says which proposal was read.
    """
    agency = acting_for(case, by)
    proposal = _standing(case, proposed_at)
    if agency in proposal.agreed:
        raise Refused("put_back_answered")
    answered = acts.PutBackAnswered(agency, agrees)
    if not agrees or set(case.agencies) - {*proposal.agreed, agency}:
        return (answered,)
    due = due_from(replace(case, protect_by=proposal.protect_by), case.counts_from)
    return answered, acts.PutBack(proposal.protect_by, due)


def latest_for(case: Case) -> datetime:
    """Return the tier's own time, where protect-by is sooner; Refused where nothing can be put back."""
    if case.is_urgent:
        raise Refused("risk_first")
    if case.protect_by is None:
        raise Refused("nothing_to_put_back")
    latest = tiers_own(case)
    if latest <= case.protect_by:
        raise Refused("nothing_to_put_back")
    return latest


def tiers_own(case: Case) -> datetime:
    """Return when the tier's time would run out if no protect-by were set."""
    return due_from(replace(case, protect_by=None), case.counts_from)


def waiting_for(case: Case) -> tuple[int, ...]:
    """Return the agencies whose answer to a proposal is missing."""
    if case.put_back is None:
        return ()
    return tuple(agency for agency in case.agencies if agency not in case.put_back.agreed)


def _require_between(case: Case, protect_by: datetime, latest: datetime, now: datetime) -> None:
    if protect_by <= now:
        raise Refused("protect_by_passed", field="soon")
    if case.protect_by is not None and protect_by <= case.protect_by:
        raise Refused("not_later", field="soon", due_at=case.protect_by)
    if protect_by > latest:
        raise Refused("past_the_tiers_time", field="soon", due_at=latest)


def _standing(case: Case, proposed_at: datetime) -> PuttingBack:
    if case.put_back is None or case.put_back.proposed_at != proposed_at:
        raise Refused("another_put_back")
    return case.put_back
