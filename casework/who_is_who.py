"""Who is who in an area today: its roster, read on its own calendar, and the right of its leads."""

from datetime import date, datetime

from procedure.refusal import Refused
from procedure.roster import Roster
from storage import areas, people
from storage.engine import Connection


def roster(connection: Connection, area_id: str, now: datetime) -> Roster:
    """Return everyone of an area as known now, and who of them is away."""
    return people.roster(connection, area_id, today(connection, area_id, now))


def today(connection: Connection, area_id: str, now: datetime) -> date:
    """Return which day it is in an area."""
    return areas.in_force(connection)[area_id].calendar.local(now).date()


def require_lead(connection: Connection, area_id: str | None, by: int, now: datetime) -> Roster:
    """Return the roster of an area to one of its safeguarding leads; Refused to anybody else."""
    if area_id is None:
        raise Refused("not_a_lead")
    known = roster(connection, area_id, now)
    if by not in known.safeguarding_leads():
        raise Refused("not_a_lead")
    return known
