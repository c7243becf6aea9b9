"""*More about this note*: read it back by telephone, put it on the child's file (London 11.1.9)."""

from collections.abc import Callable
from uuid import uuid4

from casework import asking, notes, showing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import NoteRef, Press, Sent, View
from messages import answers, ids, plain, reading
from messages import note_more as forms
from messages.facts import NoteShown
from procedure.refusal import Refused


def open_copy(desk: Desk, press: Press) -> View:
    """Show the newest version to be copied, with the button that says that it is on the file."""
    ref = press.note
    copied = showing.note_copy(desk.database, ref.reference, ref.number, by=press.by, now=press.now)
    return forms.with_filing(reading.copy(ref.reference, plain.note_copy(copied)), copied.note)


def _more(desk: Desk, press: Press) -> View:
    """What came of the discussion stands in it; where the note was corrected, the newest is shown."""
    ref = press.note
    shown = showing.note(desk.database, ref.reference, ref.number, by=press.by, now=press.now)
    card = showing.card(desk.database, ref.reference, by=press.by, now=press.now)
    return forms.window(
        shown,
        tuple(one for one in card.actions if one.note == ref.number),
        showing.own_agency(desk.database, ref.reference, by=press.by, now=press.now),
    )


def _read_back_form(desk: Desk, press: Press) -> View:
    ref = press.note
    rule = asking.to_read_a_note_back(ref.number, ref.version)
    asking.check(desk.database, ref.reference, rule, by=press.by, now=press.now)
    return forms.read_back(_shown(desk, ref, press), uuid4().hex, press.now)


def _read_back(desk: Desk, form: Sent) -> Callable[[], View]:
    ref = form.note
    heard = notes.HeardForm(
        form_id=form.form_id,
        who=form.text(ids.WHO),
        read_at=form.moment(ids.READ_AT),
        is_right=_is_right(form),
        words=form.text(ids.WORDS),
        identifiers_checked=form.identifiers_checked,
    )
    notes.read_back(desk.database, ref.reference, ref.number, ref.version, heard, by=form.by, now=form.now)
    return lambda: answers.done("read_back", ref.reference)


def _is_right(form: Sent) -> bool:
    chosen = form.word(ids.IS_RIGHT)
    if chosen not in _SAID:
        raise Refused("empty", field=ids.IS_RIGHT)
    return _SAID[chosen]


_SAID = {"right": True, "not_right": False}


def _file_form(desk: Desk, press: Press) -> View:
    ref = press.note
    rule = asking.to_file_a_note(ref.number, ref.version)
    asking.check(desk.database, ref.reference, rule, by=press.by, now=press.now)
    return forms.file(_shown(desk, ref, press))


def _file(desk: Desk, form: Sent) -> Callable[[], View]:
    ref = form.note
    notes.file(
        desk.database,
        ref.reference,
        ref.number,
        ref.version,
        form.text(ids.THEIR_REFERENCE),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )
    return lambda: answers.done("note_filed", ref.reference)


def _shown(desk: Desk, ref: NoteRef, press: Press) -> NoteShown:
    return showing.note(desk.database, ref.reference, ref.number, by=press.by, now=press.now)


OPENS: dict[str, doors.Opens] = {
    ids.COPY_NOTE: open_copy,
    ids.NOTE_MORE: _more,
    ids.READ_BACK: _read_back_form,
    ids.FILE_NOTE: _file_form,
}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.READ_BACK_FORM: _read_back, ids.FILE_NOTE_FORM: _file}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
