"""What people say that they will do: add it with an owner and a day, and say that it is done."""

from dataclasses import dataclass
from datetime import date, datetime

from casework import work
from casework.typed import Typed, check
from procedure import actions
from storage import cases
from storage.engine import Database

TEXT_MOST = 300


@dataclass(frozen=True)
class Form:
    """The form as sent; `note` is the discussion that it comes from, None where it comes from none."""

    form_id: str
    text: str
    owner: int
    on: date
    note: int | None
    identifiers_checked: bool


def add(database: Database, reference: str, form: Form, *, by: int, now: datetime) -> None:
    """Put down something to be done, by whom and by which day; the same form sent twice does it once."""
    check([Typed("action", form.text, TEXT_MOST)], identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        if cases.used_for(case.connection, form.form_id) is not None:
            return
        today = case.case.rules.calendar.local(now).date()
        text = case.keep(form.text)
        case.record(actions.add(case.case, by, text, form.owner, form.on, form.note, today), by=by)
        cases.use_form(case.connection, form.form_id, reference)


def done(database: Database, reference: str, number: int, *, by: int, now: datetime) -> None:
    """Record that something is done."""
    with work.on(database, reference, now) as case:
        case.record(actions.done(case.case, by, number), by=by)
