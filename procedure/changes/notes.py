"""Discussion notes."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Call, Case, Dispute, Filing, Note, ReadBack
from procedure.changes.calls import again_once_answered
from procedure.changes.finding import Changes
from procedure.copying import replace


def _note_saved(case: Case, entry: Entry, act: acts.NoteSaved) -> Case:
    person = entry.author
    first = case.note(act.note)
    note = Note(
        number=act.note,
        version=act.version,
        author=person,
        held_at=act.held_at,
        written_at=entry.at,
        content=act,
        approved_by=(person,),
        agencies=_agencies(case, act),
        disputes=first.disputes if first else (),
        read_backs=first.read_backs if first else (),
        filings=first.filings if first else (),
    )
    notes = tuple(note if other.number == act.note else other for other in case.notes)
    again = again_once_answered(case, entry.at)
    calls = tuple(
        replace(call, talked_at=entry.at, answered_at=entry.at, again_at=again)
        if _is_answer(act, call, case)
        else call
        for call in case.calls
    )
    return replace(case, notes=notes if first else (*notes, note), calls=calls)


def _is_answer(act: acts.NoteSaved, call: Call, case: Case) -> bool:
    """A talk since the call of somebody called with another agency is what the call asked for."""
    if act.channel is acts.Channel.ADVICE or act.held_at < call.called_at:
        return False
    if case.is_inside:
        return len(act.took_part) > 1 and not set(call.people).isdisjoint(act.took_part)
    there = case.represented_by(act.took_part)
    is_between_agencies = act.others is not None or there != {call.holder.agency_id}
    return is_between_agencies and not set(call.people).isdisjoint(act.took_part)


def _agencies(case: Case, act: acts.NoteSaved) -> tuple[int, ...]:
    """Those for which its people have a part as it is saved; whoever leaves later was there all the same."""
    parts = case.parts
    return tuple(dict.fromkeys(parts[person] for person in act.took_part if person in parts))


def _note_approved(case: Case, entry: Entry, act: acts.NoteApproved) -> Case:
    note = _the_note(case, act.note)
    approved = tuple(dict.fromkeys([*note.approved_by, entry.author]))
    return _with_note(case, replace(note, approved_by=approved))


def _note_disputed(case: Case, entry: Entry, act: acts.NoteDisputed) -> Case:
    note = _the_note(case, act.note)
    dispute = Dispute(entry.author, entry.at, act.version, act.words)
    approved = tuple(person for person in note.approved_by if person != entry.by)
    return _with_note(case, replace(note, disputes=(*note.disputes, dispute), approved_by=approved))


def _note_read_back(case: Case, entry: Entry, act: acts.NoteReadBack) -> Case:
    note = _the_note(case, act.note)
    heard = ReadBack(entry.author, act.version, act.who, act.read_at, act.is_right, act.words)
    return _with_note(case, replace(note, read_backs=(*note.read_backs, heard)))


def _note_filed(case: Case, entry: Entry, act: acts.NoteFiled) -> Case:
    note = _the_note(case, act.note)
    filing = Filing(act.agency_id, entry.author, act.version, entry.at, act.their_reference)
    return _with_note(case, replace(note, filings=(*note.filings, filing)))


def _with_note(case: Case, changed: Note) -> Case:
    return replace(
        case, notes=tuple(changed if note.number == changed.number else note for note in case.notes)
    )


def _the_note(case: Case, number: int) -> Note:
    return next(note for note in case.notes if note.number == number)


CHANGES: Changes = {
    acts.NoteSaved: _note_saved,
    acts.NoteApproved: _note_approved,
    acts.NoteDisputed: _note_disputed,
    acts.NoteReadBack: _note_read_back,
    acts.NoteFiled: _note_filed,
}
