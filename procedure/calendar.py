"""Working time in one area: which days are working days, and when they close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class HolidaysUnknown(LookupError):  # noqa: N818  (it says what is the case)
    """The bank holidays of a year are not known, so nobody can say which of its days are working days."""

    def __init__(self, nation: Nation, year: int) -> None:
        super().__init__(f"the bank holidays of {year} are not known ({nation})")
        self.nation, self.year = nation, year


class Nation(StrEnum):
    """Whose bank holidays count: the nation of the child's home authority."""

    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"


@dataclass(frozen=True)
class ClosedDay:
    """A day on which the area does not work though the nation does."""

    on: date
    why: str


@dataclass(frozen=True)
class WorkingCalendar:
    """The working days of one area. Instants go in aware and come out in UTC."""

    nation: Nation
    zone: str
    closing_time: time
    closed_on: tuple[ClosedDay, ...]

    def is_working_day(self, day: date) -> bool:
        """
        Say whether it is no Saturday, Sunday, bank holiday or closed day of the area.

        Raises HolidaysUnknown for a weekday of a year whose bank holidays are not known.
        """
        return (
            day.weekday() < _SATURDAY
            and day not in _bank_holidays(self.nation, day.year)
            and all(day != closed.on for closed in self.closed_on)
        )

    def working_day_after(self, day: date, n: int = 1) -> date:
        """Return the n-th working day after the day, which itself is not counted."""
        return self._stepped(day, n, _ONE_DAY)

    def working_day_before(self, day: date, n: int = 1) -> date:
        """Return the n-th working day before the day, which itself is not counted."""
        return self._stepped(day, n, -_ONE_DAY)

    def working_days_between(self, first: date, last: date) -> int:
        """Return how many working days come after the first day, up to and with the last one."""
        days = ((first + n * _ONE_DAY) for n in range(1, (last - first).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def close_of(self, day: date) -> datetime:
        """Return the instant at which the day's work ends."""
        return self.at(day, self.closing_time)

    def at(self, day: date, clock: time) -> datetime:
        """Return the instant of that time on that day here; the earlier, where the clock shows it twice."""
        return datetime.combine(day, clock, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    def local(self, instant: datetime) -> datetime:
        """Return the instant as the clocks here show it."""
        return in_utc(instant).astimezone(ZoneInfo(self.zone))

    def next_at(self, now: datetime, clock: time) -> datetime:
        """Return the first instant after `now`, and not `now` itself, that is this time of a working day."""
        today = self.local(now).date()
        if self.is_working_day(today) and self.at(today, clock) > now:
            return self.at(today, clock)
        return self.at(self.working_day_after(today), clock)

    def _stepped(self, day: date, n: int, step: timedelta) -> date:
        for _ in range(n):
            day += step
            while not self.is_working_day(day):
                day += step
        return day


def in_utc(instant: datetime) -> datetime:
    """Return the same instant in UTC. Raises ValueError for a time without a zone: it is no instant."""
    if instant.tzinfo is None:
        raise ValueError("a time without a zone is no instant")
    return instant.astimezone(UTC)


# A set for each year, not the library's own object: that one fills itself in while it is read, and a
# second thread could find Christmas missing.
@lru_cache
def _bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    known = frozenset(country_holidays("GB", subdiv=nation.value, years=year, expand=False))
    # Beyond its last year the library answers with no days at all, and everybody would work at Christmas.
    if not known:
        raise HolidaysUnknown(nation, year)
    return known
