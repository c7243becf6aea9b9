"""What people say once it is settled."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _thanked(act: acts.Thanked, shown: View, subject: int) -> Facts:
    return {"people": shown.everyone([act.person])}


SPECIFIC: Specifics = {acts.Thanked: _thanked}
