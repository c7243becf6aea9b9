"""Specialist regional facilities: what follows where one has a side (London 11.3.4)."""

from casework import work
from procedure import joining


def involve(case: work.Work) -> None:
    """Record each facility that has a side and of which nothing was said yet, and have its host join."""
    for involved in joining.facilities_involved(case.case, case.roster):
        case.record(involved)
        case.record(*joining.host_joins(case.case, involved.host_id, case.roster, case.now))
