"""Discussion notes: add, correct, approve, dispute (London 11.1.9)."""

from dataclasses import dataclass
from datetime import datetime

from casework import work
from casework.typed import Typed, check
from procedure import acts, notes, steps
from procedure.acts import Channel, Leaves
from procedure.refusal import Refused
from storage import cases
from storage.engine import Database


@dataclass(frozen=True)
class Form:
    """The note form as sent. `form_id` is one form's own: sent twice, it is recorded once."""

    form_id: str
    held_at: datetime
    channel: Channel
    took_part: tuple[int, ...]
    others: str
    said: str
    child: str
    actions: str
    same_child: bool
    leaves: Leaves
    identifiers_checked: bool


def add(database: Database, reference: str, form: Form, *, by: int, now: datetime) -> int:
    """Record a discussion; everyone named gets a part and is asked whether it is right. Return its number."""
    check(_typed(form), identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        if cases.used_for(case.connection, form.form_id) is not None:
            return len(case.case.notes)
        act = notes.save(case.case, by, _draft(case, form), now)
        case.record(*_joining(case, act.took_part), act, by=by)
        case.record(*steps.after_note(case.case, act, now))
        cases.use_form(case.connection, form.form_id, reference)
        return act.note


def correct(
    database: Database, reference: str, number: int, version: int, form: Form, *, by: int, now: datetime
) -> None:
    """Record a new version of a note; everyone named is asked again."""
    check(_typed(form), identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        if cases.used_for(case.connection, form.form_id) is not None:
            return
        act = notes.correct(case.case, by, number, version, _draft(case, form), now)
        case.record(*_joining(case, act.took_part), act, by=by)
        case.record(*steps.after_note(case.case, act, now))
        cases.use_form(case.connection, form.form_id, reference)


def approve(database: Database, reference: str, number: int, version: int, *, by: int, now: datetime) -> None:
    """Record that somebody who was there holds a note to be right."""
    with work.on(database, reference, now) as case:
        case.record(notes.approve(case.case, by, number, version), by=by)


def dispute(
    database: Database,
    reference: str,
    number: int,
    version: int,
    words: str,
    *,
    identifiers_checked: bool,
    by: int,
    now: datetime,
) -> None:
    """Record that somebody who was there does not; their words stand beside it."""
    check([Typed("words", words, 600)], identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        case.record(notes.dispute(case.case, by, number, version, case.keep(words)), by=by)


@dataclass(frozen=True)
class HeardForm:
    """What somebody outside Slack said when a note was read to them, as the form is sent."""

    form_id: str
    who: str
    read_at: datetime
    is_right: bool
    words: str
    identifiers_checked: bool


def read_back(
    database: Database,
    reference: str,
    number: int,
    version: int,
    form: HeardForm,
    *,
    by: int,
    now: datetime,
) -> None:
    """Record the word of somebody outside Slack to whom a note was read; the same form twice is once."""
    typed = (Typed("who", form.who, 120), Typed("words", form.words, 300, is_required=not form.is_right))
    check(typed, identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        if cases.used_for(case.connection, form.form_id) is not None:
            return
        who, words = case.keep(form.who), case.keep_if_any(form.words)
        heard = notes.Heard(who, form.read_at, form.is_right, words)
        case.record(notes.read_back(case.case, by, number, version, heard, now), by=by)
        cases.use_form(case.connection, form.form_id, reference)


def file(
    database: Database,
    reference: str,
    number: int,
    version: int,
    their_reference: str,
    *,
    identifiers_checked: bool,
    by: int,
    now: datetime,
) -> None:
    """Record an agency's word that its copy of a note is on the child's file, under which reference."""
    typed = Typed("their_reference", their_reference, 60, is_required=False)
    check([typed], identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        kept = case.keep_if_any(their_reference)
        case.record(notes.file(case.case, by, number, version, kept), by=by)


def _typed(form: Form) -> tuple[Typed, ...]:
    return (
        Typed("others", form.others, 200, is_required=False),
        Typed("said", form.said, 1500),
        Typed("child", form.child, 600),
        Typed("actions", form.actions, 500, is_required=False),
    )


def _draft(case: work.Work, form: Form) -> notes.Draft:
    return notes.Draft(
        held_at=form.held_at,
        channel=form.channel,
        took_part=form.took_part,
        others=case.keep_if_any(form.others),
        said=case.keep(form.said),
        child=case.keep(form.child),
        actions=case.keep_if_any(form.actions),
        same_child=form.same_child,
        leaves=form.leaves,
    )


def _joining(case: work.Work, took_part: tuple[int, ...]) -> tuple[acts.Joined, ...]:
    """Whoever is named in a note will be asked about it, and so gets a part."""
    notes.require_private(case.case, took_part, case.roster)
    new = [person for person in took_part if case.case.agency_of(person) is None]
    return tuple(acts.Joined(person, _agency(case, person)) for person in new)


def _agency(case: work.Work, person: int) -> int:
    known = case.roster.people.get(person)
    if known is None or known.agency_id is None:
        raise Refused("unknown_person", field="took_part")
    return known.agency_id
