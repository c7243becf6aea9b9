"""What people do while a tier has a disagreement: take it up, pass it on, move it up, bring it forward."""

from dataclasses import dataclass
from datetime import datetime

from casework import work
from casework.typed import Typed, check
from procedure import acts, inside, ladder
from procedure.acts import Review, Stands, Step
from procedure.ladder import Promise
from procedure.refusal import Refused
from storage.engine import Database


@dataclass(frozen=True)
class StepForm:
    """The form of a protective step as sent; the three texts may be empty."""

    step: Step
    stands: Stands
    taken_at: datetime
    by_whom: str
    their_reference: str
    detail: str
    identifiers_checked: bool


def take_up(database: Database, reference: str, promise: Promise, *, by: int, now: datetime) -> None:
    """Record *I'm on it*: the calls to that agency stop until then, the other side is told."""
    with work.on(database, reference, now) as case:
        case.record(ladder.take_up(case.case, by, promise, now), by=by)


def not_mine(database: Database, reference: str, named: int | None, *, by: int, now: datetime) -> None:
    """Record *this isn't mine*: whoever is named, else the next who acts, is called; the lead is told."""
    with work.on(database, reference, now) as case:
        case.record(ladder.not_mine(case.case, by, named, case.roster, now), by=by)
        case.record(*_if_nobody_is_left(case), by=None)


def name_stand_in(
    database: Database, reference: str, agency_id: int, named: int, *, by: int, now: datetime
) -> None:
    """Record whom the safeguarding lead names to act for an agency."""
    with work.on(database, reference, now) as case:
        if by not in inside.watchers(case.case, case.roster):
            raise Refused("not_a_lead")
        case.record(ladder.name_stand_in(case.case, agency_id, named, case.roster, now), by=by)


def reached_by_phone(database: Database, reference: str, agency_id: int, *, by: int, now: datetime) -> None:
    """Record that somebody reached an agency by telephone: its calls stop, nothing is confirmed."""
    with work.on(database, reference, now) as case:
        case.record(ladder.reached_by_phone(case.case, by, agency_id), by=by)


def look_again(
    database: Database,
    reference: str,
    review: Review,
    why: str,
    would_change: str = "",
    *,
    identifiers_checked: bool,
    by: int,
    now: datetime,
) -> None:
    """Record what the challenged side found when it looked at its decision again (Beds 1.2, 6.1)."""
    check(
        [Typed("words", why, 600), Typed("would_change", would_change, 300, is_required=False)],
        identifiers_checked=identifiers_checked,
    )
    with work.on(database, reference, now) as case:
        changing = case.keep_if_any(would_change)
        case.record(ladder.looked_again(case.case, by, review, case.keep(why), changing), by=by)


def move_up(database: Database, reference: str, *, by: int, now: datetime) -> None:
    """Record that it is unresolved: the next managers of both agencies are called at once."""
    with work.on(database, reference, now) as case:
        case.record(ladder.declare_unresolved(case.case, by, case.roster, now), by=by)


def move_up_inside(
    database: Database, reference: str, *, believes_harm: bool, by: int, now: datetime
) -> None:
    """Record that it is unresolved inside the agency: the manager above is called at once (Beds 8.1)."""
    with work.on(database, reference, now) as case:
        moved = inside.declare_unresolved(case.case, by, case.roster, now, believes_harm=believes_harm)
        case.record(moved, by=by)


def bring_forward(
    database: Database, reference: str, protect_by: datetime, *, by: int, now: datetime
) -> None:
    """Record that the child needs it sooner."""
    with work.on(database, reference, now) as case:
        case.record(ladder.bring_forward(case.case, by, protect_by, now), by=by)


def answer_risk(
    database: Database, reference: str, protect_by: datetime | None, *, by: int, now: datetime
) -> None:
    """Record how soon it must be settled at the tier reached; None for the tier's own time."""
    with work.on(database, reference, now) as case:
        case.record(ladder.answer_risk(case.case, by, protect_by, now), by=by)


def take_step(database: Database, reference: str, form: StepForm, *, by: int, now: datetime) -> None:
    """Record a step that protects the child, which never waits for a clock (London 11.3.3)."""
    check(
        [
            Typed("by_whom", form.by_whom, 100, is_required=False),
            Typed("their_reference", form.their_reference, 60, is_required=False),
            Typed("detail", form.detail, 300, is_required=False),
        ],
        identifiers_checked=form.identifiers_checked,
    )
    with work.on(database, reference, now) as case:
        step = acts.ProtectiveStep(
            step=form.step,
            taken_at=form.taken_at,
            detail=case.keep_if_any(form.detail),
            stands=form.stands,
            by_whom=case.keep_if_any(form.by_whom),
            their_reference=case.keep_if_any(form.their_reference),
        )
        case.record(ladder.protective_step(case.case, by, step, now), by=by)


def take_out(database: Database, reference: str, person: int, *, by: int, now: datetime) -> None:
    """Take out somebody who was invited by mistake."""
    with work.on(database, reference, now) as case:
        called_for = [call.holder.agency_id for call in case.case.calls if person in call.people]
        case.record(ladder.take_out(case.case, by, person), by=by)
        for agency in called_for:
            reason = acts.ChangeReason.TAKEN_OUT
            case.record(ladder.replaced(case.case, agency, person, reason, case.roster, now), by=by)
        case.record(*_if_nobody_is_left(case), by=None)


def hand_over(database: Database, reference: str, taker: int, *, by: int, now: datetime) -> None:
    """Hand one's part to a colleague of the same agency."""
    with work.on(database, reference, now) as case:
        called_for = [call.holder.agency_id for call in case.case.calls if by in call.people]
        for agency in called_for:
            case.record(ladder.handed_to(case.case, agency, by, taker, case.roster, now), by=by)
        case.record(ladder.hand_over(case.case, by, taker, case.roster), by=by)


def _if_nobody_is_left(case: work.Work) -> tuple[acts.Act, ...]:
    """Where no agency has a holder any more, the tier has nobody: it moves up at once."""
    return ladder.nobody_left(case.case, case.roster, case.now)
