"""What people say that they will do."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Action, Case
from procedure.changes.finding import Changes
from procedure.copying import replace


def _added(case: Case, entry: Entry, act: acts.ActionAdded) -> Case:
    action = Action(act.number, act.text, act.owner, case.parts[act.owner], act.by, act.note)
    return replace(case, actions=(*case.actions, action))


def _done(case: Case, entry: Entry, act: acts.ActionDone) -> Case:
    actions = tuple(
        replace(one, done_at=entry.at, done_by=entry.author) if one.number == act.number else one
        for one in case.actions
    )
    return replace(case, actions=actions)


CHANGES: Changes = {acts.ActionAdded: _added, acts.ActionDone: _done}
