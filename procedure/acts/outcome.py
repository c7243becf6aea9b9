"""How it ends (Beds 2.6, 6.11; London 11.1.9)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from procedure.acts.text import TextRef


class Settlement(StrEnum):
    """How a disagreement was settled."""

    CHANGED = "changed"
    STANDS = "stands"
    NEW_PLAN = "new_plan"
    DECIDED_ABOVE = "decided_above"
    OVERTAKEN = "overtaken"


class Answer(StrEnum):
    """An agency's written answer to a proposed outcome (Beds 2.6, 6.11)."""

    AGREE = "agree"
    ACCEPT = "accept"
    DO_NOT_AGREE = "do_not_agree"


@dataclass(frozen=True)
class OutcomeProposed:
    """What was agreed, in writing, for every agency to confirm (Beds 6.11); an issue for each open line."""

    agency_id: int
    how: Settlement
    agreed: TextRef
    safe: TextRef
    issues: tuple[TextRef, ...]
    answer: Answer
    act: Literal["outcome_proposed"] = "outcome_proposed"


@dataclass(frozen=True)
class OutcomeAnswered:
    """
    An agency's answer to the proposed outcome; why, where it does not agree. `said_by`: who gave it by
    telephone to the one who recorded it, having no account.
    """

    agency_id: int
    answer: Answer
    why: TextRef | None = None
    said_by: int | None = None
    act: Literal["outcome_answered"] = "outcome_answered"


@dataclass(frozen=True)
class ConfirmationLate:
    """The area's time for the written confirmation is over, and these agencies have not answered."""

    agencies: tuple[int, ...]
    act: Literal["confirmation_late"] = "confirmation_late"


@dataclass(frozen=True)
class IssueOwned:
    """Who pursues an outstanding issue, and by when (Beds 6.11)."""

    issue: int
    owner: int
    by: date
    act: Literal["issue_owned"] = "issue_owned"


@dataclass(frozen=True)
class CopyFiled:
    """
    An agency says that its copy is on the child's file (London 11.1.9); `reference` is how that agency
    finds it there.
    """

    agency_id: int
    reference: TextRef | None = None
    act: Literal["copy_filed"] = "copy_filed"


@dataclass(frozen=True)
class Closed:
    """Every agency has confirmed, every issue has its owner, every copy is filed."""

    act: Literal["closed"] = "closed"
