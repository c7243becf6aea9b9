"""What people are told of the roster itself: that they are asked, that they cover, that they stand in."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from casework import telling, who_is_who
from messages import facts, roster
from messages.result import Message
from procedure.leave import Leave
from procedure.roster import Roster
from storage import leave, notices, posts
from storage.engine import Connection
from storage.notices import Notice

LEAVE_ENTERED = "leave_entered"
COVERING = "covering"
ASK = "ask"
NOT_ME = "not_me"
STANDING_IN = "standing_in"


def write(
    connection: Connection, wording: str, person: int, area_id: str, subject: int, now: datetime
) -> None:
    """Write the notice that tells one person; `subject` is the leave, the post or the standing in."""
    stream = f"roster/{person}"
    notices.write(
        connection,
        notices.Draft(
            key=f"{stream}/{wording}/{subject}/{secrets.token_hex(8)}",
            stream=stream,
            kind=f"{telling.ROSTER}:{wording}",
            area_id=area_id,
            made_at=now,
            person_id=person,
            subject=subject,
        ),
    )


def compose(connection: Connection, notice: Notice, wording: str, now: datetime) -> Message | None:
    """Return what the notice says now; None where it is so no more."""
    known = who_is_who.roster(connection, notice.area_id, now)
    return _COMPOSERS[wording](connection, notice, known, wording)


def post(known: Roster, post_id: int, *people: int) -> facts.PostShown:
    """Return a post as shown, with people of whom something is said."""
    found = known.posts[post_id]
    agency = known.agencies[found.agency_id].name
    return facts.PostShown(post_id, found.title, agency, tuple(who(known, person) for person in people))


def who(known: Roster, person: int) -> facts.Who:
    """Return somebody of the roster as shown."""
    found = known.people.get(person)
    if found is None:
        return facts.Who(person, "")
    posts = known.posts_held_by(person)
    agency = known.agencies.get(found.agency_id) if found.agency_id is not None else None
    return facts.Who(
        person, found.name, posts[0].title if posts else "", agency.name if agency else "", found.telephone
    )


def _leave(connection: Connection, notice: Notice, known: Roster, wording: str) -> Message | None:
    found = leave.find(connection, notice.subject)
    return roster.leave(wording, absence(known, found)) if found is not None else None


def _ask(connection: Connection, notice: Notice, known: Roster, wording: str) -> Message | None:
    unanswered = {
        (each.post, each.person) for each in posts.checks(connection, notice.area_id) if each.is_asked
    }
    is_open = (notice.subject, notice.person_id) in unanswered
    return roster.ask(post(known, notice.subject)) if is_open else None


def _not_me(connection: Connection, notice: Notice, known: Roster, wording: str) -> Message | None:
    those = [
        each.person
        for each in posts.checks(connection, notice.area_id)
        if each.post == notice.subject and each.is_theirs is False
    ]
    return roster.not_me(post(known, notice.subject, *those)) if those else None


def _standing_in(connection: Connection, notice: Notice, known: Roster, wording: str) -> Message | None:
    found = posts.find_stand_in(connection, notice.subject)
    if found.post not in known.posts:
        return None
    return roster.standing_in(post(known, found.post), found.until_on)


def absence(known: Roster, found: Leave) -> facts.Absence:
    """Return somebody's leave as shown."""
    return facts.Absence(
        id=found.id,
        who=who(known, found.person),
        first_on=found.first_on,
        last_on=found.last_on,
        cover=who(known, found.covered_by) if found.covered_by is not None else None,
        is_now=known.people[found.person].is_away,
    )


Composer = Callable[[Connection, Notice, Roster, str], Message | None]

_COMPOSERS: Mapping[str, Composer] = MappingProxyType(
    {
        LEAVE_ENTERED: _leave,
        COVERING: _leave,
        ASK: _ask,
        NOT_ME: _not_me,
        STANDING_IN: _standing_in,
    }
)
