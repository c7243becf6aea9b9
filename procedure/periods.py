"""The quarter or the calendar year that figures are about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from procedure.calendar import WorkingCalendar
from procedure.refusal import Refused

_WRITTEN = re.compile(r"(20\d\d)(?:-Q([1-4]))?", re.ASCII)
_MONTHS = 3
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A quarter of a calendar year, the first one is 1; the whole year where `quarter` is None."""

    year: int
    quarter: int | None = None

    @property
    def id(self) -> str:
        """How it is written: 2026-Q4, or 2026."""
        return f"{self.year}-Q{self.quarter}" if self.quarter else f"{self.year}"

    @property
    def first_on(self) -> date:
        """Its first day."""
        return date(self.year, (self.quarter - 1) * _MONTHS + 1 if self.quarter else 1, 1)

    @property
    def last_on(self) -> date:
        """Its last day."""
        following = self.first_on.month + (_MONTHS if self.quarter else 12)
        year, month = divmod(following - 1, 12)
        return date(self.year + year, month + 1, 1) - _ONE_DAY

    def begins_at(self, calendar: WorkingCalendar) -> datetime:
        """Return the midnight at which it begins where the calendar is."""
        return calendar.at(self.first_on, time())

    def ends_at(self, calendar: WorkingCalendar) -> datetime:
        """Return the midnight at which it is over."""
        return calendar.at(self.last_on + _ONE_DAY, time())


def read(words: str) -> Period:
    """Return the period written as 2026-Q4 or 2026. Raises Refused where there is none such."""
    found = _WRITTEN.fullmatch(words)
    if found is None:
        raise Refused("no_such_period")
    return Period(int(found[1]), int(found[2]) if found[2] else None)


def quarter_of(day: date) -> Period:
    """Return the quarter in which a day lies."""
    return Period(day.year, (day.month - 1) // _MONTHS + 1)


def lately(today: date, years: int) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """Return the quarters, and the years, that have begun in this year and those before it; newest first."""
    these = [Period(today.year - n) for n in range(years)]
    quarters = [Period(each.year, quarter) for each in these for quarter in (4, 3, 2, 1)]
    return tuple(each for each in quarters if each.first_on <= today), tuple(these)


def require_begun(period: Period, calendar: WorkingCalendar, now: datetime) -> Period:
    """Return a period that has begun. Raises Refused where it is to come."""
    if period.begins_at(calendar) > now:
        raise Refused("period_to_come")
    return period
