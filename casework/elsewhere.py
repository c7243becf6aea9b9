"""What has a procedure of its own: shown with the area's own words; kept is a count and nothing else."""

from datetime import date, datetime, timedelta

from messages import facts
from procedure.area import Door
from procedure.calendar import WorkingCalendar
from storage import areas, elsewhere, people
from storage.engine import Connection, Database


def ask(database: Database, door: Door, *, by: int, now: datetime) -> facts.Elsewhere:
    """
    Return where to go, in somebody's own area, and count that it was asked for; for somebody of whom no
    area is known, where to go in each, and nothing is counted.
    """
    with database.write() as connection:
        in_force = areas.in_force(connection)
        own = people.by_id(connection, by).area_id or ""
        if own in in_force:
            month = _month(in_force[own].calendar.local(now).date())
            elsewhere.count(connection, own, door, month)
            in_force = {own: in_force[own]}
        ways = tuple((rules.area.name, rules.area.doors.get(door, "")) for rules in in_force.values())
        return facts.Elsewhere(door, tuple((area, words) for area, words in ways if words))


def last_month(
    connection: Connection, area_id: str, calendar: WorkingCalendar, today: date
) -> tuple[tuple[str, int], ...]:
    """Return last month's counts on the first working day of a month; nothing on any other day."""
    before = calendar.working_day_before(today, 1)
    if (before.year, before.month) == (today.year, today.month):
        return ()
    found = elsewhere.counted(connection, area_id, _month(today.replace(day=1) - timedelta(days=1)))
    return tuple((door, found[door]) for door in Door if door in found)


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
