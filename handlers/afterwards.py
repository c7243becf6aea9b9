"""Once it is settled: those who acted look back, leads read it, people thank each other (Beds 2.3, 6.2)."""

from collections.abc import Callable

from casework import afterwards, asking
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import afterwards as forms
from messages import answers, ids


def open_look_back(desk: Desk, press: Press) -> View:
    """Ask somebody who acted what helped and what delayed."""
    asking.check(desk.database, press.reference, asking.to_look_back, by=press.by, now=press.now)
    return forms.look_back(press.reference)


def _look_back(desk: Desk, form: Sent) -> Callable[[], View]:
    afterwards.look_back(
        desk.database,
        form.reference,
        form.text(ids.HELPED),
        form.text(ids.DELAYED),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )
    return lambda: answers.done("looked_back", form.reference)


def _together(desk: Desk, press: Press) -> View:
    return forms.look_backs(afterwards.looked_back(desk.database, by=press.by, now=press.now))


def _thank_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_thank, by=press.by, now=press.now)
    people = afterwards.to_be_thanked(desk.database, press.reference, by=press.by, now=press.now)
    return forms.thank(press.reference, people)


def _thank(desk: Desk, form: Sent) -> Callable[[], View]:
    person = form.one_named(ids.PERSON, "person")
    afterwards.thank(desk.database, form.reference, person, by=form.by, now=form.now)
    return lambda: answers.done("thanked", form.reference)


OPENS: dict[str, doors.Opens] = {
    ids.LOOK_BACK: open_look_back,
    ids.LOOK_BACKS: _together,
    ids.THANK: _thank_form,
}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.LOOK_BACK_FORM: _look_back, ids.THANK_FORM: _thank}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
