"""What could not be delivered: somebody who watches over it says that they have dealt with it."""

from collections.abc import Callable

from casework import undelivered
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import answers, ids
from messages import undelivered as forms
from procedure.acts import MadeGood


def _form(desk: Desk, press: Press) -> View:
    return forms.form(undelivered.one(desk.database, press.number(0), by=press.by, now=press.now))


def _deal_with(desk: Desk, form: Sent) -> Callable[[], View]:
    how = form.one_of(ids.MADE_GOOD, MadeGood)
    undelivered.deal_with(desk.database, form.number(0), how, by=form.by, now=form.now)
    return lambda: answers.done("dealt_with")


OPENS: dict[str, doors.Opens] = {ids.DEALT_WITH: _form}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.DEALT_WITH_FORM: _deal_with}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
