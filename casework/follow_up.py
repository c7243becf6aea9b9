"""What follows once it is settled: issues pursued, the one who raised it told (Beds 2.6, 6.11)."""

from datetime import datetime

from casework import work
from casework.typed import Typed, check
from procedure import closing, follow_up
from procedure.acts import RaiserAnswer
from storage.engine import Database


def finish_issue(
    database: Database,
    reference: str,
    issue: int,
    words: str,
    *,
    identifiers_checked: bool,
    by: int,
    now: datetime,
) -> None:
    """Record that an outstanding issue has been pursued to its end, and what was done."""
    check((Typed("words", words, 600),), identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        case.record(closing.finish_issue(case.case, by, issue, case.keep(words)), by=by)


def tell_raiser(
    database: Database,
    reference: str,
    answer: RaiserAnswer,
    words: str,
    *,
    identifiers_checked: bool,
    by: int,
    now: datetime,
) -> None:
    """Record that the one who raised it knows how it was settled, and what they say to it."""
    check((Typed("words", words, 600, is_required=False),), identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        kept = case.keep_if_any(words.strip())
        case.record(follow_up.raiser_told(case.case, by, answer, kept), by=by)
