"""The steps of a tier's time."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.changes.calls import due_moved
from procedure.changes.finding import Changes
from procedure.copying import replace


def _began(case: Case, entry: Entry, act: acts.StepBegan) -> Case:
    return replace(due_moved(case, act.due_at, entry.at), step_index=act.step, counts_from=act.since)


CHANGES: Changes = {acts.StepBegan: _began}
