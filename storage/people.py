"""People, agencies, teams and posts: the roster of an area, and who is who in Slack."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from procedure.roster import Agency, Person, Post, Roster, Team
from storage import areas as listed_areas
from storage import leave, posts, remembered
from storage.tables import agency, area, holding, home, person, post, post_check, team
from storage.tables import leave as leaves
from storage.tables import stand_in as stand_ins


@dataclass(frozen=True)
class Known:
    """A person as the program knows them; `agency_id` is None until they have chosen it."""

    id: int
    slack_id: str | None
    name: str
    email: str | None
    telephone: str
    area_id: str | None
    agency_id: int | None
    team_id: int | None
    is_active: bool
    is_confirmed: bool


def roster(connection: sa.Connection, area_id: str, on: date) -> Roster:
    """Return everyone of an area as known now; `on` is today there, which says who is away."""
    return remembered.roster(connection, area_id, on, lambda: _read(connection, area_id, on))


def _read(connection: sa.Connection, area_id: str, on: date) -> Roster:
    known = agencies(connection, area_id)
    sends_mail = bool(listed_areas.mail_from(connection, area_id))
    away = leave.covers(connection, area_id, on)
    people = connection.execute(sa.select(person).where(person.c.area_id == area_id).order_by(person.c.id))
    return Roster(
        people={
            row.id: Person(
                id=row.id,
                name=row.name,
                agency_id=row.agency_id,
                team_id=row.team_id,
                telephone=row.telephone,
                is_reachable=row.is_active and row.slack_id is not None,
                is_away=row.id in away,
                covered_by=away.get(row.id),
                has_mail=sends_mail and row.is_active and bool(row.email),
                account=row.slack_id or "",
            )
            for row in people
        },
        agencies=known,
        teams=teams(connection, known),
        posts=_posts(connection, area_id, known, on),
    )


def agencies(connection: sa.Connection, area_id: str) -> dict[int, Agency]:
    """Return the agencies of an area by their ids."""
    rows = connection.execute(sa.select(agency).where(agency.c.area_id == area_id).order_by(agency.c.id))
    return {
        row.id: Agency(
            row.id, row.name, row.kind, row.route, row.host, row.own_procedure, protocol=row.protocol
        )
        for row in rows
    }


def set_route(connection: sa.Connection, agency_id: int, route: str) -> None:
    """Set the way to its managers that an agency has chosen; empty for line management."""
    connection.execute(agency.update().where(agency.c.id == agency_id).values(route=route))


def teams(connection: sa.Connection, agency_ids: Collection[int]) -> dict[int, Team]:
    """Return the teams of some agencies by their ids."""
    rows = connection.execute(sa.select(team).where(team.c.agency_id.in_(agency_ids)).order_by(team.c.id))
    return {row.id: Team(row.id, row.agency_id, row.name) for row in rows}


def by_slack_id(connection: sa.Connection, slack_id: str) -> Known | None:
    """Return who has an account, if the program has met them."""
    return _one(connection, _BY_SLACK_ID, slack_id)


def by_slack_ids(connection: sa.Connection, slack_ids: Sequence[str]) -> dict[str, Known]:
    """Return who has some accounts, by them; those whom the program has not met are left out."""
    # A whole workspace may be asked for, and a statement takes only so many values.
    parts = [slack_ids[first : first + _AT_ONCE] for first in range(0, len(slack_ids), _AT_ONCE)]
    rows = (row for part in parts for row in connection.execute(_BY_SLACK_IDS, {"some": part}))
    return {row.slack_id: Known(*row) for row in rows}


def by_id(connection: sa.Connection, person_id: int) -> Known:
    """Return a person by id; raises LookupError where there is none."""
    known = remembered.person_by_id(connection, person_id, lambda: _one(connection, _BY_ID, person_id))
    if known is None:
        raise LookupError(person_id)
    return known


def by_email(connection: sa.Connection, email: str) -> Known | None:
    """Return a person by e-mail address, whatever its capitals."""
    return _one(connection, _BY_EMAIL, email.lower())


def everyone(connection: sa.Connection) -> list[Known]:
    """Return everyone that the program knows."""
    return [Known(**row) for row in connection.execute(sa.select(*_COLUMNS).order_by(person.c.id)).mappings()]


def meet(connection: sa.Connection, slack_id: str, name: str, email: str | None) -> Known:
    """
    Return who has an account: matched by account, else by e-mail to somebody listed, else remembered as
    somebody who has no agency yet.
    """
    known = by_slack_id(connection, slack_id)
    if known is None and email and (listed := by_email(connection, email)) and listed.slack_id is None:
        update(connection, listed.id, slack_id=slack_id, is_active=True)
        known = by_id(connection, listed.id)
    if known is None:
        taken = email is not None and by_email(connection, email) is not None
        connection.execute(
            person.insert().values(slack_id=slack_id, name=name, email=None if taken else email)
        )
        known = by_slack_id(connection, slack_id)
    assert known is not None, "just written"
    return known


def recognise(connection: sa.Connection, person_id: int, email: str, name: str) -> None:
    """
    Give somebody who acted before their account was matched the address and the name, and with it what the
    roster lists under it: name, place and posts pass to the person who has acted, of whom until then only
    the short name was known that comes with each act.
    """
    listed = by_email(connection, email)
    if listed is None:
        update(connection, person_id, email=email, name=name)
        return
    if listed.slack_id is not None:
        return
    update(connection, listed.id, email=None, is_active=False)
    update(
        connection,
        person_id,
        email=listed.email,
        name=listed.name,
        telephone=listed.telephone,
        area_id=listed.area_id,
        agency_id=listed.agency_id,
        team_id=listed.team_id,
        is_confirmed=listed.is_confirmed,
    )
    for column in (holding.c.person_id, post_check.c.person_id, leaves.c.person_id, stand_ins.c.person_id):
        connection.execute(column.table.update().where(column == listed.id).values({column: person_id}))


def update(connection: sa.Connection, person_id: int, **values: object) -> None:
    """Set columns of a person."""
    connection.execute(person.update().where(person.c.id == person_id).values(**values))


def areas(connection: sa.Connection) -> Mapping[str, str]:
    """Return the areas' names by their ids."""
    return {row.id: row.name for row in connection.execute(sa.select(area.c.id, area.c.name))}


def of_area(connection: sa.Connection, area_id: str) -> list[int]:
    """Return everyone who belongs to an area."""
    return list(connection.execute(sa.select(person.c.id).where(person.c.area_id == area_id)).scalars())


def area_of_agency(connection: sa.Connection, agency_id: int) -> str | None:
    """Return the area to which an agency belongs."""
    return connection.execute(
        sa.select(agency.c.area_id).where(agency.c.id == agency_id)
    ).scalar_one_or_none()


def unplaced(connection: sa.Connection) -> list[Known]:
    """Return active people of whom nobody knows yet where they work."""
    rows = connection.execute(
        sa.select(*_COLUMNS).where(person.c.agency_id.is_(None), person.c.is_active).order_by(person.c.id)
    )
    return [Known(**row) for row in rows.mappings()]


def has_opened_home(connection: sa.Connection, slack_id: str) -> bool:
    """Whether an account is known to have opened App Home."""
    return connection.execute(sa.select(home).where(home.c.slack_id == slack_id)).first() is not None


def note_home_opened(connection: sa.Connection, slack_id: str) -> None:
    """Remember that an account has opened App Home; once it has, nothing changes."""
    if not has_opened_home(connection, slack_id):
        connection.execute(home.insert().values(slack_id=slack_id))


def with_home(connection: sa.Connection, person_ids: Collection[int]) -> list[int]:
    """Return which of some people have opened App Home and can look at it still."""
    known = remembered.with_home(connection, lambda: frozenset(connection.execute(_WITH_HOME).scalars()))
    return sorted(known.intersection(person_ids))


_WITH_HOME = sa.select(person.c.id).join(home, home.c.slack_id == person.c.slack_id).where(person.c.is_active)


def unconfirmed(connection: sa.Connection, area_id: str) -> list[Known]:
    """Return people who chose their agency themselves and whom no lead has confirmed yet."""
    rows = connection.execute(
        sa.select(*_COLUMNS)
        .where(person.c.area_id == area_id, person.c.agency_id.is_not(None), ~person.c.is_confirmed)
        .order_by(person.c.id)
    )
    return [Known(**row) for row in rows.mappings()]


_COLUMNS = (
    person.c.id,
    person.c.slack_id,
    person.c.name,
    person.c.email,
    person.c.telephone,
    person.c.area_id,
    person.c.agency_id,
    person.c.team_id,
    person.c.is_active,
    person.c.is_confirmed,
)


# Made once: each is read for every payload.
_BY_SLACK_ID, _BY_ID, _BY_EMAIL = (
    sa.select(*_COLUMNS).where(column == sa.bindparam("sought"))
    for column in (person.c.slack_id, person.c.id, sa.func.lower(person.c.email))
)


_AT_ONCE = 1000
_BY_SLACK_IDS: sa.Select[Any] = sa.select(*_COLUMNS).where(
    person.c.slack_id.in_(sa.bindparam("some", expanding=True))
)


def _one(connection: sa.Connection, query: sa.Select[Any], sought: object) -> Known | None:
    row = connection.execute(query, {"sought": sought}).one_or_none()
    return Known(*row) if row else None


def _posts(connection: sa.Connection, area_id: str, agency_ids: Iterable[int], on: date) -> dict[int, Post]:
    """A stand-in whom a lead has named comes before the deputies whom the list has."""
    holders, deputies = _holdings(connection, area_id)
    standing_in = posts.standing_in(connection, area_id, on)
    rows = connection.execute(
        sa.select(post).where(post.c.agency_id.in_(agency_ids), post.c.is_listed).order_by(post.c.place)
    )
    return {
        row.id: Post(
            id=row.id,
            agency_id=row.agency_id,
            title=row.title,
            tier=row.tier,
            team_id=row.team_id,
            holders=tuple(holders[row.id]),
            deputies=tuple(dict.fromkeys([*standing_in.get(row.id, ()), *deputies[row.id]])),
            reports_to=row.reports_to,
            is_designated_lead=row.is_designated_lead,
            is_safeguarding_lead=row.is_safeguarding_lead,
        )
        for row in rows
    }


def _holdings(connection: sa.Connection, area_id: str) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Who has each post and who is its deputy, less those who have said that it is not theirs."""
    holders: dict[int, list[int]] = defaultdict(list)
    deputies: dict[int, list[int]] = defaultdict(list)
    rows = connection.execute(
        sa.select(holding)
        .join(post, post.c.id == holding.c.post_id)
        .join(agency, agency.c.id == post.c.agency_id)
        .where(agency.c.area_id == area_id)
        .order_by(holding.c.place)
    )
    disowned = posts.disowned(connection)
    for row in rows:
        if (row.post_id, row.person_id) not in disowned:
            (deputies if row.is_deputy else holders)[row.post_id].append(row.person_id)
    return holders, deputies
