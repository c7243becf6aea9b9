"""More about it: the form that the receipt and the room offer, and the one question of the receipt itself."""

from collections.abc import Callable

from casework import asking, details
from handlers import doors, people
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import answers, ids
from messages import more as forms
from procedure.acts import About, Meeting


def _form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_say_more, by=press.by, now=press.now)
    return forms.form(details.form(desk.database, press.reference, None, by=press.by, now=press.now))


def _as_chosen(desk: Desk, form: Sent) -> View:
    subject = form.word(ids.SUBJECT)
    return forms.form(details.form(desk.database, form.reference, subject, by=form.by, now=form.now))


def _save(desk: Desk, form: Sent) -> Callable[[], View]:
    details.add(desk.database, form.reference, _drafted(form), by=form.by, now=form.now)
    return lambda: answers.done("more_about", form.reference)


def _drafted(form: Sent) -> details.Form:
    return details.Form(
        about=form.one_of(ids.ABOUT, About) if form.chosen(ids.ABOUT) else None,
        subject=form.word(ids.SUBJECT),
        answers=form.texts(forms.ASKED),
        chair=_person(form, ids.CHAIR),
        meeting=form.one_of(ids.MEETING, Meeting) if form.chosen(ids.MEETING) else None,
        met_on=form.day_if_any(ids.MET_ON),
        manager=_person(form, ids.MANAGER),
        talked_on=form.day_if_any(ids.TALKED_ON),
        manager_view=form.text(ids.MANAGER_VIEW),
        why_not=form.text(ids.WHY_NOT),
        own_procedure=_OWN_PROCEDURE[form.word(ids.OWN_PROCEDURE)],
        identifiers_checked=form.identifiers_checked,
    )


_OWN_PROCEDURE = {"": None, "begun": True, "not_begun": False}


def _person(form: Sent, field: str) -> int | None:
    return form.one_named(field, "person") if form.chosen(field) else None


OPENS: dict[str, doors.Opens] = {ids.MORE_ABOUT: _form}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.MORE_FORM: _save}
CHANGES: dict[str, doors.Changes] = {ids.MORE_FORM: _as_chosen}
FINDS: dict[str, doors.Finds] = {ids.CHAIR: people.find, ids.MANAGER: people.find}
