"""What people say that they will do: the list, the form, and *It is done* (London 11.1.9; Beds 6.11)."""

from collections.abc import Callable
from uuid import uuid4

from casework import actions, asking, showing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import actions as forms
from messages import ids


def open_list(desk: Desk, press: Press) -> View:
    """Show what is still to be done, by whom and by when."""
    return _list(desk, press)


def after_note(press: Press, number: int, said: str) -> View:
    """Ask who does the first of the things that a note just saved says, and by when."""
    first = next(iter(said.strip().splitlines()), "")
    return forms.add(press.reference, number, uuid4().hex, typed_already=first, is_next=True)


def _form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_add_an_action, by=press.by, now=press.now)
    return forms.add(press.reference, press.number(1), uuid4().hex)


def _add(desk: Desk, form: Sent) -> Callable[[], View]:
    drafted = actions.Form(
        form_id=form.form_id,
        text=form.text(ids.ACTION),
        owner=form.one_named(ids.OWNER, "person"),
        on=form.day(ids.BY),
        note=form.number(1) or None,
        identifiers_checked=form.identifiers_checked,
    )
    actions.add(desk.database, form.reference, drafted, by=form.by, now=form.now)
    return lambda: _list(desk, form)


def _done(desk: Desk, press: Press) -> View:
    actions.done(desk.database, press.reference, press.number(1), by=press.by, now=press.now)
    return _list(desk, press)


def _list(desk: Desk, asked: Press | Sent) -> View:
    card = showing.card(desk.database, asked.reference, by=asked.by, now=asked.now)
    agency = showing.own_agency(desk.database, asked.reference, by=asked.by, now=asked.now)
    return forms.window(card, agency)


OPENS: dict[str, doors.Opens] = {ids.TO_DO: open_list, ids.ADD_ACTION: _form}
ACTS: dict[str, doors.Acts] = {ids.ACTION_DONE: _done}
TAKES: dict[str, doors.Takes] = {ids.ADD_ACTION_FORM: _add}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
