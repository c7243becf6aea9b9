"""Advice that each side's manager should seek; it decides nothing (London 11.1.6; Beds 6.10)."""

from datetime import datetime

from procedure import acts
from procedure.acts import Channel, TextRef
from procedure.case import Case, State
from procedure.ladder import speaks_for
from procedure.refusal import Refused


def require_may_record(case: Case, by: int) -> int:
    """Return the agency for which somebody may record advice: a party, at any tier, until it is closed."""
    agency = speaks_for(case, by)
    if case.state in (State.CLOSED, State.TAKEN_BACK):
        raise Refused(f"is_{case.state}")
    if agency not in case.agencies:
        raise Refused("not_an_agency_of_the_case")
    return agency


def sought(
    case: Case,
    by: int,
    adviser: int | None,
    adviser_words: TextRef | None,
    sought_at: datetime,
    advice: TextRef,
    now: datetime,
) -> acts.AdviceSought:
    """Return whom an agency asked for advice, when, and what was advised. The adviser gets no part by it."""
    agency = require_may_record(case, by)
    if adviser is None and adviser_words is None:
        raise Refused("no_adviser", field="person")
    if adviser == by:
        raise Refused("own_adviser", field="person")
    if sought_at > now:
        raise Refused("in_future", field="sought_at")
    return acts.AdviceSought(agency, adviser, adviser_words, sought_at, advice)


def not_sought(case: Case, by: int, why: TextRef) -> acts.AdviceNotSought:
    """Return why an agency has asked nobody."""
    return acts.AdviceNotSought(require_may_record(case, by), why)


def lacking(case: Case) -> tuple[int, ...]:
    """
    Return the agencies called at the tier reached that should seek advice and have said nothing of it yet.
    Where the manager called is that professional, nobody is asked. It holds nothing up.
    """
    if case.tier.advice is None or case.state is not State.OPEN:
        return ()
    called = [call.holder for call in case.calls if call.holder.agency_id in case.agencies]
    return tuple(
        holder.agency_id
        for holder in called
        if not holder.is_designated and not _has_said(case, holder.agency_id)
    )


def _has_said(case: Case, agency_id: int) -> bool:
    """In so many words at this tier, or by a note of such a talk since its call."""
    if any(said.agency_id == agency_id and said.tier == case.tier_index for said in case.advice):
        return True
    call = case.call(agency_id)
    return call is not None and any(
        note.content.channel is Channel.ADVICE
        and note.written_at >= call.called_at
        and agency_id in case.represented_by([note.author])
        for note in case.notes
    )
