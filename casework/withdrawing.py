"""Withdrawing what one has raised: ask, agree, or let it go on."""

from datetime import datetime

from casework import view, work
from casework.typed import Typed, check
from messages.facts import Withdrawal
from procedure import withdrawing
from procedure.acts import Consent
from procedure.case import State
from storage.engine import Database


def ask(
    database: Database, reference: str, why: str, *, identifiers_checked: bool, by: int, now: datetime
) -> None:
    """Record that the one who raised it wants to withdraw it, and ask who must agree."""
    check((Typed("why", why, 600),), identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        case.record(withdrawing.ask(case.case, by, case.keep(why), case.roster), by=by)


def answer(
    database: Database,
    reference: str,
    given: Consent,
    words: str,
    *,
    identifiers_checked: bool,
    by: int,
    now: datetime,
) -> State:
    """Record the answer of one who was asked to agree; return where that leaves it."""
    check((Typed("words", words, 600, is_required=False),), identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        kept = case.keep_if_any(words.strip())
        case.record(withdrawing.answer(case.case, by, given, kept, case.roster), by=by)
        return case.case.state


def asked(database: Database, reference: str, *, by: int, now: datetime) -> Withdrawal:
    """Return who wants to withdraw it and why, for somebody who may read it; Refused where nobody does."""
    with database.read() as connection:
        return view.withdrawal_of(view.readable(connection, reference, by, now))
