"""What a disagreement shows to be wrong with policy or with the procedure (London 11.3.2; Beds 2.3)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from procedure.acts.text import TextRef


@dataclass(frozen=True)
class PolicyIssueRaised:
    """A significant policy issue, referred urgently; `again_at` is when its holders are called again."""

    number: int
    words: TextRef
    holders: tuple[int, ...]
    again_at: datetime
    act: Literal["policy_issue_raised"] = "policy_issue_raised"


@dataclass(frozen=True)
class ProcedureProblemRaised:
    """The procedure itself does not work, which its leads must know to put it right."""

    number: int
    words: TextRef
    holders: tuple[int, ...]
    again_at: datetime
    act: Literal["procedure_problem_raised"] = "procedure_problem_raised"


@dataclass(frozen=True)
class PolicyCalledAgain:
    """Nobody has received it: whoever holds it now is called again."""

    number: int
    holders: tuple[int, ...]
    again_at: datetime
    act: Literal["policy_called_again"] = "policy_called_again"


@dataclass(frozen=True)
class PolicyReceived:
    """Somebody who holds it has it."""

    number: int
    act: Literal["policy_received"] = "policy_received"


@dataclass(frozen=True)
class PolicyDealtWith:
    """What the partnership, or the lead, did about it."""

    number: int
    words: TextRef
    act: Literal["policy_dealt_with"] = "policy_dealt_with"
