"""What people say that they will do."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _added(act: acts.ActionAdded, shown: View, subject: int) -> Facts:
    return {"number": act.number, "people": shown.everyone([act.owner]), "on": act.by}


def _done(act: acts.ActionDone, shown: View, subject: int) -> Facts:
    return {"number": act.number}


SPECIFIC: Specifics = {acts.ActionAdded: _added, acts.ActionDone: _done}
