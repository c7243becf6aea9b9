"""What follows once it is settled: issues pursued to their end (Beds 6.11)."""

from dataclasses import dataclass
from typing import Literal

from procedure.acts.text import TextRef


@dataclass(frozen=True)
class IssueDone:
    """An outstanding issue has been pursued to its end; the words say what was done (Beds 6.11)."""

    issue: int
    words: TextRef
    act: Literal["issue_done"] = "issue_done"
