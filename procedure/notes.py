"""Discussion notes: who writes, approves, disputes and corrects them (London 11.1.9; Beds 6.11)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from procedure import acts, ladder
from procedure.acts import Channel, Leaves, TextRef
from procedure.case import OVER, Case, Note
from procedure.ladder import part_of, speaks_for
from procedure.refusal import Refused
from procedure.roster import Roster

TOOK_PART_MOST = 10
"""So many people can be named in one note, besides its author."""


@dataclass(frozen=True)
class Draft:
    """What the form says of a discussion."""

    held_at: datetime
    channel: Channel
    took_part: tuple[int, ...]
    others: TextRef | None
    said: TextRef
    child: TextRef
    actions: TextRef | None
    same_child: bool
    leaves: Leaves


def save(case: Case, by: int, draft: Draft, now: datetime) -> acts.NoteSaved:
    """Return a new note of a discussion that has taken place; its author approves it by writing it."""
    require_unfinished(case)
    part_of(case, by)
    return _saved(draft, number=len(case.notes) + 1, version=1, author=by, now=now)


def correct(case: Case, by: int, number: int, version: int, draft: Draft, now: datetime) -> acts.NoteSaved:
    """Return a new version of a note, by its author; everyone named is asked again, nothing is edited."""
    require_unfinished(case)
    note = _newest(case, number, version)
    if by != note.author:
        raise Refused("not_the_author")
    return _saved(draft, number=number, version=version + 1, author=by, now=now)


def approve(case: Case, by: int, number: int, version: int) -> acts.NoteApproved:
    """Return somebody's approval of the newest version of a note in which they are named."""
    note = _named_in(case, by, number, version)
    if by in note.approved_by:
        raise Refused("already_approved")
    return acts.NoteApproved(number, version)


def dispute(case: Case, by: int, number: int, version: int, words: TextRef) -> acts.NoteDisputed:
    """Return *I do not agree that this is accurate*, with the words of somebody named in the note."""
    _named_in(case, by, number, version)
    return acts.NoteDisputed(number, version, words)


@dataclass(frozen=True)
class Heard:
    """What somebody outside Slack said when a note was read to them; `who` is their post and agency."""

    who: TextRef
    read_at: datetime
    is_right: bool
    words: TextRef | None


def read_back(
    case: Case, by: int, number: int, version: int, heard: Heard, now: datetime
) -> acts.NoteReadBack:
    """Return the word of somebody outside Slack to whom the newest version was read (London 11.1.9)."""
    require_unfinished(case)
    part_of(case, by)
    note = _newest(case, number, version)
    if heard.read_at > now:
        raise Refused("in_future", field="read_at")
    if heard.read_at < note.held_at:
        raise Refused("before_the_talk", field="read_at")
    if not heard.is_right and heard.words is None:
        raise Refused("empty", field="words")
    return acts.NoteReadBack(number, version, heard.who, heard.read_at, heard.is_right, heard.words)


def file(case: Case, by: int, number: int, version: int, their_reference: TextRef | None) -> acts.NoteFiled:
    """Return an agency's word that its copy of the newest version is on the child's file (London 11.1.9)."""
    require_unfinished(case)
    agency = speaks_for(case, by)
    if agency not in case.agencies:
        raise Refused("not_an_agency_of_the_case")
    note = _newest(case, number, version)
    if agency in filed(note):
        raise Refused("note_filed_already")
    return acts.NoteFiled(agency, number, version, their_reference)


def filed(note: Note) -> frozenset[int]:
    """Return the agencies whose copy of this version is on the child's file."""
    return frozenset(each.agency_id for each in note.filings if each.version == note.version)


def unfiled(case: Case, note: Note, reachable: Collection[int]) -> tuple[int, ...]:
    """
    Return the agencies that are asked to file a note: those that took part, once it is approved. Whoever
    has filed the whole record has filed it too.
    """
    if not is_approved(case, note, reachable):
        return ()
    done = filed(note)
    return tuple(agency for agency in case.unfiled if agency in note.agencies and agency not in done)


def missing_approvals(case: Case, note: Note, reachable: Collection[int]) -> tuple[int, ...]:
    """Return who is named in a note, can be asked, and has neither approved nor disputed this version."""
    disputed = {dispute.person for dispute in note.disputes if dispute.version == note.version}
    return tuple(
        person
        for person in _asked(case, note, reachable)
        if person not in note.approved_by and person not in disputed
    )


def is_approved(case: Case, note: Note, reachable: Collection[int]) -> bool:
    """Whether everyone named in a note who can be asked has approved this version of it."""
    return all(person in note.approved_by for person in _asked(case, note, reachable))


def require_unfinished(case: Case) -> None:
    """Refuse where it is over: then nothing more is added to the record."""
    if case.state in OVER:
        raise Refused(f"is_{case.state}")


def _asked(case: Case, note: Note, reachable: Collection[int]) -> list[int]:
    """Whoever is taken out can't open it any more: what they have said stays, and no more is awaited."""
    return [
        person for person in note.content.took_part if person in reachable and person not in case.taken_out
    ]


def require_private(case: Case, took_part: Collection[int], roster: Roster) -> None:
    """Refuse to name anybody in a note whom a written concern may not be shown to (Beds 8.2)."""
    for person in took_part:
        ladder.require_private(case, person, roster, field="took_part")


def _saved(draft: Draft, *, number: int, version: int, author: int, now: datetime) -> acts.NoteSaved:
    if draft.held_at > now:
        raise Refused("in_future", field="held_at")
    others = tuple(person for person in draft.took_part if person != author)
    if not others and draft.others is None:
        raise Refused("nobody_else_took_part", field="took_part")
    if len(others) > TOOK_PART_MOST:
        raise Refused("too_many_took_part", field="took_part", most=TOOK_PART_MOST)
    return acts.NoteSaved(
        note=number,
        version=version,
        held_at=draft.held_at,
        channel=draft.channel,
        took_part=(author, *others),
        others=draft.others,
        said=draft.said,
        child=draft.child,
        actions=draft.actions,
        same_child=draft.same_child,
        leaves=draft.leaves,
    )


def _named_in(case: Case, by: int, number: int, version: int) -> Note:
    require_unfinished(case)
    part_of(case, by)
    note = _newest(case, number, version)
    if by not in note.content.took_part:
        raise Refused("not_named_in_note")
    return note


def _newest(case: Case, number: int, version: int) -> Note:
    note = case.note(number)
    if note is None:
        raise Refused("no_such_note")
    if note.version != version:
        raise Refused("newer_version", version=note.version)
    return note
