"""The invented partnership with as many open disagreements as are asked for."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from casework import areas, delivery, people, raising, rooms, roster, telling
from casework.people import Account
from procedure import rules
from procedure.acts import Danger
from procedure.clocks import Kind
from sandbox.practice import stage
from sandbox.practice.people import accounts
from sandbox.practice.people import roster as roster_file
from storage import people as known_people
from storage import schema
from storage.engine import Database
from storage.notices import Road
from storage.tables import clock

RAISED_AT = stage.at("Tuesday 2026-12-22 16:30")


def furnish(database: Database, raised_at: datetime = RAISED_AT) -> None:
    """Set up an area with everybody in it, matched to their accounts, hours before anything is raised."""
    schema.prepare(database)
    northmere = next(area for area in rules.example_areas() if area.id == "northmere")
    london = next(text for text in rules.published() if text.id == northmere.procedure_id)
    areas.install_area(database, northmere, london)
    now = raised_at - timedelta(hours=8)
    roster.import_roster(database, roster_file(), now=now)
    listed = [Account(one.id, one.name, one.email, is_active=True) for one in accounts()]
    people.note_accounts(database, listed, now=now)


def raise_many(
    database: Database, number: int, *, cannot_wait: bool = False, at: datetime = RAISED_AT
) -> list[str]:
    """Raise so many disagreements at one instant, all told of, without rooms; return their references."""
    references = []
    for each in range(number):
        references.append(raise_one(database, each, cannot_wait=cannot_wait, at=at))
        _everything_arrives(database, at)
    return references


def first_end(database: Database) -> datetime:
    """Return when the time of the first tier runs out, the same for all; nothing else is due by then."""
    with database.write() as connection:
        connection.execute(clock.delete().where(clock.c.kind != Kind.TIER_ENDS))
        ends = set(connection.execute(sa.select(clock.c.due_at).where(clock.c.is_armed)).scalars())
    assert len(ends) == 1, "all were raised at one instant"
    end: datetime = ends.pop()
    return end


def _everything_arrives(database: Database, at: datetime) -> None:
    while taken := delivery.take(database, Road.SLACK, at, timedelta(minutes=1)):
        if taken.kind == telling.ROOM:
            rooms.failed(database, taken, "restricted_action", now=at)
        else:
            delivery.arrived(database, taken, now=at)


def raise_one(database: Database, number: int, *, cannot_wait: bool, at: datetime) -> str:
    """Raise a disagreement of which nobody is told yet; return its reference."""
    with database.read() as connection:
        priya, tom = (known_people.by_slack_id(connection, f"U0{name}") for name in ("PRIYA", "TOM"))
    assert priya is not None, "listed"
    assert tom is not None, "listed"
    form = raising.Form(
        form_id=f"form {number} {cannot_wait}",
        danger=Danger.NONE,
        against=(raising.Named("person", tom.id),),
        dispute="The plan was ended too soon.",
        wanted="A meeting of both teams.",
        protect_by=lambda rules: at + timedelta(hours=2) if cannot_wait else None,
    )
    return raising.raise_disagreement(database, form, by=priya.id, now=at).case.reference
