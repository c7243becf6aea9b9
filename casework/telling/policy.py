"""Policy issues, and who still disagrees."""

from casework.telling.audience import Audiences, Telling, to_leads
from casework.telling.kinds import LEAD, LINE, TOLD
from procedure import acts, policy
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _raised(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), *_to_holders(after, len(after.policy_issues))]


def _called_again(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return _to_holders(after, entry.of(acts.PolicyCalledAgain).number)


def _to_holders(case: Case, number: int) -> list[Telling]:
    """They have no part, and hear of no more than that there is an issue."""
    issue = policy.issue_of(case, number)
    kind = "policy_issue" if issue.is_policy else "procedure_problem"
    return [Telling(f"{TOLD}:{kind}", person, number) for person in issue.holders]


def _dealt_with(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    number = entry.of(acts.PolicyDealtWith).number
    raised_by = policy.issue_of(after, number).raised_by
    told = [Telling(f"{TOLD}:policy_dealt_with", raised_by, number)] if raised_by != entry.by else []
    return [Telling(LINE), *told]


def _still_disagreed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """
    The area's leads, and the designated leads of their agency if it has a side: those of a supporter's
    have none. Inside an agency who watches over it.
    """
    leads = to_leads(after, roster, "still_disagreed")
    told = {each.person for each in leads} | {entry.by}
    agency = entry.of(acts.StillDisagreed).agency_id
    has_side = agency in after.agencies and not after.is_inside
    designated = [
        Telling(f"{LEAD}:still_disagreed", person)
        for person in (roster.designated_leads(agency) if has_side else ())
        if person not in told
    ]
    return [Telling(LINE), *leads, *designated]


AUDIENCES: Audiences = {
    acts.PolicyIssueRaised: _raised,
    acts.ProcedureProblemRaised: _raised,
    acts.PolicyCalledAgain: _called_again,
    acts.PolicyDealtWith: _dealt_with,
    acts.StillDisagreed: _still_disagreed,
}
