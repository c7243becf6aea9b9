"""What is known of an outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from procedure.acts import Answer, Settlement, TextRef


@dataclass(frozen=True)
class Issue:
    """
    What is still open after an outcome; `owner` and `by` say how it is pursued, `words` what was done in
    the end, once somebody has said so.
    """

    number: int
    text: TextRef
    owner: int | None = None
    by: date | None = None
    done_by: int | None = None
    done_at: datetime | None = None
    words: TextRef | None = None


@dataclass(frozen=True)
class Outcome:
    """
    A proposed outcome, and each agency's answer to it so far. `late_at` is when the lead was told who had
    not answered in time.
    """

    proposed_by: int
    proposed_at: datetime
    agency_id: int
    how: Settlement
    agreed: TextRef
    safe: TextRef
    issues: tuple[Issue, ...]
    answers: Mapping[int, Answer]
    answered_by: Mapping[int, int]
    late_at: datetime | None = None
