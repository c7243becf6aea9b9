"""What follows once it is settled: issues, the one who raised it, wider learning (Beds 2.6, 6.11, 7.1)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from procedure.acts.text import TextRef


class RaiserAnswer(StrEnum):
    """What the one who raised it says to how it was settled (Beds 2.6)."""

    CONTENT = "content"
    ACCEPT = "accept"
    STILL_DISAGREE = "still_disagree"


@dataclass(frozen=True)
class RaiserTold:
    """The one who raised it knows how it was settled, and says whether they are content (Beds 2.6)."""

    answer: RaiserAnswer
    words: TextRef | None = None
    act: Literal["raiser_told"] = "raiser_told"


@dataclass(frozen=True)
class IssueDone:
    """An outstanding issue has been pursued to its end; the words say what was done (Beds 6.11)."""

    issue: int
    words: TextRef
    act: Literal["issue_done"] = "issue_done"


@dataclass(frozen=True)
class LessonsReferred:
    """A safeguarding lead refers it for wider learning, with a summary that identifies nobody (Beds 7.1)."""

    body: str
    summary: TextRef
    act: Literal["lessons_referred"] = "lessons_referred"
