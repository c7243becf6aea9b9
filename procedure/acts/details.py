"""What is added after raising: what it is about, what was done before (London 11.1.1, 11.1.3; Beds 4, 5)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from procedure.acts.text import TextRef


class About(StrEnum):
    """What of another professional's it is about (London 11.1.3)."""

    DECISION = "decision"
    ACTION = "action"
    INACTION = "inaction"


class Meeting(StrEnum):
    """Out of what work together it was raised (London 11.1.1)."""

    DISCUSSION = "discussion"
    STRATEGY = "strategy"
    CORE_GROUP = "core_group"
    CONFERENCE = "conference"
    REVIEW = "review"
    OTHER = "other"


@dataclass(frozen=True)
class Answered:
    """What was typed to a question that is asked of one subject only."""

    question: str
    words: TextRef


@dataclass(frozen=True)
class Talk:
    """
    The talk with one's own manager: with whom, on which day, what they think; or why there was none
    (Beds 4.1). Each may be missing: nothing waits for it.
    """

    manager: int | None = None
    on: date | None = None
    view: TextRef | None = None
    why_not: TextRef | None = None


@dataclass(frozen=True)
class Detailed:
    """More about it, as the side that raised it has it now; a later version stands for the ones before."""

    version: int
    about: About | None = None
    subject: str = ""
    answers: tuple[Answered, ...] = ()
    chair: int | None = None
    meeting: Meeting | None = None
    met_on: date | None = None
    talk: Talk = Talk()
    act: Literal["detailed"] = "detailed"


@dataclass(frozen=True)
class OwnProcedureSaid:
    """An agency says whether it has begun its own escalation procedure as well (Beds 5)."""

    agency_id: int
    has_begun: bool
    act: Literal["own_procedure_said"] = "own_procedure_said"
