"""Letters and e-mails that belong to the record."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _listed(act: acts.CommunicationListed, shown: View, subject: int) -> Facts:
    return {"number": act.number, "on": act.sent_on}


def _complete(act: acts.CommunicationsComplete, shown: View, subject: int) -> Facts:
    return {"agency": shown.agency(act.agency_id)}


SPECIFIC: Specifics = {acts.CommunicationListed: _listed, acts.CommunicationsComplete: _complete}
