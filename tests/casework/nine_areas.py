"""A database in which one of the nine published procedures is in force, with everybody whom it calls."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import event

from casework import areas, delivery, people, rooms, roster, telling, time
from casework.people import Account
from procedure.written import HeldBy, Procedure
from storage import schema
from storage.engine import Database, connect
from storage.notices import Road
from tests.casework.casebook import TUESDAY, Casebook
from tests.procedure.london_time import at
from tests.procedure.nine import NINE, area_for

_HEAD = (
    "area,agency,kind,team,name,e-mail,telephone,post,tier,reports to,deputy for,designated lead,"
    "safeguarding lead"
)


def first_name(agency: str, tier: int) -> str:
    """Return the first name of who holds an agency's post at a tier; Priya raises it, Tom answers."""
    return {("health", 0): "Priya", ("social_care", 0): "Tom"}.get((agency, tier), f"{agency.title()}{tier}")


def roster_for(procedure: Procedure, area: str) -> str:
    """Return the file of who is who: for each agency a post at each tier that is theirs, and the lead."""
    return "\n".join([_HEAD, *(_row(area, procedure, *post) for post in _posts(procedure)), ""])


def casebook_under(name: str, folder: Path) -> Casebook:
    """Return a casebook whose only area follows one of the nine, on the Tuesday before Christmas."""
    procedure = NINE[name]
    area = area_for(procedure)
    database = connect(f"sqlite:///{folder / 'disagree.db'}")
    event.listen(database.engine, "connect", _hurry)
    schema.prepare(database)
    areas.install_area(database, area, procedure)
    _people_it(database, procedure, area.id)
    return Casebook(database, at(TUESDAY))


def runs_out_unread(casebook: Casebook, reference: str) -> None:
    """Let time pass until the present step's has run out: all arrives, and nobody reads what it says."""
    end = casebook.case(reference).due_at
    assert end is not None, "no time runs"
    _everything_arrives(casebook)
    while (due := time.next_due(casebook.database)) is not None and due <= end:
        casebook.now = max(casebook.now, due)
        casebook.strikes()
        _everything_arrives(casebook)


def _everything_arrives(casebook: Casebook) -> None:
    machine = at(TUESDAY)
    while notice := delivery.take(casebook.database, Road.SLACK, machine, timedelta(minutes=1)):
        if notice.kind == telling.ROOM:
            rooms.made(casebook.database, notice, "C1", now=casebook.now)
        else:
            delivery.arrived(casebook.database, notice, now=casebook.now)


def _people_it(database: Database, procedure: Procedure, area: str) -> None:
    now = at("Tuesday 2026-12-22 08:00")
    roster.import_roster(database, roster_for(procedure, area), now=now)
    accounts = [
        Account(f"U0{name.upper()}", f"{name} Moor", f"{name.lower()}@moor.test", is_active=True)
        for _, _, name, _, _ in _posts(procedure)
    ]
    people.note_accounts(database, accounts, now=now)


def _posts(procedure: Procedure) -> Iterator[tuple[str, str, str, str, str]]:
    yield ("Board", "partnership", "Ruth", "lead", "")
    for place, tier in enumerate(procedure.tiers):
        if tier.held_by is HeldBy.PARTNERSHIP:
            yield ("Board", "partnership", f"Chair{place}", tier.title, tier.id)
            continue
        for agency in ("health", "social_care"):
            yield (f"The {agency}", agency, first_name(agency, place), tier.title, tier.id)


def _hurry(connection: Any, record: Any) -> None:
    """It need not outlive a loss of power."""
    connection.execute("PRAGMA synchronous=OFF")


def _row(area: str, procedure: Procedure, agency: str, kind: str, name: str, post: str, tier: str) -> str:
    listed = kind if kind in (*procedure.agency_kinds, "partnership") else "any"
    lead = "yes" if name == "Ruth" else ""
    mail, title = f"{name.lower()}@moor.test", post.replace(",", "")
    return f"{area},{agency},{listed},,{name} Moor,{mail},01632 960300,{title},{tier},,,,{lead}"
