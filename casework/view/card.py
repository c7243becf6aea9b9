"""The card, and the line of a list."""

from casework.view.afterwards import look_back_of
from casework.view.details import about_of, details_of
from casework.view.notes import action_of, communication_of, note_of
from casework.view.outcome import (
    issues_of,
    lacking_of,
    outcome_of,
    outcome_shown,
    refusals_of,
    reopening_of,
    told_of,
    withdrawal_of,
)
from casework.view.parties import (
    emergency_of,
    facilities_of,
    member_of,
    next_step,
    next_tier,
    parties_of,
    partnership_if_missing,
    rungs_of,
)
from casework.view.protecting import (
    advice_of,
    advice_shown,
    dissent_of,
    policy_of,
    put_back_of,
    review_of,
    safe_of,
    safety_of,
    step_of,
)
from casework.view.seen import View
from messages import facts
from procedure import closing, duties, reopening
from procedure.afterwards import asked_to_look_back
from procedure.case import OVER, Case, DutyOwed, State
from procedure.communications import unanswered
from procedure.follow_up import waits_for_the_raiser

_TO_RING_SHOWN = 4


def card_of(shown: View) -> facts.Card:
    """Return the card of a disagreement as it stands."""
    case = shown.case
    return facts.Card(
        reference=case.reference,
        state=case.state,
        danger=case.danger,
        raised_at=shown.local(case.raised_at),
        raised_by=shown.who(case.raised_by),
        rungs=rungs_of(case),
        tier=case.tier.title,
        parties=(*partnership_if_missing(case), *parties_of(shown)),
        due_at=shown.local_if_any(case.due_at),
        protect_by=shown.local_if_any(case.protect_by),
        risk_asked=case.risk_asked_at is not None,
        is_short=case.is_urgent,
        dispute=shown.body(case.dispute),
        wanted=shown.body(case.wanted),
        their_reference=shown.body(case.their_reference),
        same_child=_same_child(case),
        safe=safe_of(shown),
        safety=safety_of(shown),
        put_back=put_back_of(shown),
        policy_issues=tuple(policy_of(shown, issue) for issue in case.policy_issues),
        dissents=tuple(dissent_of(shown, entry) for entry in case.dissents),
        next_tier=next_tier(case),
        step=case.present_step.title,
        step_by=tuple(map(shown.agency, duties.step_owed_by(case))),
        next_step=next_step(case),
        duties=tuple(duty_of(shown, owed) for owed in case.duties_owed),
        older=_older(shown),
        emergency=emergency_of(case.rules),
        notes=tuple(note_of(shown, each) for each in case.notes),
        actions=tuple(action_of(shown, each) for each in case.actions),
        communications=tuple(communication_of(shown, each) for each in case.communications),
        unanswered=tuple(shown.agency(agency) for agency in unanswered(case)),
        reviews=tuple(review_of(shown, entry) for entry in case.reviews),
        steps=tuple(step_of(shown, entry) for entry in case.steps),
        outcome=outcome_of(shown),
        refusals=refusals_of(shown),
        told=told_of(shown),
        waits_for_raiser=waits_for_the_raiser(case),
        look_backs=tuple(look_back_of(shown, entry) for entry in case.look_backs),
        asks_look_back=bool(asked_to_look_back(case)),
        withdrawal=withdrawal_of(shown) if case.withdrawal else None,
        issues=issues_of(shown),
        past=tuple(outcome_shown(shown, found) for found in case.past_outcomes),
        reopenings=tuple(reopening_of(shown, entry) for entry in case.reopenings),
        reopen_until=shown.local_if_any(reopening.open_until(case)),
        lacking=lacking_of(shown, closing.missing_for_closing(case)),
        leads=shown.everyone(
            lead for agency in case.agencies for lead in shown.roster.designated_leads(agency)
        ),
        room=shown.room,
        raised_for=shown.who(case.raised_for) if case.raised_for is not None else None,
        supporters=shown.everyone(case.supporters),
        details=details_of(shown),
        own_procedures=tuple((shown.agency(each), said) for each, said in case.own_procedures.items()),
        advice_of=advice_of(case),
        advice=tuple(advice_shown(shown)),
        members=tuple(member_of(shown, person) for person in case.parts),
        facilities=facilities_of(shown),
        way=case.way,
        about=about_of(shown),
        headings=case.rules.area.confirmation_headings,
    )


def duty_of(shown: View, owed: DutyOwed) -> facts.DutyShown:
    """Return something that is owed still, and by which agencies."""
    return facts.DutyShown(
        number=owed.number,
        title=owed.duty.title,
        agencies=tuple(shown.agency(agency) for agency in owed.owing),
        due_at=shown.local(owed.due_at),
        is_late=owed.late_at is not None,
    )


def open_case_of(shown: View, person: int) -> facts.OpenCase:
    """Return a disagreement as one line of somebody's list."""
    case = shown.case
    return facts.OpenCase(
        reference=case.reference,
        tier=case.tier.title,
        due_at=shown.local_if_any(case.due_at),
        state=case.state,
        agencies=tuple(shown.agency(agency) for agency in case.agencies),
        room="" if case.state in OVER else shown.room,
        is_finished=case.is_finished,
        to_ring=shown.everyone(_to_ring(case, person)[:_TO_RING_SHOWN]),
    )


def _to_ring(case: Case, person: int) -> list[int]:
    """Whom to ring where nobody has taken up a call that can't wait: for everybody but those called."""
    if case.state is not State.OPEN or not case.cannot_wait:
        return []
    silent = [call for call in case.calls if not call.is_answered and person not in call.people]
    return [called for call in silent for called in call.people]


def _older(shown: View) -> facts.OlderRules | None:
    """That it goes by older rules than those in force in its area now: a running case keeps its own."""
    newer, own = shown.newer, shown.case.rules
    if newer is None:
        return None
    return facts.OlderRules(
        version=f"{own.procedure.title}, {own.procedure.version}",
        newer=f"{newer.procedure.title}, {newer.procedure.version}",
        set_on=newer.area.set_on,
    )


def _same_child(case: Case) -> bool:
    """Ticked in a note by somebody of each agency (wording.md: not yet checked until then)."""
    ticked = {case.agency_of(note.author) for note in case.notes if note.content.same_child}
    return ticked >= set(case.agencies)
