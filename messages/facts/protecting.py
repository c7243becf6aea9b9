"""What protects the child meanwhile, as shown: steps, reviews, advice, dissent, policy issues."""

from dataclasses import dataclass
from datetime import datetime

from messages.facts.people import Choice, Who


@dataclass(frozen=True)
class StepShown:
    """A protective step: what, how far it has come, when, and what was typed of it."""

    at: datetime
    step: str
    stands: str
    texts: tuple[str, ...] = ()
    has_reference: bool = False


@dataclass(frozen=True)
class ReviewShown:
    """What the challenged side found when it looked again, why, and what would change its view."""

    by: Who
    review: str
    why: str
    would_change: str = ""


@dataclass(frozen=True)
class AdviceShown:
    """
    What an agency has said of the advice that it should seek; `at` is when it was sought, or when it was said
    why not, None where nothing is said yet. `text` is the advice, or the reason.
    """

    agency: str
    at: datetime | None = None
    was_sought: bool = False
    adviser: Who | None = None
    adviser_words: str = ""
    text: str = ""


@dataclass(frozen=True)
class PutBackShown:
    """A proposal that the child can wait longer: until when, instead of when, why, and who has to answer."""

    reference: str
    proposed_by: Who
    proposed_at: datetime
    until: datetime
    protect_by: datetime | None
    why: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class SafetyShown:
    """Who holds what keeps the child safe meanwhile, and when it is looked at again."""

    holder: Who
    check_at: datetime
    is_asked: bool = False


@dataclass(frozen=True)
class PolicyShown:
    """
    A policy issue (`kind` policy) or a problem of the procedure, by itself: nothing of the disagreement.
    `is_held` says that whoever reads it is asked to receive it, and to say what was done.
    """

    reference: str
    number: int
    kind: str
    raised_at: datetime
    words: str
    received_by: Who | None = None
    received_at: datetime | None = None
    answer: str = ""
    answered_by: Who | None = None
    is_held: bool = False


@dataclass(frozen=True)
class DissentShown:
    """Who still disagrees, since when, and their words."""

    by: Who
    at: datetime
    words: str


@dataclass(frozen=True)
class Risk:
    """What is asked of the risk, and whether the time is short until somebody answers."""

    choices: tuple[Choice, ...]
    is_short: bool


@dataclass(frozen=True)
class PutBackForm:
    """What the form offers of how long the child can wait, and until when protect-by stands now."""

    choices: tuple[Choice, ...]
    protect_by: datetime


@dataclass(frozen=True)
class SafetyForm:
    """Who can hold what keeps the child safe, when it is looked at again, and what keeps them safe so far."""

    people: tuple[Who, ...]
    check_at: datetime
    safe: str = ""
