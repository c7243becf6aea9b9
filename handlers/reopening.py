"""Opening again what is over (Beds 3.3)."""

from collections.abc import Callable

from casework import asking, reopening, showing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import answers, ids
from messages import reopening as forms


def _reopen_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_reopen, by=press.by, now=press.now)
    return forms.reopen(showing.card(desk.database, press.reference, by=press.by, now=press.now))


def _reopen(desk: Desk, form: Sent) -> Callable[[], View]:
    reopening.reopen(
        desk.database,
        form.reference,
        form.text(ids.WHY),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )
    return lambda: answers.done("reopened", form.reference)


OPENS: dict[str, doors.Opens] = {ids.REOPEN: _reopen_form}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.REOPEN_FORM: _reopen}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
