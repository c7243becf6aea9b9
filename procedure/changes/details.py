"""What is added after raising."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.changes.finding import Changes
from procedure.copying import replace


def _detailed(case: Case, entry: Entry, act: acts.Detailed) -> Case:
    return replace(case, details=act)


def _own_procedure_said(case: Case, entry: Entry, act: acts.OwnProcedureSaid) -> Case:
    return replace(case, own_procedures={**case.own_procedures, act.agency_id: act.has_begun})


CHANGES: Changes = {
    acts.Detailed: _detailed,
    acts.OwnProcedureSaid: _own_procedure_said,
}
