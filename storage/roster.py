"""The roster as an area lists it, put in place of the one before; whoever stays keeps the same id."""

from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass, field
from typing import NamedTuple, TypeVar

import sqlalchemy as sa

from storage.tables import agency, holding, person, post, team

Key = TypeVar("Key", bound=Hashable)


class Workplace(NamedTuple):
    """
    A team of an agency of an area; without a team, the agency as a whole. `team_of` is whose team it is
    where that is another agency: in a joint team, `agency` is the employer.
    """

    area: str
    agency: str
    team: str = ""
    team_of: str = ""


class PostName(NamedTuple):
    """What a post is known by: where it is, and its title."""

    at: Workplace
    title: str


@dataclass(frozen=True)
class ListedPerson:
    """Somebody in the list; known by their e-mail address, in small letters."""

    email: str
    name: str
    telephone: str
    at: Workplace


@dataclass(frozen=True)
class ListedPost:
    """A post in the list, and the e-mail addresses of those who have it and who cover for them."""

    name: PostName
    tier: str
    reports_to: PostName | None
    is_designated_lead: bool
    is_safeguarding_lead: bool
    holders: tuple[str, ...]
    deputies: tuple[str, ...]


@dataclass(frozen=True)
class ListedFacility:
    """
    A specialist regional facility: the agency that hosts it, where its own procedure is kept, and the id
    under which that is set.
    """

    host: str
    own_procedure: str
    protocol: str


@dataclass(frozen=True)
class Listing:
    """
    All that is listed of one area or of several; `kinds` are the agencies' kinds, by area and name. `routes`
    are those that agencies have chosen; None where the list does not say, and what was chosen before stays.
    """

    kinds: Mapping[tuple[str, str], str]
    people: tuple[ListedPerson, ...]
    posts: tuple[ListedPost, ...]
    routes: Mapping[tuple[str, str], str] | None = None
    facilities: Mapping[tuple[str, str], ListedFacility] = field(default_factory=dict)

    @property
    def areas(self) -> frozenset[str]:
        """The areas whose whole roster this is."""
        return frozenset(area_id for area_id, _ in self.kinds)

    @property
    def workplaces(self) -> tuple[Workplace, ...]:
        """Where its people and its posts are, each once."""
        people, posts = (one.at for one in self.people), (one.name.at for one in self.posts)
        return tuple(dict.fromkeys([*people, *posts]))


_NO_FACILITY = ListedFacility("", "", "")


def replace(connection: sa.Connection, listing: Listing) -> tuple[int, ...]:
    """
    Make the roster of the listing's areas what it says.

    Returns the people who no longer have, at an agency, any post or cover at a tier where they had one:
    where they were called, somebody else must be.
    """
    acted = _acting(connection, listing.areas)
    places = _put_places(connection, listing)
    people = _put_people(connection, listing, places)
    posts = _put_posts(connection, listing, places)
    _put_holdings(connection, listing, posts, people)
    return tuple(sorted({who for who, *_ in acted - _acting(connection, listing.areas)}))


def listed_in(connection: sa.Connection) -> dict[str, str]:
    """Return the id of the area in which somebody has a post or covers for one, by e-mail address."""
    rows = connection.execute(
        sa.select(person.c.email, agency.c.area_id)
        .select_from(holding)
        .join(person, person.c.id == holding.c.person_id)
        .join(post, post.c.id == holding.c.post_id)
        .join(agency, agency.c.id == post.c.agency_id)
        .where(person.c.email.is_not(None))
    )
    return {row.email.lower(): row.area_id for row in rows}


@dataclass(frozen=True)
class _Places:
    agencies: Mapping[tuple[str, str], int]
    teams: Mapping[tuple[int, str], int]

    def agency_id(self, at: Workplace) -> int:
        return self.agencies[at.area, at.agency.casefold()]

    def team_id(self, at: Workplace) -> int | None:
        if not at.team:
            return None
        return self.teams[self.agencies[at.area, _team_of(at)], at.team.casefold()]

    def post_key(self, name: PostName) -> tuple[int, int | None, str]:
        return self.agency_id(name.at), self.team_id(name.at), name.title.casefold()


def _team_of(at: Workplace) -> str:
    return (at.team_of or at.agency).casefold()


def _acting(connection: sa.Connection, areas: frozenset[str]) -> set[tuple[int, int, str]]:
    rows = connection.execute(
        sa.select(holding.c.person_id, post.c.agency_id, post.c.tier)
        .select_from(holding)
        .join(post, post.c.id == holding.c.post_id)
        .where(post.c.tier != "", post.c.agency_id.in_(_agencies_of(areas)))
    )
    return {(row.person_id, row.agency_id, row.tier) for row in rows}


def _put_places(connection: sa.Connection, listing: Listing) -> _Places:
    agencies = _put_agencies(connection, listing)
    rows = connection.execute(sa.select(team).where(team.c.agency_id.in_(agencies.values())))
    known = {(row.agency_id, row.name.casefold()): row.id for row in rows}
    wanted = {
        (agency_id, at.team.casefold()): {"agency_id": agency_id, "name": at.team}
        for at in listing.workplaces
        if at.team
        for agency_id in (agencies[at.area, _team_of(at)],)
    }
    return _Places(agencies, _put(connection, team, known, wanted))


def _put_agencies(connection: sa.Connection, listing: Listing) -> dict[tuple[str, str], int]:
    rows = connection.execute(sa.select(agency).where(agency.c.area_id.in_(listing.areas)))
    known = {(row.area_id, row.name.casefold()): row.id for row in rows}
    wanted = {
        (area_id, name.casefold()): {"area_id": area_id, "name": name, "kind": kind}
        | ({"route": listing.routes[area_id, name]} if listing.routes is not None else {})
        | asdict(listing.facilities.get((area_id, name), _NO_FACILITY))
        for (area_id, name), kind in listing.kinds.items()
    }
    return _put(connection, agency, known, wanted)


def _put_people(connection: sa.Connection, listing: Listing, places: _Places) -> dict[str, int]:
    rows = connection.execute(sa.select(person.c.id, person.c.email).where(person.c.email.is_not(None)))
    known = {row.email.lower(): row.id for row in rows}
    wanted = {
        one.email: {
            "email": one.email,
            "name": one.name,
            "telephone": one.telephone,
            "area_id": one.at.area,
            "agency_id": places.agency_id(one.at),
            "team_id": places.team_id(one.at),
            "is_confirmed": True,
        }
        for one in listing.people
    }
    return _put(connection, person, known, wanted)


def _put_posts(connection: sa.Connection, listing: Listing, places: _Places) -> dict[PostName, int]:
    own = post.c.agency_id.in_(_agencies_of(listing.areas))
    rows = connection.execute(sa.select(post).where(own))
    known = {(row.agency_id, row.team_id, row.title.casefold()): row.id for row in rows}
    connection.execute(post.update().where(own).values(is_listed=False, reports_to=None))
    wanted = {
        places.post_key(one.name): {
            "agency_id": places.agency_id(one.name.at),
            "team_id": places.team_id(one.name.at),
            "title": one.name.title,
            "tier": one.tier,
            "is_designated_lead": one.is_designated_lead,
            "is_safeguarding_lead": one.is_safeguarding_lead,
            "place": place,
            "is_listed": True,
        }
        for place, one in enumerate(listing.posts)
    }
    by_key = _put(connection, post, known, wanted)
    ids = {one.name: by_key[places.post_key(one.name)] for one in listing.posts}
    lines = {ids[one.name]: ids[one.reports_to] for one in listing.posts if one.reports_to}
    _set(connection, post, {below: {"reports_to": above} for below, above in lines.items()})
    return ids


def _put_holdings(
    connection: sa.Connection, listing: Listing, posts: Mapping[PostName, int], people: Mapping[str, int]
) -> None:
    own = sa.select(post.c.id).where(post.c.agency_id.in_(_agencies_of(listing.areas)))
    connection.execute(holding.delete().where(holding.c.post_id.in_(own)))
    held = [
        {"post_id": posts[one.name], "person_id": people[email], "is_deputy": is_deputy, "place": place}
        for one in listing.posts
        for is_deputy, emails in ((False, one.holders), (True, one.deputies))
        for place, email in enumerate(emails)
    ]
    if held:
        connection.execute(holding.insert(), held)


def _put(
    connection: sa.Connection,
    table: sa.Table,
    known: Mapping[Key, int],
    wanted: Mapping[Key, Mapping[str, object]],
) -> dict[Key, int]:
    new = [key for key in wanted if key not in known]
    ids = {key: known[key] for key in wanted if key in known}
    _set(connection, table, {ids[key]: wanted[key] for key in ids})
    if new:
        add = table.insert().returning(table.c.id, sort_by_parameter_order=True)
        added = connection.execute(add, [wanted[key] for key in new]).scalars()
        ids.update(zip(new, added, strict=True))
    return ids


def _set(connection: sa.Connection, table: sa.Table, values: Mapping[int, Mapping[str, object]]) -> None:
    if values:
        change = table.update().where(table.c.id == sa.bindparam("known_id"))
        connection.execute(change, [{"known_id": id_, **new} for id_, new in values.items()])


def _agencies_of(areas: frozenset[str]) -> sa.Select[tuple[int]]:
    return sa.select(agency.c.id).where(agency.c.area_id.in_(areas))
