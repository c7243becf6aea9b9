"""One entry of the record as something to be told: who did what, to whom, until when."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace

from casework.events import (
    actions,
    advice,
    afterwards,
    calls,
    communications,
    details,
    duties,
    ending,
    follow_up,
    notes,
    notifying,
    outcome,
    people,
    policy,
    raising,
    risk,
    room,
    safety,
    steps,
)
from casework.events.specific import Specifics
from casework.view import View, emergency_of, question_of
from messages.facts import Event
from procedure.acts import Answered, Entry, TextRef
from procedure.case import State
from procedure.changes import after, rebuild
from storage import cases, record
from storage.engine import Connection


def at_entry(connection: Connection, shown: View, seq: int) -> tuple[View, Entry]:
    """Return a disagreement as it stood after one entry, and that entry."""
    row = cases.find(connection, shown.case.reference)
    entries, _ = record.read(connection, row.id)
    then = rebuild(row.reference, row.rules, entries[:seq])
    return replace(shown, case=then), entries[seq - 1]


def step_by_step(shown: View, entries: Iterable[Entry]) -> Iterator[tuple[View, Entry]]:
    """Yield a disagreement as it stood after each of its entries, and that entry."""
    then = rebuild(shown.case.reference, shown.case.rules, ())
    for entry in entries:
        then = after(then, entry)
        yield replace(shown, case=then), entry


def event_of(shown: View, entry: Entry, *, kind: str = "", subject: int = 0) -> Event:
    """
    Return one entry as an event, of a disagreement as it stood after it. `kind` overrides its wording;
    `subject` is the agency that it is told about, where the entry itself names none or several.
    """
    event = Event(
        kind=kind or entry.act.act,
        reference=shown.case.reference,
        at=shown.local(entry.at),
        by=shown.who(entry.by) if entry.by is not None else None,
        agency=shown.agency(subject or None),
        tier=shown.case.tier.title,
        number=subject,
        risk_asked=shown.case.risk_asked_at is not None,
        is_short=shown.case.is_urgent,
        is_settled=shown.case.state is State.AGREED,
        emergency=emergency_of(shown.case.rules),
        way=shown.case.way,
        partnership=shown.case.rules.area.partnership,
        mailbox=shown.case.rules.area.mailbox,
    )
    specific = _SPECIFIC.get(type(entry.act))
    return replace(event, **specific(entry.act, shown, subject)) if specific else event


def texts_of(shown: View, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the texts of an entry by the names of their fields, in the order of the form."""
    return tuple(_texts(shown, "", entry.act))


def _texts(shown: View, name: str, value: object) -> Iterator[tuple[str, str]]:
    """A question that is asked of one subject only is its own name."""
    if isinstance(value, TextRef):
        yield name, shown.body(value)
    elif isinstance(value, Answered):
        yield question_of(shown, value.question), shown.body(value.words)
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(shown, name, each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _texts(shown, each.name, getattr(value, each.name))


_SPECIFIC: Specifics = {
    **raising.SPECIFIC,
    **details.SPECIFIC,
    **people.SPECIFIC,
    **calls.SPECIFIC,
    **steps.SPECIFIC,
    **advice.SPECIFIC,
    **duties.SPECIFIC,
    **notifying.SPECIFIC,
    **risk.SPECIFIC,
    **safety.SPECIFIC,
    **policy.SPECIFIC,
    **notes.SPECIFIC,
    **actions.SPECIFIC,
    **communications.SPECIFIC,
    **outcome.SPECIFIC,
    **follow_up.SPECIFIC,
    **afterwards.SPECIFIC,
    **ending.SPECIFIC,
    **room.SPECIFIC,
}
