"""Who has a part."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _joined(act: acts.Joined | acts.TakenOut, shown: View, subject: int) -> Facts:
    return {"people": shown.everyone([act.person])}


def _handed_over(act: acts.HandedOver, shown: View, subject: int) -> Facts:
    return {"people": shown.everyone([act.taker])}


SPECIFIC: Specifics = {
    acts.Joined: _joined,
    acts.TakenOut: _joined,
    acts.HandedOver: _handed_over,
}
