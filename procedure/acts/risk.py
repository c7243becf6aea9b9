"""How soon the child needs it, and what is done meanwhile (London 11.1.4, 11.3.3; Beds 2.4, 6.5, 6.6)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from procedure.acts.text import TextRef


class Step(StrEnum):
    """A protective step: none of them ever waits for a clock (London 11.3.3; Beds 5)."""

    POLICE = "police"
    ALLOCATION = "allocation"
    STRATEGY_DISCUSSION = "strategy_discussion"
    CORE_GROUP = "core_group"
    CONFERENCE = "conference"
    REVIEW_CONFERENCE = "review_conference"
    OTHER = "other"


class Stands(StrEnum):
    """How far a protective step has come."""

    DONE = "done"
    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"


@dataclass(frozen=True)
class BroughtForward:
    """The child needs it sooner: protect-by, and so due, come forward."""

    protect_by: datetime
    due_at: datetime
    act: Literal["brought_forward"] = "brought_forward"


@dataclass(frozen=True)
class PutBackProposed:
    """One side holds that the child can wait longer, and why; None for the tier's own time. Moves nothing."""

    agency_id: int
    protect_by: datetime | None
    why: TextRef
    act: Literal["put_back_proposed"] = "put_back_proposed"


@dataclass(frozen=True)
class PutBackAnswered:
    """Another side's answer to that; one *no* ends it."""

    agency_id: int
    agrees: bool
    act: Literal["put_back_answered"] = "put_back_answered"


@dataclass(frozen=True)
class PutBack:
    """Every side has agreed: protect-by, and so due, are put back."""

    protect_by: datetime | None
    due_at: datetime
    act: Literal["put_back"] = "put_back"


@dataclass(frozen=True)
class RiskAnswered:
    """At each tier: how soon it must be settled now; None for the procedure's own time (Beds 2.4)."""

    protect_by: datetime | None
    due_at: datetime | None
    act: Literal["risk_answered"] = "risk_answered"


@dataclass(frozen=True)
class ProtectiveStep:
    """
    A step to protect the child was asked for, agreed, refused or done, whatever the clocks say (London
    11.3.3); `taken_at` is when, `by_whom` the agency or post that did so.
    """

    step: Step
    taken_at: datetime
    detail: TextRef | None
    stands: Stands = Stands.DONE
    by_whom: TextRef | None = None
    their_reference: TextRef | None = None
    act: Literal["protective_step"] = "protective_step"
