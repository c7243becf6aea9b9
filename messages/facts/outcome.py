"""How a disagreement was settled, as shown, and all that follows it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from messages.facts.people import Who


@dataclass(frozen=True)
class IssueShown:
    """One outstanding issue: who pursues it and by when, and what was done, once that is known."""

    number: int
    text: str
    owner: Who | None = None
    by: date | None = None
    done_at: datetime | None = None
    done_by: Who | None = None
    words: str = ""


@dataclass(frozen=True)
class NotAgreed:
    """An agency's *we do not agree* to an outcome that was proposed, and why."""

    agency: str
    by: Who
    at: datetime
    why: str


@dataclass(frozen=True)
class RaiserSaid:
    """What the one who raised it says to how it was settled; `answer` as in `procedure.acts`."""

    who: Who
    at: datetime
    answer: str
    words: str


@dataclass(frozen=True)
class Withdrawal:
    """That the one who raised it wants to withdraw it, and why."""

    reference: str
    who: Who
    at: datetime
    why: str


@dataclass(frozen=True)
class Reopening:
    """That what was over has been opened again, and why."""

    by: Who
    at: datetime
    why: str


@dataclass(frozen=True)
class OutcomeShown:
    """
    A proposed outcome with its texts and each agency's answer so far (agency, answer or empty, who);
    `headings` are those of the area's own template for the written confirmation, if it has one. `rung` is who
    has no account, so that whoever reads this rings them for their answer.
    """

    reference: str
    proposed_by: Who
    proposed_at: datetime
    how: str
    agreed: str
    safe: str
    issues: tuple[IssueShown, ...]
    answers: tuple[tuple[str, str, Who | None], ...]
    confirm_by: datetime | None = None
    way: str = "between"
    headings: tuple[str, ...] = ()
    rung: Who | None = None


class Lacking(StrEnum):
    """What stands between an agreed outcome and the closing."""

    OUTCOME = "outcome"
    CONFIRMATION = "confirmation"
    OWNER = "owner"
    COPY = "copy"


@dataclass(frozen=True)
class Still:
    """One thing missing for the closing: of which agency, or for which issue."""

    what: str
    agency: str = ""
    number: int = 0


@dataclass(frozen=True)
class IssueDue:
    """An outstanding issue whose day has come, in the digest: which agency pursues it, and by when."""

    reference: str
    number: int
    by: date
    agency: str
