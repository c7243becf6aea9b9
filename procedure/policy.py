"""Policy issues and problems of the procedure: who holds them, until they are dealt with (London 11.3.2)."""

from datetime import datetime

from procedure import acts
from procedure.acts import TextRef, Way
from procedure.case import Case, PolicyIssue, State
from procedure.ladder import PARTNERSHIP_KIND, part_of
from procedure.refusal import Refused
from procedure.roster import Roster
from procedure.written import HeldBy


def raise_issue(case: Case, by: int, words: TextRef, roster: Roster, now: datetime) -> acts.PolicyIssueRaised:
    """
    Return a significant policy issue, referred at once to the partnership while the disagreement goes on
    (London 11.3.2); to the safeguarding leads where the partnership is no tier (Beds 2.3). Managers raise
    it once it is with them, designated and safeguarding leads at any time.
    """
    _require_shared(case)
    if not _is_for_managers(case, by, roster):
        part_of(case, by)
        raise Refused("not_for_managers")
    return acts.PolicyIssueRaised(_next(case), words, _partnership(case, roster), _again_at(case, now))


def raise_problem(
    case: Case, by: int, words: TextRef, roster: Roster, now: datetime
) -> acts.ProcedureProblemRaised:
    """Return that the procedure does not work, which anyone with a part may tell the leads (Beds 2.3)."""
    _require_shared(case)
    if by not in roster.safeguarding_leads():
        part_of(case, by)
    holders = roster.safeguarding_leads()
    return acts.ProcedureProblemRaised(_next(case), words, holders, _again_at(case, now))


def call_again(case: Case, number: int, roster: Roster, now: datetime) -> acts.PolicyCalledAgain:
    """Return that it is called again, to whoever holds it by now; each working day until it is received."""
    issue = issue_of(case, number)
    holders = _partnership(case, roster) if issue.is_policy else roster.safeguarding_leads()
    return acts.PolicyCalledAgain(number, holders, _again_at(case, now))


def receive(case: Case, by: int, number: int) -> acts.PolicyReceived:
    """Return that somebody who holds it has it."""
    issue = _held(case, by, number)
    if issue.received_by is not None:
        raise Refused("policy_received_already", person=issue.received_by)
    return acts.PolicyReceived(number)


def deal_with(case: Case, by: int, number: int, words: TextRef) -> acts.PolicyDealtWith:
    """Return what was done about it; whoever says so has received it, too."""
    issue = _held(case, by, number)
    if issue.answer is not None:
        raise Refused("policy_dealt_with_already")
    return acts.PolicyDealtWith(number, words)


def issue_of(case: Case, number: int) -> PolicyIssue:
    """Return a policy issue or problem by its number; Refused where there is none."""
    found = next((issue for issue in case.policy_issues if issue.number == number), None)
    if found is None:
        raise Refused("no_such_policy_issue")
    return found


def may_read(case: Case, by: int, number: int) -> bool:
    """Whether somebody holds it: they read its text, and nothing of the disagreement."""
    return by in issue_of(case, number).holders


def _held(case: Case, by: int, number: int) -> PolicyIssue:
    if not may_read(case, by, number):
        raise Refused("not_yours_to_receive")
    return issue_of(case, number)


def _is_for_managers(case: Case, by: int, roster: Roster) -> bool:
    if by in roster.safeguarding_leads():
        return True
    agency = case.agency_of(by)
    if agency is None:
        return False
    called = {person for call in case.calls for person in call.people}
    is_manager = case.tier_index > 0 and (by in called or by in case.acting(agency))
    return is_manager or by in roster.designated_leads(agency)


def _partnership(case: Case, roster: Roster) -> tuple[int, ...]:
    """Whoever holds the partnership's own tier; the leads where there is none, or nobody can be reached."""
    tiers = {tier.id for tier in case.rules.procedure.tiers if tier.held_by is HeldBy.PARTNERSHIP}
    bodies = {body.id for body in roster.agencies_of_kind(PARTNERSHIP_KIND)}
    posts = [post for post in roster.posts.values() if post.tier in tiers and post.agency_id in bodies]
    found = [roster.acting_here(post) for post in posts]
    holders = dict.fromkeys(person for people in found for person in people)
    return tuple(holders) or roster.safeguarding_leads()


def _next(case: Case) -> int:
    return len(case.policy_issues) + 1


def _again_at(case: Case, now: datetime) -> datetime:
    return case.rules.calendar.next_at(now, case.rules.area.call_again_at)


def _require_shared(case: Case) -> None:
    """Of a written concern nobody hears but the one to whom it was written (Beds 8.2)."""
    if case.way is Way.CONCERN:
        raise Refused("stays_private")
    if case.state is State.TAKEN_BACK:
        raise Refused("is_taken_back")
