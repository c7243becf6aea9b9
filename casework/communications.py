"""Letters and e-mails that belong to the record: list one, or say that none is left (London 11.1.9)."""

from dataclasses import dataclass
from datetime import date, datetime

from casework import work
from casework.typed import Typed, check
from procedure import communications
from storage import cases
from storage.engine import Database

_MOST = 150


@dataclass(frozen=True)
class Form:
    """The form as sent."""

    form_id: str
    what: str
    sent_on: date
    kept: str
    identifiers_checked: bool


def add(database: Database, reference: str, form: Form, *, by: int, now: datetime) -> None:
    """List a written communication; the same form sent twice lists it once. Nothing of it is copied."""
    typed = (Typed("what", form.what, _MOST), Typed("kept", form.kept, _MOST))
    check(typed, identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        if cases.used_for(case.connection, form.form_id) is not None:
            return
        today = case.case.rules.calendar.local(now).date()
        what, kept = case.keep(form.what), case.keep(form.kept)
        case.record(communications.add(case.case, by, what, form.sent_on, kept, today), by=by)
        cases.use_form(case.connection, form.form_id, reference)


def complete(database: Database, reference: str, *, by: int, now: datetime) -> None:
    """Record an agency's word that none is left."""
    with work.on(database, reference, now) as case:
        case.record(communications.complete(case.case, by), by=by)
