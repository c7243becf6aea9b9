"""What keeps the child safe until it is settled, and whether it still does (London 11.3.3; Beds 2.4, 6.5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from procedure.acts.text import TextRef


@dataclass(frozen=True)
class SafetyArranged:
    """What keeps the child safe meanwhile, who holds it, and when it is looked at again."""

    kept_safe_by: TextRef
    holder: int
    agency_id: int
    check_at: datetime
    act: Literal["safety_arranged"] = "safety_arranged"


@dataclass(frozen=True)
class SafetyAsked:
    """The time to look again has come; `again_at` is when the lead hears of it if nobody has answered."""

    again_at: datetime
    act: Literal["safety_asked"] = "safety_asked"


@dataclass(frozen=True)
class SafetyUnanswered:
    """Nobody has said whether it holds: the lead is told."""

    act: Literal["safety_unanswered"] = "safety_unanswered"


@dataclass(frozen=True)
class SafetyHolds:
    """Somebody has looked: it holds, and is looked at again then."""

    check_at: datetime
    act: Literal["safety_holds"] = "safety_holds"


@dataclass(frozen=True)
class SafetyFailed:
    """It does not hold: the time is short until somebody says how soon it must be settled now."""

    due_at: datetime
    words: TextRef | None
    act: Literal["safety_failed"] = "safety_failed"
