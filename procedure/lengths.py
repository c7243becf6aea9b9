"""A length of time as a written procedure or an area gives it: so many of the unit that it was written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """How a limit is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    WORKING_WEEKS = "working_weeks"
    CALENDAR_DAYS = "calendar_days"


@dataclass(frozen=True)
class Limit:
    """
    A length of time, and who set it: a clause of the text, or the area. An indicative one is what the text
    only aims at, or what was read out of words that could mean another; the file says why.
    """

    value: int
    unit: Unit
    source: str
    is_indicative: bool = False


def parse_limit(words: str, source: str) -> Limit:
    """
    Read "5 working days" and the like; the unit is kept as written. Raises ValueError, also for more than a
    year: no procedure means that, and the calendar of such a time is not known.
    """
    match = re.fullmatch(r"([0-9]{1,4}) ([a-z ]+)", words)
    unit = _UNITS.get(match[2].removesuffix("s")) if match else None
    if match is None or unit is None:
        raise ValueError(f"{words!r} is no length of time; write it as 5 working days, or {_UNITS_IN_WORDS}")
    limit = Limit(int(match[1]), unit, source)
    if limit.value > _A_YEAR_OF[unit]:
        raise ValueError(f"{words!r} is longer than a year; no tier has that much time")
    return limit


_UNITS = {
    "minute": Unit.MINUTES,
    "hour": Unit.HOURS,
    "working day": Unit.WORKING_DAYS,
    "working week": Unit.WORKING_WEEKS,
    "calendar day": Unit.CALENDAR_DAYS,
}
_UNITS_IN_WORDS = ", ".join(f"{unit}s" for unit in _UNITS)
_A_YEAR_OF = {
    Unit.MINUTES: 366 * 24 * 60,
    Unit.HOURS: 366 * 24,
    Unit.WORKING_DAYS: 262,
    Unit.WORKING_WEEKS: 52,
    Unit.CALENDAR_DAYS: 366,
}
