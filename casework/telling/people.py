"""Who has a part."""

from casework.telling.audience import Audiences, Telling, a_line, of
from casework.telling.kinds import LINE, TOLD
from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _taken_out(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = of(entry, acts.TakenOut)
    return [Telling(LINE), Telling(f"{TOLD}:taken_out", act.person)]


AUDIENCES: Audiences = {
    acts.Joined: a_line,
    acts.TakenOut: _taken_out,
}
