"""What follows once it is settled."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.changes.finding import Changes, author, with_issue


def _issue_done(case: Case, entry: Entry, act: acts.IssueDone) -> Case:
    return with_issue(case, act.issue, done_by=author(entry), done_at=entry.at, words=act.words)


CHANGES: Changes = {
    acts.IssueDone: _issue_done,
}
