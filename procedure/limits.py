"""When a limit ends, when a tier is due, when a call is repeated, and the answers to "how soon?"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from procedure.calendar import WorkingCalendar, in_utc
from procedure.lengths import Limit, Unit
from procedure.rules import Rules

_ELAPSED = {Unit.MINUTES: timedelta(minutes=1), Unit.HOURS: timedelta(hours=1)}
_WORKING = {Unit.WORKING_DAYS: 1, Unit.WORKING_WEEKS: 5}


@dataclass(frozen=True)
class Choice:
    """One answer to "how soon must this be settled?"; `until` is None where the person names the time."""

    id: str
    until: datetime | None


def end_of(limit: Limit, since: datetime, calendar: WorkingCalendar) -> datetime:
    """
    Return when the limit ends that began at `since`; a limit of zero ends as it begins.

    Minutes and hours are elapsed time. Days end at the close of the n-th; the day of entry is not counted.
    """
    if limit.value == 0:
        return in_utc(since)
    if limit.unit in _ELAPSED:
        return in_utc(since) + limit.value * _ELAPSED[limit.unit]
    today = calendar.local(since).date()
    if limit.unit in _WORKING:
        return calendar.close_of(calendar.working_day_after(today, limit.value * _WORKING[limit.unit]))
    return calendar.close_of(today + timedelta(days=limit.value))


def due_at(
    limit: Limit, called_at: datetime, protect_by: datetime | None, calendar: WorkingCalendar
) -> datetime:
    """
    Return when the tier's time runs out: its limit from the call, or the time that protects the child,
    whichever is less (London 11.1.4, 11.1.7; Beds 6.6). Nobody's time runs out before they were called.
    """
    end = end_of(limit, called_at, calendar)
    return end if protect_by is None else max(in_utc(called_at), min(end, in_utc(protect_by)))


def limits_at(rules: Rules, index: int, step: int = 0) -> tuple[Limit, ...]:
    """
    Return the limits of which a step of a tier has the one that ends first; the first tier is 0.

    No manager has none at all: a limit of zero is the area's urgent limit, and where the practitioners'
    is zero nobody above them has more than that.
    """
    own, urgent = rules.limit(index, step), rules.area.urgent_limit
    limit = own if own.value else urgent
    return (limit, urgent) if rules.limit(0).value == 0 else (limit,)


def again_at(rules: Rules, since: datetime, now: datetime, due_at: datetime | None) -> datetime | None:
    """
    Return when a call that nobody takes up is repeated: at the area's hour of the next working day. Where
    the time to answer, which began at `since`, holds no such hour, at the area's short interval.

    None where the time runs out before that, and so somebody else is called.
    """
    hour = rules.area.call_again_at
    usual = rules.calendar.next_at(now, hour)
    if due_at is None or usual < due_at:
        return usual
    soon = in_utc(now) + timedelta(minutes=rules.area.call_again_minutes)
    # On the last day of a long time nobody is called every few minutes from the morning on.
    is_short = rules.calendar.next_at(since, hour) >= due_at
    return soon if is_short and soon < due_at else None


def how_soon(now: datetime, rules: Rules) -> tuple[Choice, ...]:
    """Return the answers offered to "how soon must this be settled to keep the child safe?"."""
    calendar = rules.calendar
    today = calendar.local(now).date()
    next_working_day = calendar.close_of(calendar.working_day_after(today))
    return (
        Choice("two_hours", in_utc(now) + timedelta(hours=2)),
        Choice("tomorrow_evening", calendar.close_of(today + timedelta(days=1))),
        Choice("next_working_day", next_working_day),
        Choice("procedure", _end_of_first_tier(now, rules)),
        Choice("unknown", next_working_day),
        Choice("another", None),
    )


def _end_of_first_tier(now: datetime, rules: Rules) -> datetime:
    """The end of its last step, where each takes all its time."""
    end = in_utc(now)
    for step in range(len(rules.tier(0).chain)):
        end = end_of(rules.limit(0, step), end, rules.calendar)
    return end
