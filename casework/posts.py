"""A post: whether it is somebody's, as they say themselves, and a stand-in whom a lead names for it."""

from datetime import date, datetime, time, timedelta

from casework import homes, roster_news, who_is_who, work
from messages import facts
from procedure import ladder
from procedure import posts as rules
from procedure.acts import ChangeReason
from procedure.case import State
from procedure.clocks import Clock, Kind
from procedure.refusal import Refused
from procedure.roster import Post, Roster
from storage import areas, cases, clocks, people, posts
from storage.clocks import Armed
from storage.engine import Connection, Database


def say_theirs(database: Database, post_id: int, *, by: int, now: datetime) -> facts.PostShown:
    """Keep that a post is somebody's, as they say; whoever had said that it is not is called again."""
    with database.write() as connection:
        area_id, found = _asked(connection, post_id, by, now)
        posts.answer(connection, post_id, by, is_theirs=True, at=now)
        _renew_homes_of_leads(connection, area_id, now)
        return found


def say_not_theirs(database: Database, post_id: int, *, by: int, now: datetime) -> facts.PostShown:
    """
    Keep that a post is not somebody's: nobody calls them for it any more, what they are called for goes to
    the next at once, and the leads are told.
    """
    with database.write() as connection:
        area_id, found = _asked(connection, post_id, by, now)
        posts.answer(connection, post_id, by, is_theirs=False, at=now)
        _pass_on(connection, post_id, by, now)
        for lead in who_is_who.roster(connection, area_id, now).safeguarding_leads():
            roster_news.write(connection, roster_news.NOT_ME, lead, area_id, post_id, now)
        _renew_homes_of_leads(connection, area_id, now)
        return found


def to_be_filled(database: Database, post_id: int, *, by: int, now: datetime) -> facts.PostShown:
    """Return a post for which a safeguarding lead wants to name a stand-in; Refused to anybody else."""
    with database.read() as connection:
        _, known, post = _post_of(connection, post_id, by, now)
        return roster_news.post(known, post.id)


def name_stand_in(
    database: Database, post_id: int, person: int, until_on: date, *, by: int, now: datetime
) -> facts.PostShown:
    """
    Have somebody act for a post, as a deputy whom a lead has named, to a day. Where nobody could be called
    for that agency in a disagreement that has reached the tier, they are called at once.
    """
    with database.write() as connection:
        area_id, known, post = _post_of(connection, post_id, by, now)
        today = who_is_who.today(connection, area_id, now)
        rules.require_stand_in(post, person, until_on, today, known)
        named = posts.name_stand_in(connection, post_id, person, until_on, by=by, at=now)
        clocks.arm_one(connection, area_id, _over(connection, area_id, named, until_on))
        roster_news.write(connection, roster_news.STANDING_IN, person, area_id, named, now)
        _call_where_nobody_was(connection, area_id, post, now)
        _renew_homes_of_leads(connection, area_id, now)
        return roster_news.post(known, post.id, person)


def strike(connection: Connection, armed: Armed, now: datetime) -> None:
    """Show, from midnight on, that somebody stands in for a post no more: to the leads, and to them."""
    _renew_homes_of_leads(connection, armed.owner, now)
    stood_in = posts.find_stand_in(connection, armed.clock.subject).person
    homes.renew(connection, [stood_in], armed.owner, now)


def _over(connection: Connection, area_id: str, named: int, until_on: date) -> Clock:
    """When somebody's last day of standing in has passed, by the area's clocks."""
    calendar = areas.in_force(connection)[area_id].calendar
    return Clock(Kind.STAND_IN, calendar.at(until_on + timedelta(days=1), time()), named)


def _asked(connection: Connection, post_id: int, by: int, now: datetime) -> tuple[str, facts.PostShown]:
    area_id = people.by_id(connection, by).area_id
    known = who_is_who.roster(connection, area_id, now) if area_id is not None else None
    if area_id is None or known is None or post_id not in known.posts:
        raise Refused("not_your_post")
    if not any((each.post, each.person) == (post_id, by) for each in posts.checks(connection, area_id)):
        raise Refused("not_your_post")
    return area_id, roster_news.post(known, post_id)


def _post_of(connection: Connection, post_id: int, by: int, now: datetime) -> tuple[str, Roster, Post]:
    area_id = people.by_id(connection, by).area_id
    known = who_is_who.require_lead(connection, area_id, by, now)
    if area_id is None or post_id not in known.posts:
        raise Refused("no_such_post")
    return area_id, known, known.posts[post_id]


def _pass_on(connection: Connection, post_id: int, person: int, now: datetime) -> None:
    for row in cases.with_part(connection, person):
        case = work.load(connection, row.reference, now)
        calls = [call for call in case.case.calls if call.holder.post_id == post_id and person in call.people]
        if case.case.state is not State.OPEN or not calls:
            continue
        for call in calls:
            agency, reason = call.holder.agency_id, ChangeReason.NOT_MINE
            case.record(ladder.replaced(case.case, agency, person, reason, case.roster, now))
        case.record(*ladder.nobody_left(case.case, case.roster, now))
        case.finish()


def _call_where_nobody_was(connection: Connection, area_id: str, post: Post, now: datetime) -> None:
    for row in cases.unfinished(connection, area_id):
        case = work.load(connection, row.reference, now)
        tier = case.case.rules.tier_ids[ladder.tier_of(case.case, post.agency_id)]
        # At which tier the post acts depends on the procedure by which it goes.
        if case.roster.posts[post.id].tier != tier:
            continue
        filled = ladder.filled(case.case, post.agency_id, case.roster, now)
        if filled is not None:
            case.record(filled)
            case.finish()


def _renew_homes_of_leads(connection: Connection, area_id: str, now: datetime) -> None:
    known = who_is_who.roster(connection, area_id, now)
    homes.renew(connection, known.safeguarding_leads(), area_id, now)
