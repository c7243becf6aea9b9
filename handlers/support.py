"""Not left alone with it: on whose behalf a lead raises it, and who supports one (Beds 3.4, 6.7)."""

from collections.abc import Callable

from casework import asking, support
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import answers, ids
from messages import support as forms


def _raise_for_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_raise_for, by=press.by, now=press.now)
    return forms.raise_for(press.reference)


def _raise_for(desk: Desk, form: Sent) -> Callable[[], View]:
    """The receipt lies beneath, and is still needed."""
    person = form.one_named(ids.PERSON, "person")
    support.raise_for(desk.database, form.reference, person, by=form.by, now=form.now)
    return lambda: answers.done("raised_for", form.reference)


def _ask_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_ask_support, by=press.by, now=press.now)
    return forms.ask(press.reference)


def _ask(desk: Desk, form: Sent) -> None:
    person = form.one_named(ids.PERSON, "person")
    support.ask(desk.database, form.reference, person, by=form.by, now=form.now)


OPENS: dict[str, doors.Opens] = {ids.RAISE_FOR: _raise_for_form, ids.SUPPORT: _ask_form}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.RAISE_FOR_FORM: _raise_for, ids.SUPPORT_FORM: _ask}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
