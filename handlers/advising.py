"""Advice of a designated professional: ask for it in a form, keep it (London 11.1.6; Beds 6.10)."""

from casework import advising, asking
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import advising as forms
from messages import ids


def open_form(desk: Desk, press: Press) -> View:
    """Ask what was advised, or why nobody was asked."""
    asking.check(desk.database, press.reference, asking.to_record_advice, by=press.by, now=press.now)
    return forms.form(press.reference, press.now)


def _as_chosen(desk: Desk, form: Sent) -> View:
    return forms.form(form.reference, form.now, form.chosen(ids.SOUGHT))


def _record(desk: Desk, form: Sent) -> None:
    if form.chosen(ids.SOUGHT) == forms.NOT_SOUGHT:
        _record_why_not(desk, form)
        return
    said = advising.Sought(
        adviser=form.one_named(ids.PERSON, "person") if form.chosen(ids.PERSON) else None,
        adviser_words=form.text(ids.ADVISER_WORDS),
        sought_at=form.moment(ids.SOUGHT_AT),
        advice=form.text(ids.ADVICE),
        identifiers_checked=form.identifiers_checked,
    )
    advising.record_sought(desk.database, form.reference, said, by=form.by, now=form.now)


def _record_why_not(desk: Desk, form: Sent) -> None:
    advising.record_not_sought(
        desk.database,
        form.reference,
        form.text(ids.WHY_NOT),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )


OPENS: dict[str, doors.Opens] = {ids.ADVICE: open_form}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.ADVICE_FORM: _record}
CHANGES: dict[str, doors.Changes] = {ids.ADVICE_FORM: _as_chosen}
FINDS: dict[str, doors.Finds] = {}
