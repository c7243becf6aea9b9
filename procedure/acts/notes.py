"""Discussion notes (London 11.1.9; Beds 6.11)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from procedure.acts.text import TextRef


class Channel(StrEnum):
    """How a discussion was held."""

    CALL = "call"
    MEETING = "meeting"
    EMAIL = "email"
    ROOM = "room"
    ADVICE = "advice"


class Leaves(StrEnum):
    """Where a discussion leaves the disagreement."""

    SETTLED = "settled"
    PARTLY = "partly"
    NOT_SETTLED = "not_settled"


@dataclass(frozen=True)
class NoteSaved:
    """A discussion note, or a corrected version of one; the author approves by writing (London 11.1.9)."""

    note: int
    version: int
    held_at: datetime
    channel: Channel
    took_part: tuple[int, ...]
    others: TextRef | None
    said: TextRef
    child: TextRef
    actions: TextRef | None
    same_child: bool
    leaves: Leaves
    act: Literal["note_saved"] = "note_saved"


@dataclass(frozen=True)
class NoteApproved:
    """Somebody named in a note approves that version."""

    note: int
    version: int
    act: Literal["note_approved"] = "note_approved"


@dataclass(frozen=True)
class NoteReadBack:
    """A note was read by telephone to somebody who was there and is not in Slack; this is their word."""

    note: int
    version: int
    who: TextRef
    read_at: datetime
    is_right: bool
    words: TextRef | None
    act: Literal["note_read_back"] = "note_read_back"


@dataclass(frozen=True)
class NoteFiled:
    """An agency says that its copy of this version of a note is on the child's file (London 11.1.9)."""

    agency_id: int
    note: int
    version: int
    their_reference: TextRef | None
    act: Literal["note_filed"] = "note_filed"


@dataclass(frozen=True)
class NoteDisputed:
    """Somebody named in a note does not agree that this version is accurate; their words stand beside it."""

    note: int
    version: int
    words: TextRef
    act: Literal["note_disputed"] = "note_disputed"
