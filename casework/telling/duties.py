"""What is owed beside a tier's time."""

from casework.telling.audience import Audiences, Telling
from casework.telling.kinds import LINE, TOLD
from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster
from procedure.timed import Late


def _late(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Whoever owes it is told where the text has them asked again; where it is noted, the room says so."""
    act = entry.of(acts.DutyLate)
    owed = after.duties[act.number - 1]
    asked = act.agencies if owed.duty.on_expiry is Late.ASK_AGAIN else ()
    people = dict.fromkeys(person for agency in asked for person in after.acting(agency))
    return [Telling(LINE), *(Telling(f"{TOLD}:duty_late", person, act.number) for person in people)]


AUDIENCES: Audiences = {acts.DutyLate: _late}
