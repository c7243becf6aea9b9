"""The outcome: proposed by one agency, confirmed and filed by each, closed (Beds 6.11; London 11.1.9)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from procedure import acts
from procedure.acts import Answer, Settlement, TextRef
from procedure.case import OVER, Case, Issue, Outcome, State
from procedure.ladder import part_of, require_open, speaks_for
from procedure.limits import end_of
from procedure.refusal import Refused
from procedure.rules import Rules
from procedure.rung import Rung


@dataclass(frozen=True)
class Proposal:
    """What the form says was agreed; one issue a line of what is still open, none where nothing is."""

    how: Settlement
    agreed: TextRef
    safe: TextRef
    issues: tuple[TextRef, ...]
    answer: Answer


class Missing(StrEnum):
    """What can stand between an agreed outcome and the closing."""

    OUTCOME = "outcome"
    CONFIRMATION = "confirmation"
    OWNER = "owner"
    COPY = "copy"


@dataclass(frozen=True)
class Owed:
    """One thing missing for the closing: of which agency, or for which issue."""

    missing: Missing
    agency_id: int | None = None
    issue: int | None = None


def propose(case: Case, by: int, proposal: Proposal) -> acts.OutcomeProposed:
    """
    Return an outcome for every agency to confirm. The first one stands until it is answered. Inside an
    agency the one who raised it may propose one too.
    """
    agency = _in_open(case, by)
    _require_among(case, tuple(dict.fromkeys([*case.acting(agency), *case.answering(agency)])), by)
    if case.outcome is not None:
        raise Refused("outcome_proposed_already", person=case.outcome.proposed_by)
    if proposal.answer is Answer.DO_NOT_AGREE:
        raise Refused("own_outcome_not_agreed", field="answer")
    return acts.OutcomeProposed(
        agency_id=agency,
        how=proposal.how,
        agreed=proposal.agreed,
        safe=proposal.safe,
        issues=proposal.issues,
        answer=proposal.answer,
    )


def answer(
    case: Case,
    by: int,
    given: Answer,
    proposed_at: datetime,
    why: TextRef | None = None,
    *,
    rung: Rung | None = None,
) -> acts.OutcomeAnswered:
    """
    Return an agency's answer, by whoever acts for it at the tier reached. Saying nothing is not
    agreeing; one *we do not agree*, with its reason, takes the proposal off the table and the clocks run on.
    `proposed_at` says which proposal was read: another one that has come since is refused. `rung` is for whom
    it is given, by somebody who rang them.
    """
    if rung is None:
        agency = _in_open(case, by)
        _require_among(case, case.answering(agency), by)
    else:
        require_open(case)
        agency = rung.agency_id
    outcome = _outcome(case)
    if outcome.proposed_at != proposed_at:
        raise Refused("another_outcome")
    if agency in outcome.answers:
        raise Refused("answered_already", person=outcome.answered_by[agency])
    if given is Answer.DO_NOT_AGREE and why is None:
        raise Refused("say_why", field="why")
    return acts.OutcomeAnswered(agency, given, why, said_by=rung.person if rung else None)


def confirm_by(rules: Rules, outcome: Outcome) -> datetime:
    """Return until when each agency confirms an outcome, in the area's time (Beds 6.11)."""
    return end_of(rules.area.confirmation, outcome.proposed_at, rules.calendar)


def confirmation_late(case: Case) -> acts.ConfirmationLate:
    """Return which agencies have not confirmed the outcome in the area's time."""
    answers = _outcome(case).answers
    return acts.ConfirmationLate(tuple(agency for agency in case.agencies if agency not in answers))


def own_issue(case: Case, by: int, issue: int, owner: int, on: date, today: date) -> acts.IssueOwned:
    """Return who pursues an outstanding issue, and by when (Beds 6.11); the owner has a part."""
    _undone(case, by, issue)
    if case.agency_of(owner) is None:
        raise Refused("owner_has_no_part", field="owner")
    if on < today:
        raise Refused("in_past", field="by")
    return acts.IssueOwned(issue, owner, on)


def finish_issue(case: Case, by: int, issue: int, words: TextRef) -> acts.IssueDone:
    """
    Return that an outstanding issue has been pursued to its end, by anyone with a part; also after the
    closing, which ends nothing that was left open (Beds 6.11).
    """
    if _undone(case, by, issue) not in case.settled_issues:
        raise Refused("not_agreed_yet")
    return acts.IssueDone(issue, words)


def file_copy(case: Case, by: int, reference: TextRef | None = None) -> acts.CopyFiled:
    """
    Return an agency's word that its copy is on the child's file, with its own reference there, if it gives
    one (London 11.1.9).
    """
    agency = speaks_for(case, by)
    if case.state not in (State.AGREED, State.WITHDRAWN):
        raise Refused("not_agreed_yet" if case.state is State.OPEN else f"is_{case.state}")
    if agency not in case.agencies:
        raise Refused("not_an_agency_of_the_case")
    if agency in case.filed:
        raise Refused("filed_already")
    return acts.CopyFiled(agency, reference)


def close(case: Case, by: int) -> acts.Closed:
    """Return the closing; Refused with all that is missing at once, and for no other reason."""
    speaks_for(case, by)
    if case.state in OVER:
        raise Refused(f"is_{case.state}")
    missing = missing_for_closing(case)
    if missing:
        raise Refused("not_ready_to_close", missing=missing)
    return acts.Closed()


def missing_for_closing(case: Case) -> tuple[Owed, ...]:
    """Return what is missing for the closing, in the order in which it is asked for."""
    if case.outcome is None:
        return (Owed(Missing.OUTCOME),)
    outcome = case.outcome
    return (
        *(Owed(Missing.CONFIRMATION, agency) for agency in case.agencies if agency not in outcome.answers),
        *(
            Owed(Missing.OWNER, issue=issue.number)
            for issue in outcome.issues
            if issue.owner is None and not issue.done_at
        ),
        *(Owed(Missing.COPY, agency) for agency in case.unfiled),
    )


def _undone(case: Case, by: int, number: int) -> Issue:
    """The issue that somebody with a part speaks of, which nobody has said is done."""
    speaks_for(case, by)
    found = next((issue for issue in case.issues if issue.number == number), None)
    if found not in case.settled_issues and case.state in OVER:
        raise Refused(f"is_{case.state}")
    if found is None:
        raise Refused("no_such_issue" if case.outcome or case.past_outcomes else "no_outcome", field="issue")
    if found.done_at is not None:
        raise Refused("issue_done_already", field="issue", person=found.done_by)
    return found


def _in_open(case: Case, by: int) -> int:
    agency = part_of(case, by)
    if case.state is not State.OPEN:
        raise Refused(f"is_{case.state}")
    if agency not in case.agencies:
        raise Refused("not_an_agency_of_the_case")
    return agency


def _require_among(case: Case, people: tuple[int, ...], by: int) -> None:
    if by not in people:
        raise Refused("not_the_raiser" if case.is_inside else "not_acting", people=people)


def _outcome(case: Case) -> Outcome:
    if case.outcome is None:
        raise Refused("no_outcome")
    return case.outcome
