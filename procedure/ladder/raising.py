"""How a disagreement begins, and how one raised by mistake is taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from procedure import acts
from procedure.acts import Called, Danger, MoveReason, Party, PartySide, TextRef
from procedure.case import Case
from procedure.copying import replace
from procedure.ladder.calling import calls_to, first_holder
from procedure.ladder.moving import move_up
from procedure.ladder.parts import require_open
from procedure.refusal import Refused
from procedure.roster import Roster
from procedure.rules import Rules
from procedure.steps import due_from

TAKE_BACK_MINUTES = 10
"""For so long a disagreement raised by mistake can be taken back; our choice."""


@dataclass(frozen=True)
class Raising:
    """What the form says, before anybody is looked up; the texts may be missing in danger only."""

    danger: Danger
    raised_by: int
    parties: tuple[Party, ...]
    protect_by: datetime | None
    ask_lead: bool
    dispute: TextRef | None
    wanted: TextRef | None
    their_reference: TextRef | None


def raise_disagreement(
    reference: str, asked: Raising, rules: Rules, roster: Roster, now: datetime
) -> tuple[acts.Act, ...]:
    """
    Return the acts that open a disagreement (London 11.1.3, 11.1.4). In danger the limit is zero, and an
    area may set none: the first managers of both sides are called in the same breath (Beds 5, 6.6). Where
    the procedure has one tier only, those who act at it are called, for the area's urgent limit.

    Raises Refused where there is no other side, or protect-by is not in the future.
    """
    if len({party.agency_id for party in asked.parties}) < 2:
        raise Refused("one_agency", field="against")
    unopened = _unopened(reference, asked, rules, now)
    if not unopened.is_at_the_top and (unopened.is_urgent or rules.limit(0).value == 0):
        return _passed_on_at_once(unopened, asked, roster, now)
    due = due_from(unopened, now)
    without = frozenset({asked.raised_by})
    responding = [party for party in asked.parties if party.side is PartySide.RESPONDING]
    holders = [first_holder(party, rules, roster, without) for party in responding]
    calls = calls_to([holder for holder in holders if holder], rules, now, due)
    return (_raised(asked, due_at=due, calls=calls),)


def take_back(case: Case, by: int, now: datetime) -> acts.TakenBack:
    """Return the taking back of a disagreement raised by mistake, within ten minutes, by who raised it."""
    require_open(case)
    if by != case.raised_by:
        raise Refused("not_raised_by_you")
    if now - case.raised_at > timedelta(minutes=TAKE_BACK_MINUTES):
        raise Refused("too_late_to_take_back", minutes=TAKE_BACK_MINUTES)
    return acts.TakenBack()


def _unopened(reference: str, asked: Raising, rules: Rules, now: datetime) -> Case:
    if asked.danger is not Danger.NONE:
        return Case(reference, rules, parties=asked.parties, is_urgent=True)
    if asked.protect_by is not None and asked.protect_by <= now:
        raise Refused("protect_by_passed", field="soon")
    return Case(reference, rules, parties=asked.parties, protect_by=asked.protect_by)


def _passed_on_at_once(unopened: Case, asked: Raising, roster: Roster, now: datetime) -> tuple[acts.Act, ...]:
    reason = MoveReason.DANGER if unopened.is_urgent else MoveReason.TIME_RAN_OUT
    moved = move_up(replace(unopened, due_at=now), reason, roster, now)
    return _raised(asked, due_at=now, calls=()), moved


def _raised(asked: Raising, *, due_at: datetime | None, calls: tuple[Called, ...]) -> acts.Raised:
    return acts.Raised(
        danger=asked.danger,
        parties=asked.parties,
        tier=0,
        due_at=due_at,
        protect_by=asked.protect_by if asked.danger is Danger.NONE else None,
        ask_lead=asked.ask_lead,
        calls=calls,
        dispute=asked.dispute,
        wanted=asked.wanted,
        their_reference=asked.their_reference,
    )
