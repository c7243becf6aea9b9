"""The figures of an area for a quarter or a year, for its leads and its administrator (Beds 3.1)."""

from datetime import datetime

from casework import who_is_who
from messages.facts import FiguresPart, Report
from procedure import figures, measures, periods
from procedure.periods import Period
from procedure.rules import Rules
from storage import areas, cases, people, record
from storage.engine import Connection, Database

YEARS_OFFERED = 3
"""So many years can be chosen in Slack; the command line takes any."""


class NoSuchArea(LookupError):  # noqa: N818  (it says what is the case)
    """There is no area of that name; `known` are those that there are."""

    def __init__(self, known: tuple[str, ...]) -> None:
        super().__init__("no such area")
        self.known = known


def shown(database: Database, asked: str, *, by: int, now: datetime) -> Report:
    """
    Return the figures of the area that somebody leads, for the period asked, the present quarter where none
    is. Refused to whoever is no safeguarding lead, and for a period that there is not or that is to come.
    """
    with database.read() as connection:
        area_id = people.by_id(connection, by).area_id
        who_is_who.require_lead(connection, area_id, by, now)
        assert area_id is not None, "who leads an area belongs to it"
        rules = areas.in_force(connection)[area_id]
        today = rules.calendar.local(now).date()
        period = periods.read(asked) if asked else periods.quarter_of(today)
        return _of(connection, rules, period, now)


def of_area(database: Database, name: str, period: Period, *, now: datetime) -> Report:
    """
    Return the figures of an area, by its id or its name, for whoever runs the program. Raises NoSuchArea;
    Refused for a period that is to come.
    """
    with database.read() as connection:
        in_force = areas.in_force(connection)
        rules = next((each for each in in_force.values() if name in (each.area.id, each.area.name)), None)
        if rules is None:
            raise NoSuchArea(tuple(in_force))
        return _of(connection, rules, period, now)


def _of(connection: Connection, rules: Rules, period: Period, now: datetime) -> Report:
    area, calendar = rules.area, rules.calendar
    periods.require_begun(period, calendar, now)
    begins_at, ends_at = period.begins_at(calendar), period.ends_at(calendar)
    known = who_is_who.roster(connection, area.id, now)
    reachable = set(known.reachable(known.people))
    found = [
        measures.measured(row.reference, row.rules, record.read(connection, row.id)[0], reachable)
        for row in cases.under_way(connection, area.id, begins_at, ends_at)
    ]
    tiers = tuple(tier.title for tier in rules.procedure.tiers)
    apart = dict.fromkeys([*measures.reported_apart(rules), *(each.apart for each in found if each.apart)])
    quarters, years = periods.lately(calendar.local(now).date(), YEARS_OFFERED)

    def counted(of: measures.Apart | None) -> figures.Figures:
        return figures.counted((each for each in found if each.apart == of), begins_at, ends_at, tiers)

    return Report(
        area=area.name,
        period=period,
        made_at=calendar.local(now),
        is_unfinished=now < ends_at,
        parts=(
            FiguresPart(counted(None)),
            *(FiguresPart(counted(each), each.title, each.clause) for each in apart),
        ),
        quarters=quarters,
        years=years,
        is_example=area.is_example,
    )
