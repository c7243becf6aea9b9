"""The outcome: propose, confirm, pursue what is open, file, close (Beds 6.11; London 11.1.9)."""

from dataclasses import dataclass
from datetime import date, datetime

from casework import work
from casework.typed import Typed, check
from procedure import closing
from procedure.acts import Answer, Settlement
from procedure.case import State
from procedure.rung import answered_for
from storage.engine import Database

NOTHING_OPEN = frozenset({"nothing", "none", "no", "nil", "n/a", "-"})
"""What people write where nothing is still open; the form asks for "nothing"."""


@dataclass(frozen=True)
class Form:
    """The outcome form as sent."""

    how: Settlement
    agreed: str
    still_open: str
    safe: str
    answer: Answer
    identifiers_checked: bool


def propose(database: Database, reference: str, form: Form, *, by: int, now: datetime) -> None:
    """Put an outcome in writing for every agency to confirm; the first one stands."""
    typed = (
        Typed("agreed", form.agreed, 1000),
        Typed("open_issues", form.still_open, 600),
        Typed("safe", form.safe, 300),
    )
    check(typed, identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        proposal = closing.Proposal(
            how=form.how,
            agreed=case.keep(form.agreed),
            safe=case.keep(form.safe),
            issues=tuple(case.keep(issue) for issue in issues_in(form.still_open)),
            answer=form.answer,
        )
        case.record(closing.propose(case.case, by, proposal), by=by)


def answer(
    database: Database,
    reference: str,
    given: Answer,
    proposed_at: datetime,
    why: str = "",
    *,
    identifiers_checked: bool = False,
    by: int,
    now: datetime,
) -> State:
    """Record an agency's answer to the outcome proposed at an instant; return where that leaves it."""
    check((Typed("why", why, 600, is_required=False),), identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        kept = case.keep_if_any(why.strip())
        rung = answered_for(case.case, by, case.roster)
        case.record(closing.answer(case.case, by, given, proposed_at, kept, rung=rung), by=by)
        return case.case.state


def own_issue(
    database: Database, reference: str, issue: int, owner: int, on: date, *, by: int, now: datetime
) -> None:
    """Record who pursues what is still open, and by when."""
    with work.on(database, reference, now) as case:
        today = case.case.rules.calendar.local(now).date()
        case.record(closing.own_issue(case.case, by, issue, owner, on, today), by=by)


def file_copy(
    database: Database,
    reference: str,
    own_reference: str = "",
    *,
    identifiers_checked: bool = False,
    by: int,
    now: datetime,
) -> None:
    """Record an agency's word that its copy is on the child's file, and its own reference there, if any."""
    typed = Typed("own_reference", own_reference, 60, is_required=False)
    check((typed,), identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        kept = case.keep_if_any(own_reference)
        case.record(closing.file_copy(case.case, by, kept), by=by)


def close(database: Database, reference: str, *, by: int, now: datetime) -> None:
    """Close; Refused with everything that is missing."""
    with work.on(database, reference, now) as case:
        case.record(closing.close(case.case, by), by=by)


def issues_in(still_open: str) -> tuple[str, ...]:
    """Return the outstanding issues, one a line; none where the text says that nothing is open."""
    lines = [line.strip() for line in still_open.splitlines() if line.strip()]
    return tuple(line for line in lines if line.rstrip(".").lower() not in NOTHING_OPEN)
