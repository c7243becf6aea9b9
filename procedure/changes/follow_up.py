"""What follows once it is settled."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.changes.finding import Changes, with_issue
from procedure.copying import replace


def _issue_done(case: Case, entry: Entry, act: acts.IssueDone) -> Case:
    return with_issue(case, act.issue, done_by=entry.author, done_at=entry.at, words=act.words)


def _raiser_told(case: Case, entry: Entry, act: acts.RaiserTold) -> Case:
    return replace(case, raiser_told=entry)


def _lessons_referred(case: Case, entry: Entry, act: acts.LessonsReferred) -> Case:
    return replace(case, lessons=entry)


CHANGES: Changes = {
    acts.LessonsReferred: _lessons_referred,
    acts.RaiserTold: _raiser_told,
    acts.IssueDone: _issue_done,
}
