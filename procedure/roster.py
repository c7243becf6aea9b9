"""Who is who in one area, and who acts for an agency at a tier (London 11.1.6, 11.1.7; Beds 6.8)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Person:
    """
    Someone working with children. `agency_id` is who employs them; their team may be another agency's.

    `is_reachable`: has an active account, so that a message can arrive, and they can act here. `has_mail`: a
    call can reach them by e-mail. `is_away`: on leave today, so that calls go to whoever covers, `covered_by`
    first where they have named somebody. `account` is by what they are known where they are written to.
    """

    id: int
    name: str
    agency_id: int | None
    team_id: int | None = None
    telephone: str = ""
    is_reachable: bool = True
    is_away: bool = False
    covered_by: int | None = None
    has_mail: bool = False
    account: str = ""

    @property
    def can_be_called(self) -> bool:
        """Whether a call can reach them, in Slack or by e-mail alone."""
        return self.is_reachable or self.has_mail


@dataclass(frozen=True)
class Agency:
    """
    A body that people work for; `kind` is the procedure's word for it (health, police ...). `route` is the
    way to its managers that it has chosen, where the procedure lets it; empty for line management. A
    specialist regional facility has a `host`, the authority in whose area it lies, by name, and says where
    its `own_procedure` is kept; empty where it has agreed none. `protocol` is the id under which that is set,
    so that a disagreement can go by it.
    """

    id: int
    name: str
    kind: str
    route: str = ""
    host: str = ""
    own_procedure: str = ""
    protocol: str = ""


@dataclass(frozen=True)
class Team:
    """A team of an agency."""

    id: int
    agency_id: int
    name: str


@dataclass(frozen=True)
class Post:
    """
    A role at a tier of an agency; one person may hold several, and several people one. Its team may be
    another agency's, as in a joint team. A stand-in whom a lead has named is one of its deputies.
    """

    id: int
    agency_id: int
    title: str
    tier: str = ""
    team_id: int | None = None
    holders: tuple[int, ...] = ()
    deputies: tuple[int, ...] = ()
    reports_to: int | None = None
    is_designated_lead: bool = False
    is_safeguarding_lead: bool = False


class Standing(StrEnum):
    """In what standing somebody acts for an agency at a tier."""

    HOLDER = "holder"
    DEPUTY = "deputy"
    STANDING_IN = "standing_in"
    NAMED = "named"
    DESIGNATED = "designated"


@dataclass(frozen=True)
class Holder:
    """
    Who acts for an agency at a tier: all of `people` are called, the first to take it up frees all.
    `is_designated`: they are the very professionals whose advice would be sought.
    """

    agency_id: int
    people: tuple[int, ...]
    standing: Standing = Standing.HOLDER
    post_id: int | None = None
    is_designated: bool = False


@dataclass(frozen=True)
class Roster:
    """Everyone of one area, as known at this moment; posts in the order in which the area lists them."""

    people: dict[int, Person]
    agencies: dict[int, Agency]
    teams: dict[int, Team]
    posts: dict[int, Post]

    def reachable(self, people: Iterable[int], without: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """Return those of `people` to whom a message can arrive, in their order, less `without`."""
        return tuple(
            person
            for person in dict.fromkeys(people)
            if person not in without and person in self.people and self.people[person].is_reachable
        )

    def available(self, people: Iterable[int], without: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """Return those of `people` who can be called today, in Slack or by e-mail: not those away."""
        known = (self.people[person] for person in dict.fromkeys(people) if person in self.people)
        return tuple(
            one.id for one in known if one.id not in without and one.can_be_called and not one.is_away
        )

    def available_here(self, people: Iterable[int], without: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """Return those of `people` who can be told today and can act here: with an account, not away."""
        return self.reachable(self.available(people, without))

    def acting_here(self, post: Post, without: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """Return who acts in a post today and has an account: its holders, else whoever covers for them."""
        return self.available_here(post.holders, without) or self.reachable(self.deputies(post, without))

    def covering(self, people: Iterable[int], without: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """Return who covers for those of `people` who are away, as far as they can be called."""
        away = [self.people[person] for person in people if person in self.people]
        return self.available((one.covered_by for one in away if one.covered_by is not None), without)

    def deputies(self, post: Post, without: frozenset[int] = frozenset()) -> tuple[int, ...]:
        """Return who can be called for a post in place of its holders: whoever covers, else its deputies."""
        return self.covering(post.holders, without) or self.available(post.deputies, without)

    def is_filled(self, post: Post) -> bool:
        """Whether anybody can be called for a post today."""
        return bool(self.available(post.holders) or self.deputies(post))

    def safeguarding_leads(self) -> tuple[int, ...]:
        """
        Return the people who watch over all disagreements of the area; while one is away, whoever covers
        as well. Leave takes no right from anybody.
        """
        posts = [post for post in self.posts.values() if post.is_safeguarding_lead]
        found = [
            (
                *self.reachable(post.holders),
                *(() if self.available_here(post.holders) else self.reachable(self.deputies(post))),
            )
            for post in posts
        ]
        return tuple(dict.fromkeys(person for people in found for person in people))

    def designated_leads(self, agency_id: int) -> tuple[int, ...]:
        """Return the designated or named professionals of an agency (London 11.1.6; Beds 6.10)."""
        posts = [
            post for post in self.posts.values() if post.is_designated_lead and post.agency_id == agency_id
        ]
        found = [self.acting_here(post) for post in posts]
        return tuple(dict.fromkeys(person for people in found for person in people))

    def posts_held_by(self, person: int) -> tuple[Post, ...]:
        """Return the posts that a person holds, in the area's order."""
        return tuple(post for post in self.posts.values() if person in post.holders)

    def agencies_of_kind(self, kind: str) -> tuple[Agency, ...]:
        """Return the agencies of a kind."""
        return tuple(agency for agency in self.agencies.values() if agency.kind == kind)

    def line_above(self, post: Post) -> Iterator[Post]:
        """Yield the posts above a post, by reporting lines, each once."""
        seen = {post.id}
        while post.reports_to is not None and post.reports_to not in seen:
            post = self.posts[post.reports_to]
            seen.add(post.id)
            yield post


@dataclass(frozen=True)
class Side:
    """An agency in a disagreement as the roster needs it: its team, and the people named for it so far."""

    agency_id: int
    team_id: int | None
    people: tuple[int, ...]


def who_acts(
    side: Side, tier: str, tiers: tuple[str, ...], roster: Roster, without: frozenset[int]
) -> Holder | None:
    """
    Return who acts for an agency at a tier: the post's holders, their deputies where none can be called,
    else the next filled post of that agency standing in; None where there is nobody at all.

    `without` are the people who can't be called: those whom the disagreement is about, and those called
    at another tier; the post above them is called instead. `tiers` are the procedure's, lowest first.
    """
    posts = posts_at(side, tier, roster)
    for post in posts:
        if people := roster.available(post.holders, without):
            return _holder(side, post, people, Standing.HOLDER, roster)
        if people := roster.deputies(post, without):
            return _holder(side, post, people, Standing.DEPUTY, roster)
    for post in _posts_above(side, posts, tier, tiers, roster):
        if people := roster.available(post.holders, without) or roster.deputies(post, without):
            return _holder(side, post, people, Standing.STANDING_IN, roster)
    return None


def who_is_designated(side: Side, roster: Roster, without: frozenset[int]) -> Holder | None:
    """Return the first of an agency's designated professionals who can be called, or who covers for them."""
    posts = (post for post in roster.posts.values() if post.is_designated_lead)
    for post in (post for post in posts if post.agency_id == side.agency_id):
        if people := roster.available(post.holders, without) or roster.deputies(post, without):
            return Holder(side.agency_id, people, Standing.DESIGNATED, post.id, is_designated=True)
    return None


def _holder(side: Side, post: Post, people: tuple[int, ...], standing: Standing, roster: Roster) -> Holder:
    designated = roster.designated_leads(side.agency_id)
    return Holder(side.agency_id, people, standing, post.id, set(people) <= set(designated))


def posts_at(side: Side, tier: str, roster: Roster) -> list[Post]:
    """
    Return an agency's posts at a tier: the people's own line first (Beds 6.8), then the team's, then those
    of the whole agency. Where neither is known, as an agency alone was named, its teams' posts in the area's
    order: somebody at the right tier, who can say that it isn't theirs.

    The agency is the employer's: two of one joint team with two employers each have their own line.
    """
    own = [
        post
        for person in side.people
        for held in roster.posts_held_by(person)
        for post in roster.line_above(held)
        if post.tier == tier and post.agency_id == side.agency_id
    ]
    known = [post for post in roster.posts.values() if post.agency_id == side.agency_id and post.tier == tier]
    team = [post for post in known if post.team_id is not None and post.team_id == side.team_id]
    whole = [post for post in known if post.team_id is None]
    is_anyones = side.team_id is None and not side.people
    return list(dict.fromkeys([*own, *team, *whole, *(known if is_anyones else ())]))


def _posts_above(
    side: Side, posts: list[Post], tier: str, tiers: tuple[str, ...], roster: Roster
) -> Iterator[Post]:
    for post in posts:
        yield from roster.line_above(post)
    for higher in tiers[tiers.index(tier) + 1 :]:
        yield from posts_at(side, higher, roster)
