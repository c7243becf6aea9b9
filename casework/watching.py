"""Who is who as a safeguarding lead watches it: who is away, and which posts nobody can be called for."""

from collections.abc import Iterator
from datetime import datetime

from casework import roster_news, who_is_who
from messages import facts
from procedure.roster import Post, Roster
from storage import leave, people
from storage.engine import Connection


def watch(connection: Connection, area_id: str, known: Roster, now: datetime) -> facts.Watch:
    """Return what a lead of an area sees of it today."""
    today = who_is_who.today(connection, area_id, now)
    return facts.Watch(
        vacant=tuple(shown(known, post) for post in vacant(known)),
        away=tuple(roster_news.absence(known, each) for each in leave.not_over(connection, area_id, today)),
    )


def own_leave(
    connection: Connection, person: people.Known, known: Roster, now: datetime
) -> tuple[facts.Absence, ...]:
    """Return somebody's leave that is not over."""
    if person.area_id is None:
        return ()
    today = who_is_who.today(connection, person.area_id, now)
    return tuple(
        roster_news.absence(known, each)
        for each in leave.not_over(connection, person.area_id, today)
        if each.person == person.id
    )


def vacant(known: Roster) -> Iterator[Post]:
    """Yield the posts for which nobody can be called today: no holder, and no deputy."""
    return (post for post in known.posts.values() if not known.is_filled(post))


def shown(known: Roster, post: Post, *people_ids: int) -> facts.PostShown:
    """Return a post as shown, with people of whom something is said."""
    return facts.PostShown(
        post.id,
        post.title,
        known.agencies[post.agency_id].name,
        tuple(roster_news.who(known, person) for person in people_ids),
    )
