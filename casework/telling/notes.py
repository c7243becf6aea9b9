"""Discussion notes."""

from casework.telling.audience import Audiences, Telling
from casework.telling.kinds import LINE, NOTE, NOTE_REPLACED
from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _note_saved(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """A new version stands in a message of its own; before that, the one it replaces loses its buttons."""
    act = entry.of(acts.NoteSaved)
    replaced = [Telling(NOTE_REPLACED, None, act.note)] if act.version > 1 else []
    return [*replaced, Telling(NOTE, None, act.note)]


def _note_approved(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(f"{NOTE}:update", None, entry.of(acts.NoteApproved).note)]


def _note_disputed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(f"{NOTE}:update", None, entry.of(acts.NoteDisputed).note), Telling(LINE)]


def _note_read_back(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(f"{NOTE}:update", None, entry.of(acts.NoteReadBack).note), Telling(LINE)]


def _note_filed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(f"{NOTE}:update", None, entry.of(acts.NoteFiled).note)]


AUDIENCES: Audiences = {
    acts.NoteSaved: _note_saved,
    acts.NoteApproved: _note_approved,
    acts.NoteDisputed: _note_disputed,
    acts.NoteReadBack: _note_read_back,
    acts.NoteFiled: _note_filed,
}
