"""Whom the text has told of a tier."""

from casework.telling.audience import Audiences, Telling, to_leads
from casework.telling.kinds import LINE, TOLD
from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _notified(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """They have no part, and hear of no more than that it is there; with nobody to tell the leads do it."""
    people = entry.of(acts.PostNotified).people
    told = [Telling(f"{TOLD}:post_notified", person) for person in people]
    return [Telling(LINE), *(told or to_leads(after, roster, "nobody_to_notify"))]


AUDIENCES: Audiences = {acts.PostNotified: _notified}
