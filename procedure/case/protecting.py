"""What is known of advice, of what keeps the child safe, and of what goes beyond the case."""

from dataclasses import dataclass
from datetime import datetime

from procedure import acts
from procedure.acts import TextRef


@dataclass(frozen=True)
class Advice:
    """What an agency has said at a tier about the advice that it should seek."""

    tier: int
    at: datetime
    by: int
    act: acts.AdviceSought | acts.AdviceNotSought

    @property
    def agency_id(self) -> int:
        """The agency."""
        return self.act.agency_id


@dataclass(frozen=True)
class PuttingBack:
    """A proposal that the child can wait, for the tier's own time if it names none, and who agrees so far."""

    proposed_by: int
    proposed_at: datetime
    protect_by: datetime | None
    why: TextRef
    agreed: tuple[int, ...]


@dataclass(frozen=True)
class Safety:
    """
    What keeps the child safe meanwhile, who holds it, and when it is looked at again. `asked_at` is since
    when an answer is missing, `again_at` when the lead hears of that; None once they have.
    """

    what: TextRef
    arranged_by: int
    arranged_at: datetime
    holder: int
    agency_id: int
    check_at: datetime
    asked_at: datetime | None = None
    again_at: datetime | None = None

    @property
    def is_unanswered(self) -> bool:
        """Whether the lead has been told that nobody has looked."""
        return self.asked_at is not None and self.again_at is None


@dataclass(frozen=True)
class PolicyIssue:
    """
    A policy issue, or a problem of the procedure itself: who holds it, when they are called again, who has
    received it, and what was done about it.
    """

    number: int
    is_policy: bool
    words: TextRef
    raised_by: int
    raised_at: datetime
    holders: tuple[int, ...]
    again_at: datetime | None
    received_by: int | None = None
    received_at: datetime | None = None
    answer: TextRef | None = None
    answered_by: int | None = None
    answered_at: datetime | None = None
