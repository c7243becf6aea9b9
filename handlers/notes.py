"""Discussion notes: record one, say whether it is right, correct it (London 11.1.9)."""

from collections.abc import Callable
from uuid import uuid4

from casework import asking, joining, notes, showing
from handlers import actions, doors, resolution, tiers
from handlers.desk import Desk
from handlers.reading import NoteRef, Press, Sent, View
from messages import answers, ids
from messages import joining as others
from messages import notes as forms
from messages.facts import NoteShown
from procedure.acts import Channel, Leaves
from procedure.refusal import Refused


def open_note(desk: Desk, press: Press) -> View:
    """Show a note with its buttons, for somebody who was named in it."""
    return answers.note(_shown(desk, press.note, press))


def open_form(desk: Desk, press: Press) -> View:
    """Ask for a note of one discussion."""
    asking.check(desk.database, press.reference, asking.to_add_a_note, by=press.by, now=press.now)
    return forms.note(press.reference, uuid4().hex, press.now)


def _save(desk: Desk, form: Sent) -> Callable[[], View] | None:
    drafted = _drafted(form)
    # Looked up before the note is recorded: what fails after that must not look as if nothing was.
    strangers = joining.without_a_side(
        desk.database, form.reference, drafted.took_part, by=form.by, now=form.now
    )
    number = notes.add(desk.database, form.reference, drafted, by=form.by, now=form.now)
    press = Press(form.by, form.now, form.reference)
    follows = _following(desk, press, number, drafted)
    if not strangers:
        return follows
    return lambda: _with_word_of(strangers, press, follows() if follows else None)


def _following(desk: Desk, press: Press, number: int, drafted: notes.Form) -> Callable[[], View] | None:
    """Where it leaves us says which form comes next; else who does what, where the note says so."""
    if offered := _FOLLOWS.get(drafted.leaves):
        return lambda: offered(desk, press)
    if drafted.actions.strip():
        return lambda: actions.after_note(press, number, drafted.actions)
    return None


def _with_word_of(agencies: tuple[str, ...], press: Press, view: View | None) -> View:
    """The author learns that naming somebody calls nobody of their agency."""
    if view is None:
        return others.without_a_side(press.reference, agencies)
    return others.with_word_of(agencies, press.reference, view)


_FOLLOWS = {Leaves.SETTLED: resolution.open_outcome, Leaves.NOT_SETTLED: tiers.open_move_up}
"""Where a discussion leaves it, and the form that is offered next."""


def _approve(desk: Desk, press: Press) -> View:
    ref = press.note
    asking.check(desk.database, ref.reference, asking.to_take_part, by=press.by, now=press.now)
    notes.approve(desk.database, ref.reference, ref.number, ref.version, by=press.by, now=press.now)
    return answers.done("approved", ref.reference)


def _dispute_form(desk: Desk, press: Press) -> View:
    ref = press.note
    rule = asking.to_dispute_a_note(ref.number, ref.version)
    asking.check(desk.database, ref.reference, rule, by=press.by, now=press.now)
    return forms.dispute(_shown(desk, ref, press))


def _dispute(desk: Desk, form: Sent) -> None:
    ref = form.note
    notes.dispute(
        desk.database,
        ref.reference,
        ref.number,
        ref.version,
        form.text(ids.WORDS),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )


def _correct_form(desk: Desk, press: Press) -> View:
    ref = press.note
    rule = asking.to_correct_a_note(ref.number, ref.version)
    asking.check(desk.database, ref.reference, rule, by=press.by, now=press.now)
    return forms.correct(_shown(desk, ref, press), uuid4().hex)


def _correct(desk: Desk, form: Sent) -> None:
    ref = form.note
    notes.correct(
        desk.database, ref.reference, ref.number, ref.version, _drafted(form), by=form.by, now=form.now
    )


def _shown(desk: Desk, ref: NoteRef, press: Press) -> NoteShown:
    shown = showing.note(desk.database, ref.reference, ref.number, by=press.by, now=press.now)
    if shown.version != ref.version:
        raise Refused("newer_version", version=shown.version)
    return shown


def _drafted(form: Sent) -> notes.Form:
    return notes.Form(
        form_id=form.form_id,
        held_at=form.moment(ids.HELD_AT),
        channel=form.one_of(ids.CHANNEL, Channel),
        took_part=form.people(ids.TOOK_PART),
        others=form.text(ids.OTHERS),
        said=form.text(ids.SAID),
        child=form.text(ids.CHILD),
        actions=form.text(ids.ACTIONS),
        same_child=form.is_ticked(ids.SAME_CHILD),
        leaves=form.one_of(ids.LEAVES, Leaves),
        identifiers_checked=form.identifiers_checked,
    )


OPENS: dict[str, doors.Opens] = {
    ids.NOTE: open_form,
    ids.DISPUTE_NOTE: _dispute_form,
    ids.CORRECT_NOTE: _correct_form,
}
ACTS: dict[str, doors.Acts] = {ids.APPROVE: _approve}
TAKES: dict[str, doors.Takes] = {
    ids.NOTE_FORM: _save,
    ids.DISPUTE_FORM: _dispute,
    ids.CORRECT_FORM: _correct,
}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
