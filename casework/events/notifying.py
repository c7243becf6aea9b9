"""Whom the text has told of a tier."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts, notifying


def _notified(act: acts.PostNotified, shown: View, subject: int) -> Facts:
    case = shown.case
    return {
        "detail": notifying.named(case, act).who,
        "people": shown.everyone(act.people),
        "names": tuple(shown.agency(agency) for agency in case.agencies),
    }


SPECIFIC: Specifics = {acts.PostNotified: _notified}
