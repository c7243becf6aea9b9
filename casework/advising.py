"""Advice that an agency has sought, or why it has not (London 11.1.6; Beds 6.10)."""

from dataclasses import dataclass
from datetime import datetime

from casework import work
from casework.typed import Typed, check
from procedure import advice
from storage.engine import Database

_ADVISER_MOST, _ADVICE_MOST, _WHY_MOST = 100, 1000, 400


@dataclass(frozen=True)
class Sought:
    """What the form says of advice that was sought; `adviser_words` name somebody who is not in Slack."""

    adviser: int | None
    adviser_words: str
    sought_at: datetime
    advice: str
    identifiers_checked: bool


def record_sought(database: Database, reference: str, form: Sought, *, by: int, now: datetime) -> None:
    """Record whom one's agency asked, when, and what was advised."""
    fields = (
        Typed("adviser_words", form.adviser_words, _ADVISER_MOST, is_required=False),
        Typed("advice", form.advice, _ADVICE_MOST),
    )
    check(fields, identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        act = advice.sought(
            case.case,
            by,
            form.adviser,
            case.keep_if_any(form.adviser_words),
            form.sought_at,
            case.keep(form.advice),
            now,
        )
        case.record(act, by=by)


def record_not_sought(
    database: Database, reference: str, why: str, *, identifiers_checked: bool, by: int, now: datetime
) -> None:
    """Record why one's agency has asked nobody."""
    check([Typed("why_not", why, _WHY_MOST)], identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        case.record(advice.not_sought(case.case, by, case.keep(why)), by=by)
