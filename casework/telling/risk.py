"""How soon the child needs it."""

from casework.telling.audience import Audiences, Telling, to_leads
from casework.telling.kinds import LINE, TOLD
from procedure import acts, putting_back
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _risk_answered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Where the time stays as it was, and was not short for want of an answer, no lead need know."""
    is_news = before.is_urgent or before.due_at != after.due_at
    return [Telling(LINE), *(to_leads(after, roster, "risk_answered") if is_news else [])]


def _put_back_proposed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    asked = (person for agency in putting_back.waiting_for(after) for person in after.acting(agency))
    return [Telling(LINE), *(Telling(f"{TOLD}:put_back_proposed", person) for person in asked)]


AUDIENCES: Audiences = {
    acts.PutBackProposed: _put_back_proposed,
    acts.RiskAnswered: _risk_answered,
}
