"""The advice of designated professionals."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Advice, Case
from procedure.changes.finding import Changes
from procedure.copying import replace


def _recorded(case: Case, entry: Entry, act: acts.AdviceSought | acts.AdviceNotSought) -> Case:
    said = Advice(case.tier_index, entry.at, entry.author, act)
    return replace(case, advice=(*case.advice, said))


CHANGES: Changes = {
    acts.AdviceSought: _recorded,
    acts.AdviceNotSought: _recorded,
}
