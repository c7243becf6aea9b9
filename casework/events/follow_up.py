"""What follows once it is settled."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _issue_done(act: acts.IssueDone, shown: View, subject: int) -> Facts:
    return {"number": act.issue}


def _raiser_told(act: acts.RaiserTold, shown: View, subject: int) -> Facts:
    return {"detail": act.answer}


def _lessons_referred(act: acts.LessonsReferred, shown: View, subject: int) -> Facts:
    return {"detail": act.body}


SPECIFIC: Specifics = {
    acts.LessonsReferred: _lessons_referred,
    acts.RaiserTold: _raiser_told,
    acts.IssueDone: _issue_done,
}
