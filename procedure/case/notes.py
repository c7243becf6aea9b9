"""What is known of a discussion note, of what is to be done, and of letters."""

from dataclasses import dataclass
from datetime import date, datetime

from procedure import acts
from procedure.acts import TextRef


@dataclass(frozen=True)
class Dispute:
    """Somebody's words beside a note that they do not hold to be accurate."""

    person: int
    at: datetime
    version: int
    words: TextRef


@dataclass(frozen=True)
class ReadBack:
    """The word of somebody outside Slack to whom a version of a note was read; `person` heard it."""

    person: int
    version: int
    who: TextRef
    read_at: datetime
    is_right: bool
    words: TextRef | None


@dataclass(frozen=True)
class Filing:
    """An agency's word that its copy of a version of a note is on the child's file, and who gave it."""

    agency_id: int
    person: int
    version: int
    at: datetime
    their_reference: TextRef | None


@dataclass(frozen=True)
class Note:
    """A discussion note in its newest version; `agencies` are those of whoever took part, as it was saved."""

    number: int
    version: int
    author: int
    held_at: datetime
    written_at: datetime
    content: acts.NoteSaved
    approved_by: tuple[int, ...]
    agencies: tuple[int, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    read_backs: tuple[ReadBack, ...] = ()
    filings: tuple[Filing, ...] = ()

    @property
    def inside(self) -> int | None:
        """The agency inside which it was held; None between agencies, or with people outside Slack."""
        return self.agencies[0] if len(self.agencies) == 1 and self.content.others is None else None


@dataclass(frozen=True)
class Action:
    """Something that somebody will do by a day; `agency_id` is that for which they had their part then."""

    number: int
    text: TextRef
    owner: int
    agency_id: int
    by: date
    note: int | None = None
    done_at: datetime | None = None
    done_by: int | None = None


@dataclass(frozen=True)
class Communication:
    """A letter or e-mail that belongs to the record: what it is, of which day, and where it is kept."""

    number: int
    person: int
    what: TextRef
    sent_on: date
    kept: TextRef
