"""What lies ahead of a disagreement: when each tier is called, and until when, if nobody answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from procedure.calendar import WorkingCalendar, in_utc
from procedure.limits import due_at, end_of, limits_at
from procedure.rules import Rules
from procedure.written import Limit, Procedure, Tier


class SetBy(StrEnum):
    """Who gave a tier the time that it goes by."""

    TEXT = "text"
    AREA = "area"
    URGENT = "urgent"


class Lack(StrEnum):
    """What must be known before it can be said when a tier's time runs out."""

    LIMIT = "limit"
    URGENT_LIMIT = "urgent_limit"
    TIER_BEFORE = "tier_before"


@dataclass(frozen=True)
class TierAhead:
    """
    One tier if nobody answers: it is called when the time of the one before runs out. Instants are in UTC,
    and None where they are not known; a tier without any time is due as it is called. `limit` is what its
    time goes by, and None where the text leaves it open.
    """

    tier: Tier
    limit: Limit | None
    set_by: SetBy
    called_at: datetime | None = None
    due_at: datetime | None = None

    @property
    def lack(self) -> Lack | None:
        """What has to be known first; None where its times are known."""
        if self.due_at is not None:
            return None
        if self.limit is None:
            return Lack.LIMIT
        return Lack.TIER_BEFORE if self.called_at is None else Lack.URGENT_LIMIT


def in_force(rules: Rules, raised_at: datetime) -> tuple[TierAhead, ...]:
    """
    Return the tiers of a procedure in force, lowest first, with their times if nobody answers.

    Every post is taken to be filled, every call to arrive, and no time that protects the child to be sooner.
    """
    return _climbed(rules.procedure, raised_at, lambda index, called_at: _called(rules, index, called_at))


def as_written(procedure: Procedure, calendar: WorkingCalendar, raised_at: datetime) -> tuple[TierAhead, ...]:
    """
    Return the same for a procedure without an area: no time is known from the first tier on whose limit
    the text leaves open, or which goes by an urgent limit. Those are the area's to set, never ours.
    """

    def called(index: int, called_at: datetime) -> TierAhead:
        tier = procedure.tiers[index]
        if tier.limit is None or tier.limit.value == 0:
            return TierAhead(tier, tier.limit, SetBy.TEXT, called_at)
        due = due_at(tier.limit, called_at, None, calendar)
        return TierAhead(tier, tier.limit, SetBy.TEXT, called_at, due)

    return _climbed(procedure, raised_at, called)


def _climbed(
    procedure: Procedure, raised_at: datetime, called: Callable[[int, datetime], TierAhead]
) -> tuple[TierAhead, ...]:
    climbed = list[TierAhead]()
    called_at: datetime | None = in_utc(raised_at)
    for index, tier in enumerate(procedure.tiers):
        ahead = called(index, called_at) if called_at else TierAhead(tier, tier.limit, SetBy.TEXT)
        climbed.append(ahead)
        called_at = ahead.due_at
    return tuple(climbed)


def _called(rules: Rules, index: int, called_at: datetime) -> TierAhead:
    tier, own, calendar = rules.tier(index), rules.limit(index), rules.calendar
    set_by = SetBy.AREA if tier.id in rules.area.limits else SetBy.TEXT
    # Practitioners without any time are not called: the managers are, in the same breath.
    if index == 0 and own.value == 0:
        return TierAhead(tier, own, set_by, called_at, called_at)
    limit = min(limits_at(rules, index), key=lambda each: end_of(each, called_at, calendar))
    due = due_at(limit, called_at, None, calendar)
    return TierAhead(tier, limit, set_by if limit is own else SetBy.URGENT, called_at, due)
