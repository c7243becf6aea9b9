"""How it ends without an outcome."""

from casework.events.specific import Facts, Specifics, called
from casework.view import View
from procedure import acts


def _withdrawal_asked(act: acts.WithdrawalAsked, shown: View, subject: int) -> Facts:
    return {"people": shown.everyone(act.asked)}


def _withdrawal_answered(act: acts.WithdrawalAnswered, shown: View, subject: int) -> Facts:
    return {"detail": act.answer}


def _reopened(act: acts.Reopened, shown: View, subject: int) -> Facts:
    return {"people": called(shown, act.calls), "due_at": shown.local(act.due_at)}


SPECIFIC: Specifics = {
    acts.Reopened: _reopened,
    acts.WithdrawalAsked: _withdrawal_asked,
    acts.WithdrawalAnswered: _withdrawal_answered,
}
