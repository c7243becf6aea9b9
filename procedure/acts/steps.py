"""What happens within a tier's time: its steps."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


class StepReason(StrEnum):
    """Why the next step of a tier's time began."""

    TIME_RAN_OUT = "time_ran_out"
    DISCUSSION_HELD = "discussion_held"


@dataclass(frozen=True)
class StepBegan:
    """
    The next step of the tier's time begins; nobody else is called for it. `since` is the instant from which
    its time counts: now, or when the discussion was held.
    """

    step: int
    reason: StepReason
    since: datetime
    due_at: datetime
    was_due_at: datetime | None
    act: Literal["step_began"] = "step_began"


@dataclass(frozen=True)
class DutyBegan:
    """Something is owed beside the tier's time, by each of these agencies for itself."""

    number: int
    duty: str
    agencies: tuple[int, ...]
    due_at: datetime
    act: Literal["duty_began"] = "duty_began"


@dataclass(frozen=True)
class DutyLate:
    """What was owed was not done in time by these agencies; it is owed still."""

    number: int
    agencies: tuple[int, ...]
    act: Literal["duty_late"] = "duty_late"


@dataclass(frozen=True)
class DutyDone:
    """Somebody says that their agency has done what it owed."""

    number: int
    agency_id: int
    act: Literal["duty_done"] = "duty_done"
