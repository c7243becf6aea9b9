"""How it was settled, who answered what, and what is still missing."""

from collections.abc import Iterable

from casework.view.seen import View
from messages import facts
from messages.facts import Who
from procedure import acts, closing
from procedure.acts import Entry
from procedure.case import Issue, Outcome
from procedure.refusal import Refused


def answering_name(shown: View, agency_id: int) -> str:
    """Return whose an answer to an outcome is: the agency's; inside one, of the person who raised it."""
    if not shown.case.is_inside:
        return shown.agency(agency_id)
    names = (shown.who(person).name for person in shown.case.answering(agency_id))
    return next(names, shown.agency(agency_id))


def outcome_of(shown: View) -> facts.OutcomeShown | None:
    """Return the outcome that stands, with each agency's answer so far."""
    found = shown.case.outcome
    return outcome_shown(shown, found) if found is not None else None


def outcome_shown(shown: View, found: Outcome) -> facts.OutcomeShown:
    """Return an outcome, as proposed, agreed or superseded, with each agency's answer."""
    return facts.OutcomeShown(
        reference=shown.case.reference,
        proposed_by=shown.who(found.proposed_by),
        proposed_at=shown.local(found.proposed_at),
        how=found.how,
        agreed=shown.body(found.agreed),
        safe=shown.body(found.safe),
        issues=tuple(_issue(shown, issue) for issue in found.issues),
        answers=tuple(
            (
                answering_name(shown, agency),
                found.answers.get(agency, ""),
                _answerer(shown, found, agency),
            )
            for agency in shown.case.agencies
        ),
        way=shown.case.way,
        headings=shown.case.rules.area.confirmation_headings,
        confirm_by=shown.local(closing.confirm_by(shown.case.rules, found)),
    )


def refusals_of(shown: View) -> tuple[facts.NotAgreed, ...]:
    """Return who did not agree to an outcome that was proposed, and why, in their order."""
    return tuple(_not_agreed(shown, entry) for entry in shown.case.refusals)


def withdrawal_of(shown: View) -> facts.Withdrawal:
    """Return who wants it withdrawn and why; Refused where nobody does."""
    entry = shown.case.withdrawal
    if entry is None:
        raise Refused("no_withdrawal")
    why = shown.body(entry.of(acts.WithdrawalAsked).why)
    return facts.Withdrawal(shown.case.reference, shown.who(shown.case.raised_by), shown.local(entry.at), why)


def issues_of(shown: View) -> tuple[facts.IssueShown, ...]:
    """Return the outstanding issues, done by now or not."""
    return tuple(_issue(shown, issue) for issue in shown.case.issues)


def lacking_of(shown: View, missing: Iterable[closing.Owed]) -> tuple[facts.Still, ...]:
    """Return what is missing for the closing, by name."""
    return tuple(facts.Still(owed.missing, _owing(shown, owed), owed.issue or 0) for owed in missing)


def reopening_of(shown: View, entry: Entry) -> facts.Reopening:
    """Return who opened it again, when and why."""
    why = shown.body(entry.of(acts.Reopened).why)
    return facts.Reopening(shown.who(entry.author), shown.local(entry.at), why)


def told_of(shown: View) -> facts.RaiserSaid | None:
    """Return what the one who raised it says to how it was settled, if anything yet."""
    entry = shown.case.raiser_told
    if entry is None:
        return None
    act = entry.of(acts.RaiserTold)
    said = shown.body(act.words)
    return facts.RaiserSaid(shown.who(shown.case.raised_by), shown.local(entry.at), act.answer, said)


def _answerer(shown: View, found: Outcome, agency: int) -> Who | None:
    """Inside an agency the one who answers is named already."""
    is_named = shown.case.is_inside or agency not in found.answered_by
    return None if is_named else shown.who(found.answered_by[agency])


def _owing(shown: View, owed: closing.Owed) -> str:
    if owed.agency_id is None or owed.missing is not closing.Missing.CONFIRMATION:
        return shown.agency(owed.agency_id)
    return answering_name(shown, owed.agency_id)


def _not_agreed(shown: View, entry: Entry) -> facts.NotAgreed:
    act = entry.of(acts.OutcomeAnswered)
    return facts.NotAgreed(
        shown.agency(act.agency_id), shown.who(entry.author), shown.local(entry.at), shown.body(act.why)
    )


def _issue(shown: View, issue: Issue) -> facts.IssueShown:
    return facts.IssueShown(
        number=issue.number,
        text=shown.body(issue.text),
        owner=shown.who(issue.owner) if issue.owner is not None else None,
        by=issue.by,
        done_at=shown.local_if_any(issue.done_at),
        done_by=shown.who(issue.done_by) if issue.done_by is not None else None,
        words=shown.body(issue.words),
    )
