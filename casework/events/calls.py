"""Who is called at a tier, and what becomes of it."""

from casework.events.specific import Facts, Specifics, by_route, called
from casework.view import View
from procedure import acts


def _moved_up(act: acts.MovedUp, shown: View, subject: int) -> Facts:
    titles = {tier.id: tier.title for tier in shown.case.rules.procedure.tiers}
    return {
        "reason": act.reason,
        "believes_harm": act.believes_harm,
        "detail": shown.case.danger,
        "people": called(shown, act.calls),
        "routes": by_route(shown, act.calls),
        "due_at": shown.local_if_any(act.due_at),
        "until": shown.local_if_any(act.protect_by),
        "was_due_at": shown.local_if_any(act.was_due_at),
        "names": tuple(shown.agency(vacant) for vacant in act.vacant),
        "skipped": tuple(titles[tier] for tier in act.skipped),
    }


def _called_again(act: acts.CalledAgain, shown: View, subject: int) -> Facts:
    call = shown.case.call(act.agency_id)
    return {
        "agency": shown.agency(act.agency_id),
        "times": act.times,
        "people": shown.everyone(act.also),
        "until": shown.local_if_any(act.again_at),
        "has_answered": call is not None and call.answered_at is not None,
    }


def _held(act: acts.ClockHeld, shown: View, subject: int) -> Facts:
    return {"due_at": shown.local(act.due_at)}


def _at_the_top(act: acts.TimeRanOutAtTheTop, shown: View, subject: int) -> Facts:
    """Everybody who has been called there is called again."""
    called = (person for call in shown.case.calls for person in call.people)
    return {"due_at": shown.local_if_any(act.due_at), "people": shown.everyone(called)}


def _taken_up(act: acts.TakenUp, shown: View, subject: int) -> Facts:
    return {
        "agency": shown.agency(act.agency_id),
        "until": shown.local(act.speak_by),
        "due_at": shown.local_if_any(shown.case.due_at),
    }


def _holder_changed(act: acts.HolderChanged, shown: View, subject: int) -> Facts:
    return {
        "agency": shown.agency(act.agency_id),
        "reason": act.reason,
        "people": called(shown, [act.call] if act.call else []),
        "routes": by_route(shown, [act.call] if act.call else []),
    }


def _looked_again(act: acts.LookedAgain, shown: View, subject: int) -> Facts:
    return {"agency": shown.agency(act.agency_id), "detail": act.review}


def _phoned(act: acts.ReachedByPhone, shown: View, subject: int) -> Facts:
    call = shown.case.call(act.agency_id)
    until = shown.local_if_any(call.again_at) if call else None
    return {"agency": shown.agency(act.agency_id), "until": until}


def _by_mail(act: acts.CalledByMail, shown: View, subject: int) -> Facts:
    outcome = shown.case.outcome if act.reason is acts.MailReason.NO_ACCOUNT else None
    return {
        "agency": shown.agency(act.agency_id),
        "reason": act.reason,
        "people": shown.everyone(act.people),
        "due_at": shown.local_if_any(shown.case.due_at),
        "until": shown.local(outcome.proposed_at) if outcome else None,
    }


def _delivered(act: acts.CallDelivered, shown: View, subject: int) -> Facts:
    return {"agency": shown.agency(act.agency_id), "detail": "mail" if act.is_by_mail else ""}


SPECIFIC: Specifics = {
    acts.MovedUp: _moved_up,
    acts.CalledAgain: _called_again,
    acts.CalledByMail: _by_mail,
    acts.CallDelivered: _delivered,
    acts.ClockHeld: _held,
    acts.TimeRanOutAtTheTop: _at_the_top,
    acts.TakenUp: _taken_up,
    acts.ReachedByPhone: _phoned,
    acts.HolderChanged: _holder_changed,
    acts.LookedAgain: _looked_again,
}
