"""Who is who as a safeguarding lead watches it: who is away, and which posts nobody can be called for."""

from collections.abc import Iterable
from datetime import datetime

from casework import roster_news, who_is_who
from messages import facts
from procedure import posts as rules
from procedure.roster import Roster
from procedure.written import Procedure
from storage import leave, posts
from storage.engine import Connection


def watch(connection: Connection, area_id: str, known: Roster, now: datetime) -> facts.Watch:
    """Return what a lead of an area sees of it today."""
    today = who_is_who.today(connection, area_id, now)
    return facts.Watch(
        vacant=tuple(roster_news.post(known, post.id) for post in rules.vacant(known)),
        away=tuple(roster_news.absence(known, each) for each in leave.not_over(connection, area_id, today)),
        unanswered=unanswered(connection, area_id, known),
        disowned=disowned(connection, area_id, known),
    )


def unanswered(connection: Connection, area_id: str, known: Roster) -> tuple[facts.PostShown, ...]:
    """Return the posts of which somebody was asked whether they are theirs, and has not answered."""
    return _by_post(known, [each for each in posts.checks(connection, area_id) if each.is_asked])


def disowned(connection: Connection, area_id: str, known: Roster) -> tuple[facts.PostShown, ...]:
    """Return the posts of which somebody has said that they are not theirs."""
    return _by_post(known, [each for each in posts.checks(connection, area_id) if each.is_theirs is False])


def own_leave(
    connection: Connection, area_id: str, person_id: int, known: Roster, now: datetime
) -> tuple[facts.Absence, ...]:
    """Return somebody's leave that is not over."""
    today = who_is_who.today(connection, area_id, now)
    return tuple(
        roster_news.absence(known, each)
        for each in leave.not_over(connection, area_id, today)
        if each.person == person_id
    )


def unfilled(known: Roster, procedure: Procedure) -> tuple[tuple[str, str], ...]:
    """
    Return for whom nobody can be called today, agency and post; where an agency has no post at a tier at
    all, the tier.
    """
    posts = [(post.agency_id, post.title) for post in rules.vacant(known)]
    tiers = rules.tiers_without_post(known, procedure)
    return tuple((known.agencies[agency].name, title) for agency, title in (*posts, *tiers))


def _by_post(known: Roster, checks: Iterable[posts.Check]) -> tuple[facts.PostShown, ...]:
    people: dict[int, list[int]] = {}
    for each in checks:
        people.setdefault(each.post, []).append(each.person)
    return tuple(roster_news.post(known, post, *those) for post, those in people.items())
