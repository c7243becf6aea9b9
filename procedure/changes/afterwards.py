"""What people say once it is settled."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.changes.finding import Changes
from procedure.copying import replace


def _looked_back(case: Case, entry: Entry, act: acts.LookedBack) -> Case:
    return replace(case, look_backs=(*case.look_backs, entry))


def _thanked(case: Case, entry: Entry, act: acts.Thanked) -> Case:
    return replace(case, thanks=case.thanks | {(entry.author, act.person)})


CHANGES: Changes = {acts.LookedBack: _looked_back, acts.Thanked: _thanked}
