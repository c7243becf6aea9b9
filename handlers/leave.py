"""Leave: one's own by command and from the Home, somebody else's by a safeguarding lead, and back early."""

from collections.abc import Callable

from casework import leave
from handlers import doors, people
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import ids
from messages import leave as forms


def open_form(desk: Desk, press: Press) -> View:
    """Open the form for one's own leave."""
    return forms.form(leave.may_enter(desk.database, by=press.by, now=press.now))


def _open_form_of_somebody(desk: Desk, press: Press) -> View:
    return forms.form_of_somebody(leave.may_enter_for_others(desk.database, by=press.by, now=press.now))


def _enter(desk: Desk, form: Sent) -> Callable[[], View]:
    entered = leave.enter(desk.database, _read(form), by=form.by, now=form.now)
    return lambda: forms.entered(leave.shown(desk.database, entered, by=form.by, now=form.now))


def _enter_for_somebody(desk: Desk, form: Sent) -> Callable[[], View]:
    person = form.one_named(ids.PERSON, "person")
    entered = leave.enter_for(desk.database, person, _read(form), by=form.by, now=form.now)
    return lambda: forms.entered_of_somebody(leave.shown(desk.database, entered, by=form.by, now=form.now))


def _end(desk: Desk, press: Press) -> View:
    ended = leave.end(desk.database, press.number(0), by=press.by, now=press.now)
    return forms.ended(leave.shown(desk.database, ended, by=press.by, now=press.now))


def _read(form: Sent) -> leave.Form:
    cover = form.one_named(ids.COVERED_BY, "person") if form.chosen(ids.COVERED_BY) else None
    return leave.Form(form.day(ids.FIRST_ON), form.day(ids.LAST_ON), cover)


OPENS: dict[str, doors.Opens] = {ids.LEAVE: open_form, ids.LEAVE_OF: _open_form_of_somebody}
ACTS: dict[str, doors.Acts] = {ids.BACK: _end, ids.BACK_OF: _end}
TAKES: dict[str, doors.Takes] = {ids.LEAVE_FORM: _enter, ids.LEAVE_OF_FORM: _enter_for_somebody}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {ids.COVERED_BY: people.find}
