"""What lies ahead of a disagreement: when each tier is called, and until when, if nobody answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from procedure.calendar import WorkingCalendar, in_utc
from procedure.lengths import Limit
from procedure.limits import due_at, end_of
from procedure.rules import Rules
from procedure.timed import Duty, DutyStart, TierStep
from procedure.written import Procedure, Tier


class SetBy(StrEnum):
    """Who gave a tier the time that it goes by; protect-by is the time that protects the child."""

    TEXT = "text"
    AREA = "area"
    URGENT = "urgent"
    PROTECT_BY = "protect_by"


class Lack(StrEnum):
    """What must be known before it can be said when a time runs out."""

    LIMIT = "limit"
    URGENT_LIMIT = "urgent_limit"
    TIER_BEFORE = "tier_before"


@dataclass(frozen=True)
class StepAhead:
    """
    One step of a tier if nobody answers. Instants are in UTC, and None where they are not known; a first
    step without any time is due as it begins. `limit` is what it goes by, None where the text leaves it open.
    """

    step: TierStep
    limit: Limit | None
    set_by: SetBy
    called_at: datetime | None
    due_at: datetime | None

    @property
    def timed(self) -> TierStep:
        """What has the limit: the step."""
        return self.step

    @property
    def lack(self) -> Lack | None:
        """What has to be known first; None where its times are known."""
        if self.due_at is not None:
            return None
        if self.limit is None:
            return Lack.LIMIT
        return Lack.TIER_BEFORE if self.called_at is None else Lack.URGENT_LIMIT


@dataclass(frozen=True)
class DutyAhead:
    """
    One duty if nobody meets it; `due_at` is None where what starts it has no instant beforehand, such as a
    discussion, or where something has to be known first.
    """

    duty: Duty
    limit: Limit | None
    set_by: SetBy
    due_at: datetime | None

    @property
    def timed(self) -> Duty:
        """What has the limit: the duty."""
        return self.duty


@dataclass(frozen=True)
class TierAhead:
    """One tier if nobody answers: it is called when the time of the one before runs out."""

    tier: Tier
    steps: tuple[StepAhead, ...]
    duties: tuple[DutyAhead, ...]

    @property
    def called_at(self) -> datetime | None:
        """When it is called."""
        return self.steps[0].called_at

    @property
    def due_at(self) -> datetime | None:
        """When its time has run out, the last of its steps with it."""
        return self.steps[-1].due_at

    @property
    def lack(self) -> Lack | None:
        """What has to be known first; None where its times are known."""
        return next((step.lack for step in self.steps if step.lack), None)


@dataclass(frozen=True)
class _Terms:
    """By what the times are counted; no area, and so nobody's urgent limit, where the text stands alone."""

    procedure: Procedure
    calendar: WorkingCalendar
    urgent_limit: Limit | None = None
    set_by_area: frozenset[str] = frozenset()

    def set_by(self, tier: Tier, timed: TierStep | Duty) -> SetBy:
        return SetBy.AREA if tier.key(timed) in self.set_by_area else SetBy.TEXT


@dataclass(frozen=True)
class _Reached:
    """How far the case has come: when the next tier is called, by when, and is it urgent."""

    at: datetime | None
    protect_by: datetime | None
    is_urgent: bool


def in_force(rules: Rules, raised_at: datetime, protect_by: datetime | None = None) -> tuple[TierAhead, ...]:
    """
    Return the tiers of a procedure in force, lowest first, with their times if nobody answers.

    Every post is taken to be filled, every call to arrive, and nobody to say how soon it must be settled
    once the time that protects the child has passed; without one, nothing to need it sooner.
    """
    area = rules.area
    terms = _Terms(rules.procedure, rules.calendar, area.urgent_limit, frozenset(area.limits))
    return tuple(_climbed(terms, raised_at, protect_by))


def as_written(
    procedure: Procedure, calendar: WorkingCalendar, raised_at: datetime, protect_by: datetime | None = None
) -> tuple[TierAhead, ...]:
    """
    Return the same for a procedure without an area: no time is known from the first tier on whose limit
    the text leaves open, or which goes by an urgent limit. Those are the area's to set, never ours.
    """
    return tuple(_climbed(_Terms(procedure, calendar), raised_at, protect_by))


def _climbed(terms: _Terms, raised_at: datetime, protect_by: datetime | None) -> Iterator[TierAhead]:
    first = terms.procedure.tiers[0].chain[0].limit
    has_none = first is not None and first.value == 0
    reached = _Reached(in_utc(raised_at), in_utc(protect_by) if protect_by else None, is_urgent=has_none)
    for tier in terms.procedure.tiers:
        steps = tuple(_steps(terms, tier, reached, is_first=tier is terms.procedure.tiers[0]))
        duties = tuple(_duty(terms, tier, duty, reached.at) for duty in tier.duties)
        yield TierAhead(tier, steps, duties)
        reached = _after(reached, steps[-1].due_at)


def _steps(terms: _Terms, tier: Tier, reached: _Reached, *, is_first: bool) -> Iterator[StepAhead]:
    """The steps that are gone through: where it is urgent, or protect-by passes, no other follows."""
    begins_at = reached.at
    for step in tier.chain:
        ahead = _step(terms, tier, step, begins_at, reached, is_first=is_first)
        yield ahead
        begins_at = ahead.due_at
        if reached.is_urgent or ahead.set_by is SetBy.PROTECT_BY:
            break


def _step(
    terms: _Terms,
    tier: Tier,
    step: TierStep,
    begins_at: datetime | None,
    reached: _Reached,
    *,
    is_first: bool,
) -> StepAhead:
    own, urgent, set_by = step.limit, terms.urgent_limit, terms.set_by(tier, step)
    goes_by_urgent = own is not None and (own.value == 0 or reached.is_urgent)
    if own is None or begins_at is None or (goes_by_urgent and urgent is None):
        return StepAhead(step, own, set_by, begins_at, None)
    # Practitioners without any time are not called: the managers are, in the same breath.
    if is_first and own.value == 0:
        return StepAhead(step, own, set_by, begins_at, begins_at)
    limits = [*([own] if own.value else []), *([urgent] if goes_by_urgent and urgent else [])]
    limit = min(limits, key=lambda each: end_of(each, begins_at, terms.calendar))
    due = due_at(limit, begins_at, reached.protect_by, terms.calendar)
    if reached.protect_by is not None and reached.protect_by <= due:
        return StepAhead(step, limit, SetBy.PROTECT_BY, begins_at, due)
    return StepAhead(step, limit, set_by if limit is own else SetBy.URGENT, begins_at, due)


def _after(reached: _Reached, due: datetime | None) -> _Reached:
    """When protect-by has passed, the tiers above are urgent until somebody says how soon it must be now."""
    if due is None or reached.protect_by is None or reached.protect_by > due:
        return _Reached(due, reached.protect_by, reached.is_urgent)
    return _Reached(due, None, is_urgent=True)


def _duty(terms: _Terms, tier: Tier, duty: Duty, entered_at: datetime | None) -> DutyAhead:
    limit, set_by = duty.limit, terms.set_by(tier, duty)
    if limit is not None and limit.value == 0:
        limit, set_by = terms.urgent_limit or limit, SetBy.URGENT if terms.urgent_limit else set_by
    is_known = duty.starts in (DutyStart.RAISED, DutyStart.TIER_ENTERED)
    if not is_known or limit is None or limit.value == 0 or entered_at is None:
        return DutyAhead(duty, limit, set_by, None)
    return DutyAhead(duty, limit, set_by, end_of(limit, entered_at, terms.calendar))
