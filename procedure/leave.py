"""Leave: on which days somebody can't be called, and who covers for them (London 11.1.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from procedure.refusal import Refused
from procedure.roster import Roster

LONGEST_AHEAD_DAYS = 2 * 366
"""No leave ends later than this from today; a year mistyped would keep somebody from every call."""


@dataclass(frozen=True)
class Leave:
    """Somebody's days away, the first and the last included, as the area's calendar counts them."""

    id: int
    person: int
    first_on: date
    last_on: date
    covered_by: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether they are away on a day."""
        return self.first_on <= day <= self.last_on

    def overlaps(self, other: "Leave") -> bool:
        """Whether any day is in both."""
        return self.first_on <= other.last_on and other.first_on <= self.last_on


def planned(asked: Leave, today: date, roster: Roster, others: Iterable[Leave]) -> Leave:
    """
    Return the leave that somebody asks for; `others` are all that are known. Days that have passed may be
    in it, but not all of them.

    Raises Refused beside the field: for days that are over or the wrong way round, and for a cover who is
    of another agency, can't be reached, or is away then too.
    """
    if asked.last_on < asked.first_on:
        raise Refused("ends_before_it_begins", field="last_on")
    if asked.last_on < today:
        raise Refused("leave_is_over", field="last_on")
    if asked.last_on > today + timedelta(days=LONGEST_AHEAD_DAYS):
        raise Refused("leave_too_far", field="last_on")
    if asked.covered_by is not None:
        _require_cover(asked, asked.covered_by, roster, others)
    return asked


def _require_cover(asked: Leave, cover: int, roster: Roster, others: Iterable[Leave]) -> None:
    own = roster.people.get(asked.person)
    if cover == asked.person:
        raise Refused("covers_oneself", field="covered_by")
    if own is None or cover not in roster.people or roster.people[cover].agency_id != own.agency_id:
        raise Refused("not_of_that_agency", field="covered_by")
    if not roster.people[cover].is_reachable:
        raise Refused("not_reachable", field="covered_by")
    if any(leave.person == cover and leave.overlaps(asked) for leave in others):
        raise Refused("cover_is_away", field="covered_by")
