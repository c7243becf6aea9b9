"""How it ends without an outcome."""

from procedure import acts
from procedure.acts import Consent, Entry
from procedure.case import OVER, Case, State
from procedure.changes.finding import Changes, fresh_calls
from procedure.copying import replace


def _withdrawal_asked(case: Case, entry: Entry, act: acts.WithdrawalAsked) -> Case:
    return replace(case, withdrawal=entry)


def _withdrawal_answered(case: Case, entry: Entry, act: acts.WithdrawalAnswered) -> Case:
    """The reason of what is withdrawn stays; where it goes on, it can be asked anew."""
    if act.answer is Consent.GOES_ON:
        return replace(case, withdrawal=None)
    return replace(case, state=State.WITHDRAWN, due_at=None, ended_at=entry.at)


def _reopened(case: Case, entry: Entry, act: acts.Reopened) -> Case:
    """
    What was agreed before stays as it is; a room that was archived is gone, so there is none yet. What kept
    the child safe then may not be there any more: it is arranged anew.
    """
    is_agreed = case.outcome is not None and case.state is not State.WITHDRAWN
    past = (*case.past_outcomes, case.outcome) if is_agreed and case.outcome else case.past_outcomes
    return replace(
        case,
        state=State.OPEN,
        tier_index=act.tier,
        step_index=0,
        entered_at=entry.at,
        counts_from=entry.at,
        due_at=act.due_at,
        protect_by=None,
        risk_asked_at=None,
        is_urgent=False,
        put_back=None,
        safety=None,
        past_calls=(*case.past_calls, *case.calls),
        calls=fresh_calls(act.calls, act.tier, entry.at, act.act),
        vacant=act.vacant,
        outcome=None,
        past_outcomes=past,
        filed={},
        raiser_told=None,
        withdrawal=None,
        ended_at=None,
        reopenings=(*case.reopenings, entry),
        duties_before_reopening=len(case.duties),
        has_room=None if case.state in OVER else case.has_room,
    )


CHANGES: Changes = {
    acts.WithdrawalAsked: _withdrawal_asked,
    acts.WithdrawalAnswered: _withdrawal_answered,
    acts.Reopened: _reopened,
}
