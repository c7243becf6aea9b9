"""What people say once it is settled: it stands in the record, and calls nobody back."""

from casework.telling.audience import Audiences, Telling, nobody
from casework.telling.kinds import TOLD
from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _thanked(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """The one who is thanked, and nobody else."""
    return [Telling(f"{TOLD}:thanked", entry.of(acts.Thanked).person)]


AUDIENCES: Audiences = {acts.LookedBack: nobody, acts.Thanked: _thanked}
