"""The daily message to safeguarding leads."""

from dataclasses import dataclass
from datetime import datetime

from messages.facts.outcome import IssueDue
from messages.facts.undelivered import Undelivered


@dataclass(frozen=True)
class DigestLine:
    """One disagreement in the digest: posts and agencies only, no person's name."""

    reference: str
    tier: str
    due_at: datetime | None = None
    agency: str = ""
    kind: str = ""
    times: int = 0
    reason: str = ""
    title: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """Where to go with what has a procedure of its own: (area, its words)."""

    door: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Digest:
    """The daily summary to a safeguarding lead."""

    area: str
    at: datetime
    since: datetime
    overdue: tuple[DigestLine, ...] = ()
    today: tuple[DigestLine, ...] = ()
    moved: tuple[DigestLine, ...] = ()
    unsafe: tuple[DigestLine, ...] = ()
    policy: tuple[DigestLine, ...] = ()
    vacant: tuple[tuple[str, str], ...] = ()
    unanswered: tuple[tuple[str, str], ...] = ()
    disowned: tuple[tuple[str, str], ...] = ()
    undelivered: tuple[Undelivered, ...] = ()
    approvals: int = 0
    confirmations: tuple[tuple[str, int], ...] = ()
    copies: int = 0
    issues: tuple[IssueDue, ...] = ()
    unconfirmed: tuple[tuple[int, str, str], ...] = ()
    new: int = 0
    closed: tuple[str, ...] = ()
    open_by_tier: tuple[tuple[str, int], ...] = ()
    elsewhere: tuple[tuple[str, int], ...] = ()
    digest_number: str = ""
    older_rules: int = 0

    @property
    def open(self) -> int:
        """How many disagreements are open."""
        return sum(count for _, count in self.open_by_tier)
