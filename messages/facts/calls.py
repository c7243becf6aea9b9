"""A call to act, and how it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from messages.facts.people import Emergency, Party, Who


class CallState(StrEnum):
    """What a call asks of the one who reads it, by what has become of it since."""

    OPEN = "open"
    TAKEN_UP = "taken_up"
    TAKEN_UP_BY_OTHER = "taken_up_by_other"
    PHONED = "phoned"
    PASSED_ON = "passed_on"
    MOVED_ON = "moved_on"
    SETTLED = "settled"
    REPEATED = "repeated"


@dataclass(frozen=True)
class Call:
    """
    A call by direct message: no case text, everything needed to act. `advice_of` says whose advice they
    should seek still, `advisers` who has that post.
    """

    reference: str
    state: str
    is_urgent: bool
    times: int
    tier: str
    agency: str
    standing: str
    due_at: datetime | None
    others: tuple[Party, ...]
    reason: str
    was_due_at: datetime | None
    called_at: datetime
    next_tier: str
    next_step: str = ""
    step: str = ""
    step_by: tuple[str, ...] = ()
    desk: tuple[Who, ...] = ()
    taken_up_by: Who | None = None
    taken_up_at: datetime | None = None
    speak_by: datetime | None = None
    talked_at: datetime | None = None
    has_answered: bool = False
    has_danger: bool = False
    risk_asked: bool = False
    is_short: bool = False
    is_challenged: bool = False
    is_partnership: bool = False
    can_move_up: bool = True
    way: str = "between"
    raised_by: Who | None = None
    emergency: Emergency | None = None
    room: str = ""
    advice_of: str = ""
    advisers: tuple[Who, ...] = ()
    route: str = ""
