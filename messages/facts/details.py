"""More about a disagreement, as shown and as asked."""

from dataclasses import dataclass
from datetime import date

from messages.facts.people import Who


@dataclass(frozen=True)
class SubjectShown:
    """One thing that it can be about, with what is asked of it: (question, words)."""

    id: str
    stage: str
    words: str
    clause: str = ""
    copied_to: str = ""
    asks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Details:
    """More about it, as far as it is known; `answers` are (question, its words, what was typed)."""

    about: str = ""
    subject: SubjectShown | None = None
    answers: tuple[tuple[str, str, str], ...] = ()
    chair: Who | None = None
    meeting: str = ""
    met_on: date | None = None
    manager: Who | None = None
    talked_on: date | None = None
    manager_view: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class More:
    """What the form *More about it* shows; `chosen` is the subject chosen in it so far."""

    reference: str
    is_raising_side: bool
    in_danger: bool
    subjects: tuple[SubjectShown, ...]
    chosen: SubjectShown | None
    known: Details
    own_procedure: bool | None = None
