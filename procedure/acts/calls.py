"""Who is called at a tier, and what becomes of it (London 11.1.5 to 11.1.7, 11.3; Beds 6.8, 6.9)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from procedure.acts.text import TextRef
from procedure.roster import Holder


class MoveReason(StrEnum):
    """Why a disagreement moved to another tier."""

    TIME_RAN_OUT = "time_ran_out"
    PROTECT_BY_PASSED = "protect_by_passed"
    UNRESOLVED = "unresolved"
    NO_HOLDER = "no_holder"
    DANGER = "danger"


class ChangeReason(StrEnum):
    """Why somebody else acts for an agency."""

    NOT_MINE = "not_mine"
    TAKEN_OUT = "taken_out"
    UNREACHABLE = "unreachable"
    AWAY = "away"
    NAMED_BY_LEAD = "named_by_lead"
    HANDED_OVER = "handed_over"


class Review(StrEnum):
    """What the challenged side found when it looked again (Beds 6.1)."""

    CHANGED = "changed"
    PARTLY = "partly"
    KEPT = "kept"


@dataclass(frozen=True)
class Called:
    """A call that goes with a move: who is asked to act, and when they are asked again if nobody answers."""

    holder: Holder
    again_at: datetime | None


@dataclass(frozen=True)
class MovedUp:
    """
    Another tier is reached and its managers are called (London 11.1.5, 11.1.7, 11.3; Beds 6.8, 6.9).

    `believes_harm`: inside an agency, who raised it believes that a child may suffer significant harm
    (Beds 8.1).
    """

    tier: int
    reason: MoveReason
    due_at: datetime | None
    protect_by: datetime | None
    was_due_at: datetime | None
    calls: tuple[Called, ...]
    vacant: tuple[int, ...] = ()
    skipped: tuple[str, ...] = ()
    believes_harm: bool = False
    act: Literal["moved_up"] = "moved_up"


@dataclass(frozen=True)
class CalledAgain:
    """A call that nobody took up, or that led nowhere, is repeated; from the second time wider."""

    agency_id: int
    times: int
    also: tuple[int, ...]
    again_at: datetime | None
    act: Literal["called_again"] = "called_again"


@dataclass(frozen=True)
class CallDelivered:
    """
    The first message of a call has reached Slack, or a mail server; `due_at` where a late delivery moved it.
    """

    agency_id: int
    person: int
    due_at: datetime | None
    is_by_mail: bool = False
    act: Literal["call_delivered"] = "call_delivered"


@dataclass(frozen=True)
class ClockHeld:
    """The tier's time ran out before anyone could be called: it starts again."""

    due_at: datetime
    act: Literal["clock_held"] = "clock_held"


@dataclass(frozen=True)
class TimeRanOutAtTheTop:
    """The last tier's time ran out: its holders and the lead are called again each working day."""

    due_at: datetime | None
    act: Literal["time_ran_out_at_the_top"] = "time_ran_out_at_the_top"


@dataclass(frozen=True)
class TakenUp:
    """Somebody called says: I'm on it. Moves no clock."""

    agency_id: int
    speak_by: datetime
    act: Literal["taken_up"] = "taken_up"


@dataclass(frozen=True)
class ReachedByPhone:
    """Reported by the one who rang: an agency was reached. Stops its calls, confirms nothing."""

    agency_id: int
    act: Literal["reached_by_phone"] = "reached_by_phone"


@dataclass(frozen=True)
class HolderChanged:
    """Somebody else acts for an agency; None where nobody is left who could."""

    agency_id: int
    reason: ChangeReason
    leaving: tuple[int, ...]
    call: Called | None
    act: Literal["holder_changed"] = "holder_changed"


@dataclass(frozen=True)
class LookedAgain:
    """The challenged side has looked at its decision again (Beds 6.1); and what would change its view."""

    agency_id: int
    review: Review
    why: TextRef
    would_change: TextRef | None = None
    act: Literal["looked_again"] = "looked_again"
