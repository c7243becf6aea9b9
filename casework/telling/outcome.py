"""How it ends."""

from casework.telling.audience import Audiences, Telling
from casework.telling.kinds import ARCHIVE, LINE, OUTCOME, TOLD
from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _outcome_proposed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(OUTCOME)]


def _outcome_answered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(f"{OUTCOME}:update"), Telling(LINE)]


def _closed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    told = [Telling(f"{TOLD}:closed", person) for person in after.parts if person != entry.by]
    return [Telling(LINE), *told, Telling(ARCHIVE)]


AUDIENCES: Audiences = {
    acts.OutcomeProposed: _outcome_proposed,
    acts.OutcomeAnswered: _outcome_answered,
    acts.Closed: _closed,
}
