"""The advice of designated professionals."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _sought(act: acts.AdviceSought, shown: View, subject: int) -> Facts:
    return {
        "agency": shown.agency(act.agency_id),
        "people": shown.everyone([act.adviser] if act.adviser is not None else []),
        "until": shown.local(act.sought_at),
    }


def _not_sought(act: acts.AdviceNotSought, shown: View, subject: int) -> Facts:
    return {"agency": shown.agency(act.agency_id)}


SPECIFIC: Specifics = {
    acts.AdviceSought: _sought,
    acts.AdviceNotSought: _not_sought,
}
