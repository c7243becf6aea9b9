"""Posts: somebody says whether one is theirs; a safeguarding lead names who stands in for one."""

from collections.abc import Callable

from casework import leave, posts
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import ids
from messages import posts as forms


def _theirs(desk: Desk, press: Press) -> View:
    return forms.theirs(posts.say_theirs(desk.database, press.number(0), by=press.by, now=press.now))


def _not_theirs(desk: Desk, press: Press) -> View:
    return forms.not_theirs(posts.say_not_theirs(desk.database, press.number(0), by=press.by, now=press.now))


def _stand_in_form(desk: Desk, press: Press) -> View:
    shown = posts.to_be_filled(desk.database, press.number(0), by=press.by, now=press.now)
    return forms.stand_in(shown, leave.may_enter_for_others(desk.database, by=press.by, now=press.now))


def _name_stand_in(desk: Desk, form: Sent) -> Callable[[], View]:
    person, until_on = form.one_named(ids.PERSON, "person"), form.day(ids.UNTIL_ON)
    post_id = form.number(0)
    named = posts.name_stand_in(desk.database, post_id, person, until_on, by=form.by, now=form.now)
    return lambda: forms.named(named, until_on)


OPENS: dict[str, doors.Opens] = {ids.STAND_IN_POST: _stand_in_form}
ACTS: dict[str, doors.Acts] = {ids.THATS_ME: _theirs, ids.NOT_ME: _not_theirs}
TAKES: dict[str, doors.Takes] = {ids.STAND_IN_POST_FORM: _name_stand_in}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
