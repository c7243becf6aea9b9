"""How a disagreement ends without an outcome, and how one that is over is opened again (Beds 3.3)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from procedure.acts.calls import Called
from procedure.acts.text import TextRef


class Consent(StrEnum):
    """What somebody asked to agree to a withdrawal answers."""

    AGREED = "agreed"
    GOES_ON = "goes_on"


@dataclass(frozen=True)
class WithdrawalAsked:
    """The one who raised it wants to withdraw it; `asked` must agree, and until then it all goes on."""

    why: TextRef
    asked: tuple[int, ...]
    act: Literal["withdrawal_asked"] = "withdrawal_asked"


@dataclass(frozen=True)
class WithdrawalAnswered:
    """One of those asked agrees that it is withdrawn, or does not, and it goes on."""

    answer: Consent
    words: TextRef | None = None
    act: Literal["withdrawal_answered"] = "withdrawal_answered"


@dataclass(frozen=True)
class Reopened:
    """
    What was settled or withdrawn is open again, at the tier where it was; its clocks start anew and the
    calls go out (Beds 3.3).
    """

    tier: int
    why: TextRef
    due_at: datetime
    calls: tuple[Called, ...]
    vacant: tuple[int, ...] = ()
    act: Literal["reopened"] = "reopened"
