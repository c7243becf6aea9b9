"""Discussion notes."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _note_saved(act: acts.NoteSaved, shown: View, subject: int) -> Facts:
    return {"number": act.note, "times": act.version, "detail": act.leaves}


def _note(act: acts.NoteApproved | acts.NoteDisputed, shown: View, subject: int) -> Facts:
    return {"number": act.note, "times": act.version}


def _read_back(act: acts.NoteReadBack, shown: View, subject: int) -> Facts:
    return {
        "number": act.note,
        "times": act.version,
        "until": shown.local(act.read_at),
        "detail": "right" if act.is_right else "not_right",
    }


def _filed(act: acts.NoteFiled, shown: View, subject: int) -> Facts:
    return {"number": act.note, "times": act.version, "agency": shown.agency(act.agency_id)}


SPECIFIC: Specifics = {
    acts.NoteSaved: _note_saved,
    acts.NoteApproved: _note,
    acts.NoteDisputed: _note,
    acts.NoteReadBack: _read_back,
    acts.NoteFiled: _filed,
}
