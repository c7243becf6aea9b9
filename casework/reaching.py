"""Who could be reached if they were called now: the roster of each area beside the workspace's accounts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from procedure import posts
from procedure.roster import Roster
from storage import areas, people
from storage.engine import Connection, Database
from storage.people import Known


@dataclass(frozen=True)
class Member:
    """An account of the workspace, as far as it says whether somebody can be reached by it."""

    slack_id: str
    email: str
    is_active: bool = True
    is_bot: bool = False
    is_guest: bool = False
    is_of_one_room: bool = False


@dataclass(frozen=True)
class Accounts:
    """The accounts of a workspace, by their ids and by their addresses."""

    by_id: Mapping[str, Member]
    by_email: Mapping[str, Member]

    @classmethod
    def of(cls, members: Iterable[Member]) -> "Accounts":
        """Return the accounts that there are; of two with one address, the one that is in use."""
        every = sorted(members, key=lambda member: member.is_active)
        return cls(
            {member.slack_id: member for member in every},
            {member.email.lower(): member for member in every if member.email},
        )

    def of_person(self, known: Known) -> Member | None:
        """Return somebody's account: the one that was matched, else by the address that the roster has."""
        matched = self.by_id.get(known.slack_id or "")
        return matched or self.by_email.get((known.email or "").lower())


@dataclass(frozen=True)
class Listed:
    """Somebody listed for a post, and their account; None where they have none."""

    name: str
    post: str
    agency: str
    member: Member | None


@dataclass(frozen=True)
class Reached:
    """
    What of an area could be reached now: `unreached` are the tiers of an agency at which nobody can be
    called, `vacant` single posts beside others that can be, each as (agency, title).
    """

    area: str
    listed: tuple[Listed, ...]
    unreached: tuple[tuple[str, str], ...]
    vacant: tuple[tuple[str, str], ...]
    has_safeguarding_lead: bool


def areas_in_force(database: Database) -> tuple[str, ...]:
    """Return the names of the areas in which something can be raised."""
    with database.read() as connection:
        return tuple(rules.area.name for rules in areas.in_force(connection).values())


def senders(database: Database) -> list[str]:
    """Return the addresses from which areas send e-mail; areas that send none are left out."""
    with database.read() as connection:
        every = (rules.area.mail_from for rules in areas.in_force(connection).values())
        return [sender for sender in every if sender]


def look(database: Database, accounts: Accounts, *, now: datetime) -> Iterator[Reached]:
    """Yield what could be reached now of each area, in the order of their ids."""
    with database.read() as connection:
        known = {each.id: accounts.of_person(each) for each in people.everyone(connection)}
        for area_id, rules in areas.in_force(connection).items():
            roster = _as_in_slack(connection, area_id, known, rules.calendar.local(now))
            unreached = list(posts.tiers_unreached(roster, rules.procedure))
            told = {(agency, tier.id) for agency, tier in unreached}
            yield Reached(
                area=rules.area.name,
                listed=tuple(_listed(roster, known)),
                unreached=tuple((roster.agencies[agency].name, tier.title) for agency, tier in unreached),
                vacant=tuple(
                    (roster.agencies[post.agency_id].name, post.title)
                    for post in posts.vacant(roster)
                    if (post.agency_id, post.tier) not in told
                ),
                has_safeguarding_lead=bool(roster.safeguarding_leads()),
            )


def leads(database: Database, accounts: Accounts, *, now: datetime) -> list[str]:
    """Return the accounts of the safeguarding leads who can be reached, area by area."""
    with database.read() as connection:
        known = {each.id: accounts.of_person(each) for each in people.everyone(connection)}
        rosters = [
            _as_in_slack(connection, area_id, known, rules.calendar.local(now))
            for area_id, rules in areas.in_force(connection).items()
        ]
    found = [known[lead] for roster in rosters for lead in roster.safeguarding_leads()]
    return [member.slack_id for member in found if member is not None]


def _as_in_slack(
    connection: Connection, area_id: str, known: Mapping[int, Member | None], local: datetime
) -> Roster:
    """The roster as it will be once the accounts have been matched."""
    roster = people.roster(connection, area_id, local.date())
    seen = {
        each.id: replace(each, is_reachable=_is_reached(known[each.id])) for each in roster.people.values()
    }
    return replace(roster, people=seen)


def _is_reached(member: Member | None) -> bool:
    return member is not None and member.is_active and not member.is_bot


def _listed(roster: Roster, known: Mapping[int, Member | None]) -> Iterator[Listed]:
    for post in roster.posts.values():
        for person in (*post.holders, *post.deputies):
            name, agency = roster.people[person].name, roster.agencies[post.agency_id].name
            yield Listed(name, post.title, agency, known[person])
