"""Who comes in later: another agency, one's own manager (London 11.1.1, 11.3.1; Beds 6.6)."""

from collections.abc import Iterable
from datetime import datetime

from casework import facilities, raising, view, work
from casework.raising import Named
from messages.facts import Who
from procedure import joining
from procedure.acts import PartySide
from storage.engine import Database


def add_agency(database: Database, reference: str, named: Named, *, by: int, now: datetime) -> None:
    """Record that an agency, by one of its teams or people where known, is concerned too, and call it."""
    with work.on(database, reference, now) as case:
        joining.require_may_add(case.case, by)
        party = raising.party_of(named, case.roster, PartySide.INVOLVED, field="joining")
        case.record(joining.agency_joins(case.case, by, party, case.roster, now), by=by)
        facilities.involve(case)


def ask_manager(database: Database, reference: str, manager: int, *, by: int, now: datetime) -> None:
    """Record that one's own manager joins, without a change of tier."""
    with work.on(database, reference, now) as case:
        case.record(joining.manager_joins(case.case, by, manager, case.roster), by=by)


def managers_to_ask(database: Database, reference: str, *, by: int, now: datetime) -> tuple[Who, ...]:
    """Return the managers whom somebody can ask to join; Refused where there is none."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        return shown.everyone(joining.managers_to_ask(shown.case, by, shown.roster))


def without_a_side(
    database: Database, reference: str, people: Iterable[int], *, by: int, now: datetime
) -> tuple[str, ...]:
    """Return the agencies, by name, of those named in a note for whom nobody is called."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        return tuple(shown.agency(each) for each in joining.without_a_side(shown.case, people, shown.roster))
