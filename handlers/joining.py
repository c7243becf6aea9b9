"""Who comes in later: another agency, one's own manager (London 11.1.1; Beds 6.6)."""

from casework import asking, joining, showing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import ids
from messages import joining as forms


def _add_agency_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_add_an_agency, by=press.by, now=press.now)
    return forms.add_agency(press.reference)


def _add_agency(desk: Desk, form: Sent) -> None:
    named = form.any_named(ids.JOINING)
    joining.add_agency(desk.database, form.reference, named, by=form.by, now=form.now)


def _ask_manager_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_ask_my_manager, by=press.by, now=press.now)
    managers = joining.managers_to_ask(desk.database, press.reference, by=press.by, now=press.now)
    return forms.ask_manager(press.reference, managers)


def _ask_manager(desk: Desk, form: Sent) -> None:
    manager = form.one_named(ids.PERSON, "person")
    joining.ask_manager(desk.database, form.reference, manager, by=form.by, now=form.now)


def _find(desk: Desk, form: Sent, words: str) -> tuple[tuple[str, str], ...]:
    return showing.search(desk.database, words, by=form.by, now=form.now)


OPENS: dict[str, doors.Opens] = {
    ids.ADD_AGENCY: _add_agency_form,
    ids.ASK_MANAGER: _ask_manager_form,
}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {
    ids.ADD_AGENCY_FORM: _add_agency,
    ids.ASK_MANAGER_FORM: _ask_manager,
}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {ids.JOINING: _find}
