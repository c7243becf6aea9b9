"""What protects the child meanwhile: steps, reviews, advice, protect-by, dissent, policy issues."""

from collections.abc import Iterator

from casework.view.seen import View
from messages import facts
from procedure import acts, advice, putting_back, safety
from procedure.acts import Entry
from procedure.case import Case, PolicyIssue


def safe_of(shown: View) -> str:
    """Return what keeps the child safe meanwhile, in the words of the arrangement or of the newest note."""
    return shown.body(safety.words_of(shown.case))


def put_back_of(shown: View) -> facts.PutBackShown | None:
    """Return the proposal to wait longer that stands, if one does."""
    case, found = shown.case, shown.case.put_back
    if found is None:
        return None
    return facts.PutBackShown(
        reference=case.reference,
        proposed_by=shown.who(found.proposed_by),
        proposed_at=shown.local(found.proposed_at),
        until=shown.local(found.protect_by or putting_back.tiers_own(case)),
        protect_by=shown.local_if_any(case.protect_by),
        why=shown.body(found.why),
        missing=tuple(shown.agency(agency) for agency in putting_back.waiting_for(case)),
    )


def advice_of(case: Case) -> str:
    """Return what the tier reached calls the advice to be sought; empty where it asks for none."""
    return case.tier.advice.of if case.tier.advice else ""


def advice_shown(shown: View) -> Iterator[facts.AdviceShown]:
    """Yield what each agency has said of advice, then those who should and have not."""
    case = shown.case
    for said in case.advice:
        act, agency = said.act, shown.agency(said.agency_id)
        if isinstance(act, acts.AdviceNotSought):
            yield facts.AdviceShown(agency, shown.local(said.at), text=shown.body(act.why))
        else:
            yield facts.AdviceShown(
                agency,
                shown.local(act.sought_at),
                was_sought=True,
                adviser=shown.who(act.adviser) if act.adviser is not None else None,
                adviser_words=shown.body(act.adviser_words),
                text=shown.body(act.advice),
            )
    yield from (facts.AdviceShown(shown.agency(agency)) for agency in advice.lacking(case))


def policy_of(shown: View, issue: PolicyIssue, *, is_held: bool = False) -> facts.PolicyShown:
    """Return a policy issue as shown, by itself."""
    received_by, answered_by = issue.received_by, issue.answered_by
    return facts.PolicyShown(
        reference=shown.case.reference,
        number=issue.number,
        kind="policy" if issue.is_policy else "procedure",
        raised_at=shown.local(issue.raised_at),
        words=shown.body(issue.words),
        received_by=shown.who(received_by) if received_by is not None else None,
        received_at=shown.local_if_any(issue.received_at),
        answer=shown.body(issue.answer),
        answered_by=shown.who(answered_by) if answered_by is not None else None,
        is_held=is_held,
    )


def dissent_of(shown: View, entry: Entry) -> facts.DissentShown:
    """Return who still disagrees, since when, and their words."""
    words = shown.body(entry.of(acts.StillDisagreed).words)
    return facts.DissentShown(shown.who(entry.author), shown.local(entry.at), words)


def safety_of(shown: View) -> facts.SafetyShown | None:
    """Return who holds what keeps the child safe meanwhile, and when it is looked at again."""
    found = shown.case.safety
    if found is None:
        return None
    return facts.SafetyShown(
        shown.who(found.holder), shown.local(found.check_at), is_asked=found.asked_at is not None
    )


def review_of(shown: View, entry: Entry) -> facts.ReviewShown:
    """Return what the challenged side found when it looked again."""
    act = entry.of(acts.LookedAgain)
    texts = shown.body(act.why), shown.body(act.would_change)
    return facts.ReviewShown(shown.who(entry.author), act.review, *texts)


def step_of(shown: View, entry: Entry) -> facts.StepShown:
    """Return a protective step as it was recorded."""
    act = entry.of(acts.ProtectiveStep)
    texts = (act.by_whom, act.their_reference, act.detail)
    return facts.StepShown(
        at=shown.local(act.taken_at),
        step=act.step,
        stands=act.stands,
        texts=tuple(body for body in map(shown.body, texts) if body),
        has_reference=act.their_reference is not None,
    )
