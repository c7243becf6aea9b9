"""Letters and e-mails that belong to the record: the list, the form, and that none is left."""

from collections.abc import Callable
from uuid import uuid4

from casework import asking, communications, showing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import answers, ids
from messages import communications as forms


def open_list(desk: Desk, press: Press) -> View:
    """Show what is listed; once it is settled, ask whether any is left."""
    asking.check(desk.database, press.reference, asking.to_take_part, by=press.by, now=press.now)
    return _list(desk, press)


def _form(desk: Desk, press: Press) -> View:
    rule = asking.to_list_a_communication
    asking.check(desk.database, press.reference, rule, by=press.by, now=press.now)
    return forms.add(press.reference, uuid4().hex)


def _add(desk: Desk, form: Sent) -> Callable[[], View]:
    drafted = communications.Form(
        form_id=form.form_id,
        what=form.text(ids.WHAT),
        sent_on=form.day(ids.SENT_ON),
        kept=form.text(ids.KEPT),
        identifiers_checked=form.identifiers_checked,
    )
    communications.add(desk.database, form.reference, drafted, by=form.by, now=form.now)
    return lambda: _list(desk, form)


def _nothing_left(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_take_part, by=press.by, now=press.now)
    communications.complete(desk.database, press.reference, by=press.by, now=press.now)
    return answers.done("nothing_left", press.reference)


def _list(desk: Desk, asked: Press | Sent) -> View:
    return forms.window(showing.card(desk.database, asked.reference, by=asked.by, now=asked.now))


OPENS: dict[str, doors.Opens] = {ids.COMMUNICATIONS: open_list, ids.ADD_COMMUNICATION: _form}
ACTS: dict[str, doors.Acts] = {ids.NOTHING_LEFT: _nothing_left}
TAKES: dict[str, doors.Takes] = {ids.COMMUNICATION_FORM: _add}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
