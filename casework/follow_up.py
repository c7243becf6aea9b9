"""What follows once it is settled: outstanding issues pursued to their end (Beds 6.11)."""

from datetime import datetime

from casework import work
from casework.typed import Typed, check
from procedure import closing
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
