"""How it ends."""

from procedure import acts
from procedure.acts import Answer, Entry
from procedure.case import Case, Issue, Outcome, State
from procedure.changes.finding import Changes, with_issue
from procedure.copying import replace


def _outcome_proposed(case: Case, entry: Entry, act: acts.OutcomeProposed) -> Case:
    first = 1 + sum(len(outcome.issues) for outcome in case.past_outcomes)
    issues = tuple(Issue(number, text) for number, text in enumerate(act.issues, start=first))
    person = entry.author
    answers = person in case.answering(act.agency_id)
    outcome = Outcome(
        proposed_by=person,
        proposed_at=entry.at,
        agency_id=act.agency_id,
        how=act.how,
        agreed=act.agreed,
        safe=act.safe,
        issues=issues,
        answers={act.agency_id: act.answer} if answers else {},
        answered_by={act.agency_id: person} if answers else {},
    )
    return _settled(replace(case, outcome=outcome), entry)


def _outcome_answered(case: Case, entry: Entry, act: acts.OutcomeAnswered) -> Case:
    if act.answer is Answer.DO_NOT_AGREE:
        return replace(case, outcome=None, refusals=(*case.refusals, entry))
    outcome = _the_outcome(case)
    answers = {**outcome.answers, act.agency_id: act.answer}
    answered_by = {**outcome.answered_by, act.agency_id: act.said_by or entry.author}
    changed = replace(outcome, answers=answers, answered_by=answered_by)
    return _settled(replace(case, outcome=changed), entry)


def _settled(case: Case, entry: Entry) -> Case:
    """
    The last agency's confirmation stops the clocks; whoever answered and has no side any more, as it was
    raised for somebody of another agency, is one too many and no hindrance.
    """
    if not set(_the_outcome(case).answers) >= set(case.agencies):
        return case
    return replace(case, state=State.AGREED, due_at=None, withdrawal=None, ended_at=entry.at)


def _confirmation_late(case: Case, entry: Entry, act: acts.ConfirmationLate) -> Case:
    return replace(case, outcome=replace(_the_outcome(case), late_at=entry.at))


def _issue_owned(case: Case, entry: Entry, act: acts.IssueOwned) -> Case:
    return with_issue(case, act.issue, owner=act.owner, by=act.by)


def _copy_filed(case: Case, entry: Entry, act: acts.CopyFiled) -> Case:
    return replace(case, filed={**case.filed, act.agency_id: entry.at})


def _closed(case: Case, entry: Entry, act: acts.Closed) -> Case:
    return replace(case, state=State.CLOSED, ended_at=entry.at)


def _the_outcome(case: Case) -> Outcome:
    if case.outcome is None:
        raise LookupError(f"{case.reference} has no outcome to speak of")
    return case.outcome


CHANGES: Changes = {
    acts.OutcomeProposed: _outcome_proposed,
    acts.OutcomeAnswered: _outcome_answered,
    acts.ConfirmationLate: _confirmation_late,
    acts.IssueOwned: _issue_owned,
    acts.CopyFiled: _copy_filed,
    acts.Closed: _closed,
}
