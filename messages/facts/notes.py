"""Discussion notes as shown: drafts, versions, approvals, what is to be done, letters."""

from dataclasses import dataclass
from datetime import date, datetime

from messages.facts.people import Who


@dataclass(frozen=True)
class Disputed:
    """The words of somebody who does not hold a note to be accurate; `version` is the one they spoke of."""

    by: Who
    words: str
    version: int


@dataclass(frozen=True)
class ReadBack:
    """What somebody outside Slack said when a version of a note was read to them, and who heard it."""

    by: Who
    version: int
    who: str
    read_at: datetime
    is_right: bool
    words: str


@dataclass(frozen=True)
class Filing:
    """An agency's word that its copy of a version of a note is on the child's file."""

    agency: str
    by: Who
    version: int
    at: datetime
    their_reference: str


@dataclass(frozen=True)
class Action:
    """Something that somebody will do by a day, and whether it is done; `note` is 0 where it is of none."""

    number: int
    text: str
    owner: Who
    by: date
    note: int = 0
    done_at: datetime | None = None
    done_by: Who | None = None


@dataclass(frozen=True)
class Communication:
    """A letter or e-mail that belongs to the record and is kept elsewhere."""

    number: int
    by: Who
    what: str
    sent_on: date
    kept: str


@dataclass(frozen=True)
class NoteDraft:
    """What a note form begins with; `is_cut` where what was said is longer than a note takes."""

    held_at: datetime
    channel: str = ""
    took_part: tuple[Who, ...] = ()
    others: str = ""
    said: str = ""
    child: str = ""
    actions: str = ""
    same_child: bool = False
    leaves: str = ""
    is_cut: bool = False


@dataclass(frozen=True)
class NoteShown:
    """
    A discussion note with its texts, who approved it, who did not, whose answer is missing. `inside` is the
    one agency inside which it was held; `working_days` passed between the talk and the writing.
    """

    reference: str
    number: int
    version: int
    author: Who
    held_at: datetime
    written_at: datetime
    channel: str
    took_part: tuple[Who, ...]
    others: str
    said: str
    child: str
    actions: str
    same_child: bool
    leaves: str
    approved_by: tuple[Who, ...] = ()
    missing: tuple[Who, ...] = ()
    disputes: tuple[Disputed, ...] = ()
    is_approved: bool = False
    working_days: int = 0
    agencies: tuple[str, ...] = ()
    inside: str = ""
    read_backs: tuple[ReadBack, ...] = ()
    filings: tuple[Filing, ...] = ()


@dataclass(frozen=True)
class NoteCopy:
    """A discussion note for the child's file, with what every copy says of itself."""

    note: NoteShown
    procedure: str
    version: str
    area: str
    printed_at: datetime
    last_hash: str
    is_example: bool = False
