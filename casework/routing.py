"""Which way an agency goes to its managers: chosen by its own designated professionals (London 11.1.8)."""

from datetime import datetime

from casework import homes, who_is_who
from procedure import routes
from procedure.refusal import Refused
from procedure.roster import Agency, Roster
from procedure.rules import Rules
from procedure.written import RouteId
from storage import areas, people
from storage.engine import Database

LINE_MANAGEMENT = ""


def may_choose(rules: Rules, known: Roster, by: int) -> Agency | None:
    """Return the agency whose route somebody may choose: as its designated professional, if there is any."""
    posts = [post for post in known.posts_held_by(by) if post.is_designated_lead]
    return known.agencies[posts[0].agency_id] if posts and routes.are_offered(rules) else None


def choose(database: Database, route: RouteId | None, *, by: int, now: datetime) -> None:
    """Record that an agency goes by a route from its next call on; None for line management."""
    with database.write() as connection:
        area_id = people.by_id(connection, by).area_id
        rules = areas.in_force(connection).get(area_id or "")
        if area_id is None or rules is None:
            raise Refused("not_a_designated_lead")
        known = who_is_who.roster(connection, area_id, now)
        agency = may_choose(rules, known, by)
        if agency is None:
            raise Refused("not_a_designated_lead")
        people.set_route(connection, agency.id, route or LINE_MANAGEMENT)
        homes.renew(connection, known.designated_leads(agency.id), area_id, now)
