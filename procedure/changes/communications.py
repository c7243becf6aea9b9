"""Letters and e-mails that belong to the record and are kept elsewhere."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case, Communication
from procedure.changes.finding import Changes
from procedure.copying import replace


def _listed(case: Case, entry: Entry, act: acts.CommunicationListed) -> Case:
    found = Communication(act.number, entry.author, act.what, act.sent_on, act.kept)
    return replace(case, communications=(*case.communications, found))


def _complete(case: Case, entry: Entry, act: acts.CommunicationsComplete) -> Case:
    return replace(case, nothing_left=case.nothing_left | {act.agency_id})


CHANGES: Changes = {acts.CommunicationListed: _listed, acts.CommunicationsComplete: _complete}
