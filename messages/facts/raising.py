"""What the forms of raising show, the receipt, help and refusals."""

from dataclasses import dataclass
from datetime import datetime

from messages.facts.outcome import Still
from messages.facts.people import Choice, Emergency, Facility, Who


@dataclass(frozen=True)
class Guide:
    """What help tells: whom to ring, by which procedure, in which words; empty where no area is known."""

    emergency: Emergency | None = None
    area: str = ""
    procedure: str = ""
    version: str = ""
    scope: str = ""
    glossary: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Raise:
    """What the raising form shows; what was typed is kept by Slack as long as the blocks keep their ids."""

    choices: tuple[Choice, ...]
    emergency: Emergency
    danger: str = ""
    warn_identifiers: tuple[str, ...] = ()
    area: str = ""
    soon: str = ""
    earlier: str = ""
    dispute: str = ""


@dataclass(frozen=True)
class Inside:
    """
    Who would be called for somebody who has named only their own agency: the managers above them, the
    nearest first, and the designated leads. `ways` are those that the procedure has.
    """

    agency: str
    managers: tuple[Who, ...]
    leads: tuple[Who, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Receipt:
    """What the one who raised it sees in the same window."""

    reference: str
    danger: str
    raised_at: datetime
    due_at: datetime | None
    called: tuple[Who, ...]
    next_tier: str
    ask_lead: bool
    next_step: str = ""
    nobody: tuple[str, ...] = ()
    emergency: Emergency | None = None
    details_saved: bool = False
    way: str = "between"
    partnership: str = ""
    mailbox: str = ""
    facilities: tuple[Facility, ...] = ()
    can_raise_for: bool = False
    procedure: str = ""
    version: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why the program says no: the reason's name, and what its wording needs."""

    reason: str
    people: tuple[Who, ...] = ()
    person: Who | None = None
    due_at: datetime | None = None
    lacking: tuple[Still, ...] = ()
    number: int = 0
    names: tuple[str, ...] = ()
