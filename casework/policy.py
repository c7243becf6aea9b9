"""Policy issues, problems of the procedure, and who still disagrees (London 11.3.2; Beds 2.3, 3.3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework import view, work
from casework.typed import Typed, check
from messages import facts
from procedure import dissent, ladder, policy, reopening
from procedure.acts import Act, TextRef
from procedure.refusal import Refused
from storage.engine import Database


class Kind(StrEnum):
    """What is reported: a matter of policy, or that the procedure itself does not work."""

    POLICY = "policy"
    PROCEDURE = "procedure"


@dataclass(frozen=True)
class Form:
    """The form in which it is reported, as sent."""

    kind: Kind
    words: str
    identifiers_checked: bool


_UNWRITTEN = TextRef("", "")
_RULES: Mapping[Kind, Callable[..., Act]] = {
    Kind.POLICY: policy.raise_issue,
    Kind.PROCEDURE: policy.raise_problem,
}


def report(database: Database, reference: str, form: Form, *, by: int, now: datetime) -> None:
    """Record a policy issue or a problem of the procedure; its holders are told at once."""
    check([Typed("words", form.words, 1000)], identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        words = case.keep(form.words)
        case.record(_RULES[form.kind](case.case, by, words, case.roster, now), by=by)


def receive(database: Database, reference: str, number: int, *, by: int, now: datetime) -> None:
    """Record that somebody who holds it has it: they are called no more."""
    with work.on(database, reference, now) as case:
        case.record(policy.receive(case.case, by, number), by=by)


def deal_with(
    database: Database,
    reference: str,
    number: int,
    words: str,
    *,
    identifiers_checked: bool,
    by: int,
    now: datetime,
) -> None:
    """Record what was done about it."""
    check([Typed("words", words, 1000)], identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        case.record(policy.deal_with(case.case, by, number, case.keep(words)), by=by)


def issue(database: Database, reference: str, number: int, *, by: int, now: datetime) -> facts.PolicyShown:
    """Return the issue alone to whoever holds it, and to those who may read the disagreement."""
    with database.read() as connection:
        shown = view.of(connection, reference, now)
        if not policy.may_read(shown.case, by, number):
            shown = view.readable(connection, reference, by, now)
        is_held = policy.may_read(shown.case, by, number)
        return view.policy_of(shown, policy.issue_of(shown.case, number), is_held=is_held)


def kinds(database: Database, reference: str, *, by: int, now: datetime) -> tuple[str, ...]:
    """Return what somebody may report; Refused where that is nothing."""
    with database.read() as connection:
        case = work.load(connection, reference, now)
        policy.raise_problem(case.case, by, _UNWRITTEN, case.roster, now)
        try:
            policy.raise_issue(case.case, by, _UNWRITTEN, case.roster, now)
        except Refused:
            return (Kind.PROCEDURE,)
        return tuple(Kind)


def still_disagree(
    database: Database, reference: str, words: str, *, identifiers_checked: bool, by: int, now: datetime
) -> None:
    """Record that somebody still disagrees, in their words; the leads hear that somebody does (Beds 3.3)."""
    check([Typed("words", words, 600)], identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        case.record(dissent.still_disagree(case.case, by, case.keep(words)), by=by)


def way_higher(database: Database, reference: str, *, by: int, now: datetime) -> str:
    """Return how somebody who still disagrees can take it further at once: `move_up`, `reopen`, or empty."""
    with database.read() as connection:
        case = work.load(connection, reference, now)
        rules = {
            "move_up": lambda: ladder.declare_unresolved(case.case, by, case.roster, now),
            "reopen": lambda: reopening.reopen(case.case, by, _UNWRITTEN, case.roster, now),
        }
        return next((way for way, rule in rules.items() if _allows(rule)), "")


def _allows(rule: Callable[[], object]) -> bool:
    try:
        rule()
    except Refused:
        return False
    return True
