"""People: find them in the roster, and let a safeguarding lead check who has come by themselves."""

from collections.abc import Callable

from casework import membership, people, showing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import answers, ids
from messages.facts import Who


def find(desk: Desk, form: Sent, words: str) -> list[tuple[str, str]]:
    """Find people of one's area."""
    found = showing.search(desk.database, words, by=form.by, now=form.now)
    return [(value, label) for value, label in found if value.startswith("person:")]


def _check(desk: Desk, press: Press) -> View:
    """Show who it is: only then can a lead say that they know them."""
    person = membership.to_be_confirmed(desk.database, press.number(0), by=press.by, now=press.now)
    agencies = dict(showing.agencies(desk.database))
    agency = agencies.get(person.agency_id, "") if person.agency_id is not None else ""
    return answers.check_person(Who(person.id, person.name, agency=agency, telephone=person.telephone))


def _confirm(desk: Desk, form: Sent) -> Callable[[], View]:
    people.confirm(desk.database, form.number(0), by=form.by, now=form.now)
    return lambda: answers.done("confirmed")


OPENS: dict[str, doors.Opens] = {ids.CONFIRM_PERSON: _check}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.CONFIRM_PERSON: _confirm}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
