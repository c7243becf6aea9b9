"""How soon the child needs it."""

from casework.telling.audience import Audiences, Telling, to_leads
from casework.telling.kinds import LINE
from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _risk_answered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), *to_leads(roster, "risk_answered")]


AUDIENCES: Audiences = {
    acts.RiskAnswered: _risk_answered,
}
