"""How it ends."""

from casework.events.specific import Facts, Specifics
from casework.view import View, answering_name
from procedure import acts
from procedure.rung import to_be_rung


def _proposed(act: acts.OutcomeProposed, shown: View, subject: int) -> Facts:
    """To leads it says who would answer for the agency that is its subject, and has to be rung."""
    told = {"agency": shown.agency(act.agency_id), "detail": act.how, "names": _unanswered(shown)}
    return told | ({"agency": shown.agency(subject)} | to_ring(shown, subject) if subject else {})


def _answered(act: acts.OutcomeAnswered, shown: View, subject: int) -> Facts:
    answering = answering_name(shown, act.agency_id)
    said_by = shown.everyone([act.said_by] if act.said_by is not None else [])
    return {"agency": answering, "detail": act.answer, "names": _unanswered(shown), "people": said_by}


def _confirmation_late(act: acts.ConfirmationLate, shown: View, subject: int) -> Facts:
    return {"names": tuple(shown.agency(each) for each in act.agencies)} | to_ring(shown)


def to_ring(shown: View, agency_id: int | None = None) -> Facts:
    """Who has to be rung for an answer to the outcome, of one agency or of all, and when it was proposed."""
    rung = to_be_rung(shown.case, shown.roster)
    people = [each.person for each in rung if agency_id in (None, each.agency_id)]
    if not people or shown.case.outcome is None:
        return {}
    return {"people": shown.everyone(people), "until": shown.local(shown.case.outcome.proposed_at)}


def _issue_owned(act: acts.IssueOwned, shown: View, subject: int) -> Facts:
    return {"number": act.issue, "people": shown.everyone([act.owner]), "on": act.by}


def _filed(act: acts.CopyFiled, shown: View, subject: int) -> Facts:
    unfiled = tuple(shown.agency(each) for each in shown.case.unfiled)
    return {"agency": shown.agency(act.agency_id), "names": unfiled}


def _unanswered(shown: View) -> tuple[str, ...]:
    outcome = shown.case.outcome
    return tuple(
        answering_name(shown, each) for each in shown.case.agencies if outcome and each not in outcome.answers
    )


SPECIFIC: Specifics = {
    acts.OutcomeProposed: _proposed,
    acts.OutcomeAnswered: _answered,
    acts.ConfirmationLate: _confirmation_late,
    acts.IssueOwned: _issue_owned,
    acts.CopyFiled: _filed,
}
