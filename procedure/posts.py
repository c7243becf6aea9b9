"""Posts for which nobody can be called: which they are today, and whom a lead may name (London 11.1.2)."""

from collections.abc import Iterator
from datetime import date, timedelta

from procedure.ladder import PARTNERSHIP_KIND
from procedure.leave import LONGEST_AHEAD_DAYS
from procedure.refusal import Refused
from procedure.roster import Post, Roster
from procedure.written import HeldBy, Procedure, Tier


def vacant(roster: Roster) -> Iterator[Post]:
    """Yield the posts for which nobody can be called today: no holder, and no deputy."""
    return (post for post in roster.posts.values() if not roster.is_filled(post))


def tiers_without_post(roster: Roster, procedure: Procedure) -> Iterator[tuple[int, str]]:
    """Yield each agency with the title of each tier of its own at which it has no post at all."""
    for agency in roster.agencies.values():
        own = {post.tier for post in roster.posts.values() if post.agency_id == agency.id}
        for tier in procedure.tiers:
            if _is_held(agency.kind, tier.held_by) and tier.id not in own:
                yield agency.id, tier.title


def tiers_unreached(roster: Roster, procedure: Procedure) -> Iterator[tuple[int, Tier]]:
    """Yield each agency with each tier of its own at which nobody at all can be called today."""
    for agency in roster.agencies.values():
        posts = [post for post in roster.posts.values() if post.agency_id == agency.id]
        reached = {post.tier for post in posts if roster.is_filled(post)}
        for tier in procedure.tiers:
            if _is_held(agency.kind, tier.held_by) and tier.id not in reached:
                yield agency.id, tier


def require_stand_in(post: Post, person: int, until_on: date, today: date, roster: Roster) -> None:
    """
    Make sure that somebody can stand in for a post to a day, that day included.

    Raises Refused beside the field: for a day that has passed or is too far, and for somebody of another
    agency, who can't be called, or who has the post or covers for it already.
    """
    if until_on < today:
        raise Refused("in_past", field="until_on")
    if until_on > today + timedelta(days=LONGEST_AHEAD_DAYS):
        raise Refused("leave_too_far", field="until_on")
    if person not in roster.people or roster.people[person].agency_id != post.agency_id:
        raise Refused("not_of_that_agency", field="person")
    if not roster.people[person].can_be_called:
        raise Refused("not_reachable", field="person")
    if not roster.available([person]):
        raise Refused("is_away", field="person")
    if person in (*post.holders, *post.deputies):
        raise Refused("acts_already", field="person")


def _is_held(kind: str, held_by: HeldBy) -> bool:
    return (kind == PARTNERSHIP_KIND) == (held_by is HeldBy.PARTNERSHIP)
