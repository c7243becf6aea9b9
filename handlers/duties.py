"""What is owed beside a tier's time: *It is done*."""

from collections.abc import Callable

from casework import asking, duties, showing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import answers, ids
from messages import duties as forms


def open_done(desk: Desk, press: Press) -> View:
    """Ask which of what one's agency owes is done: the one that waits, or one to be chosen."""
    asking.check(desk.database, press.reference, asking.to_say_done, by=press.by, now=press.now)
    owed = showing.duties(desk.database, press.reference, by=press.by, now=press.now)
    return forms.done(press.reference, owed, press.number(1) if "/" in press.value else 0)


def _say_done(desk: Desk, form: Sent) -> Callable[[], View]:
    duties.say_done(desk.database, form.reference, form.numbered(ids.DUTY), by=form.by, now=form.now)
    return lambda: answers.done("duty_done", form.reference)


OPENS: dict[str, doors.Opens] = {ids.DUTY_DONE: open_done}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.DUTY_DONE_FORM: _say_done}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
