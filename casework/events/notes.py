"""Discussion notes."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _note_saved(act: acts.NoteSaved, shown: View, subject: int) -> Facts:
    return {"number": act.note, "times": act.version, "detail": act.leaves}


def _note(act: acts.NoteApproved | acts.NoteDisputed, shown: View, subject: int) -> Facts:
    return {"number": act.note, "times": act.version}


SPECIFIC: Specifics = {
    acts.NoteSaved: _note_saved,
    acts.NoteApproved: _note,
    acts.NoteDisputed: _note,
}
