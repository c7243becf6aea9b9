"""Policy issues, and who still disagrees."""

from typing import Any

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case, PolicyIssue
from procedure.changes.finding import Changes
from procedure.copying import replace


def _raised(case: Case, entry: Entry, act: acts.PolicyIssueRaised | acts.ProcedureProblemRaised) -> Case:
    issue = PolicyIssue(
        number=act.number,
        is_policy=isinstance(act, acts.PolicyIssueRaised),
        words=act.words,
        raised_by=entry.author,
        raised_at=entry.at,
        holders=act.holders,
        again_at=act.again_at,
    )
    return replace(case, policy_issues=(*case.policy_issues, issue))


def _called_again(case: Case, entry: Entry, act: acts.PolicyCalledAgain) -> Case:
    known = next(issue for issue in case.policy_issues if issue.number == act.number)
    holders = tuple(dict.fromkeys([*known.holders, *act.holders]))
    return _changed(case, act.number, holders=holders, again_at=act.again_at)


def _received(case: Case, entry: Entry, act: acts.PolicyReceived) -> Case:
    return _changed(case, act.number, received_by=entry.author, received_at=entry.at, again_at=None)


def _dealt_with(case: Case, entry: Entry, act: acts.PolicyDealtWith) -> Case:
    known = next(issue for issue in case.policy_issues if issue.number == act.number)
    case = case if known.received_by is not None else _received(case, entry, acts.PolicyReceived(act.number))
    return _changed(case, act.number, answer=act.words, answered_by=entry.author, answered_at=entry.at)


def _still_disagreed(case: Case, entry: Entry, act: acts.StillDisagreed) -> Case:
    return replace(case, dissents=(*case.dissents, entry))


def _changed(case: Case, number: int, **changes: Any) -> Case:
    issues = tuple(
        replace(issue, **changes) if issue.number == number else issue for issue in case.policy_issues
    )
    return replace(case, policy_issues=issues)


CHANGES: Changes = {
    acts.PolicyIssueRaised: _raised,
    acts.ProcedureProblemRaised: _raised,
    acts.PolicyCalledAgain: _called_again,
    acts.PolicyReceived: _received,
    acts.PolicyDealtWith: _dealt_with,
    acts.StillDisagreed: _still_disagreed,
}
