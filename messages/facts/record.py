"""The record of a disagreement, as read and copied."""

from dataclasses import dataclass, field
from datetime import datetime

from messages.facts.card import Card, Event
from messages.facts.people import Who


@dataclass(frozen=True)
class RecordLine:
    """One entry of the record as plain text shows it."""

    seq: int
    at: datetime
    by: Who | None
    clause: str
    event: Event
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Record:
    """The whole record of a disagreement, for the child's file."""

    card: Card
    procedure: str
    version: str
    area: str
    printed_at: datetime
    lines: tuple[RecordLine, ...]
    last_hash: str
    is_example: bool = False
    people: tuple[Who, ...] = field(default=())
