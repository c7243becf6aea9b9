"""What a mail says: a call by e-mail, and that Slack is lost."""

from dataclasses import dataclass
from datetime import datetime

from messages.facts.calls import Call
from messages.facts.card import Event
from messages.facts.people import Who


@dataclass(frozen=True)
class MailedCall:
    """
    A call by e-mail. Whoever has no account can do nothing in Slack: what they do is recorded by the one who
    rings them, and `leads` are whom they ring where it is not theirs.
    """

    call: Call
    has_account: bool
    area: str
    leads: tuple[Who, ...] = ()


@dataclass(frozen=True)
class MailedLead:
    """What asks a lead to ring now, by e-mail too."""

    event: Event
    area: str


@dataclass(frozen=True)
class RecordedAnswer:
    """What somebody without an account is recorded to have answered, by whom, and whom to ring otherwise."""

    reference: str
    agency: str
    answer: str
    by: Who
    at: datetime
    area: str
    leads: tuple[Who, ...] = ()


@dataclass(frozen=True)
class SlackLost:
    """That Slack lets nothing through: since when something waits, how much, and what Slack said last."""

    area: str
    since: datetime
    waiting: int
    error: str
