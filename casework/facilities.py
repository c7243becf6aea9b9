"""Specialist regional facilities: by whose procedure it goes, and their hosts (London 11.3.4)."""

from collections.abc import Iterable, Iterator

from casework import work
from procedure import joining, protocol
from procedure.acts import Party
from procedure.protocol import Agreed
from procedure.rules import NotReady, Rules
from storage import areas, protocols
from storage.engine import Connection, Database


def install_protocol(database: Database, agreed: Agreed) -> None:
    """
    Put a facility's own procedure in force for what is raised with it from now on. Raises NotReady, with all
    that doesn't fit, also where its area is not set; then nothing has changed.
    """
    with database.write() as connection:
        area = areas.in_force(connection).get(agreed.protocol.area_id)
        if area is None:
            raise NotReady((f"area: {agreed.protocol.area_id} is not set here; set the area first",))
        protocol.in_force(agreed, area)
        protocols.put(connection, agreed)


def rules_of(connection: Connection, area_id: str) -> dict[str, Rules]:
    """
    Return the rules of the facilities' own procedures that are set in an area, by the protocols' ids. One
    that fits no more, since the area has changed its own, is left out: it holds up no disagreement.
    """
    return {name: found for name, found in _put_over(connection, area_id) if isinstance(found, Rules)}


def unfit(connection: Connection, area_id: str) -> tuple[str, ...]:
    """Return what keeps facilities' own procedures from being gone by, since the area has changed its own."""
    return tuple(
        f"protocol {name}: {why}"
        for name, found in _put_over(connection, area_id)
        if isinstance(found, NotReady)
        for why in found.missing
    )


def _put_over(connection: Connection, area_id: str) -> Iterator[tuple[str, Rules | NotReady]]:
    area = areas.in_force(connection)[area_id]
    for name, agreed in protocols.of_area(connection, area_id).items():
        try:
            yield name, protocol.in_force(agreed, area)
        except NotReady as failure:
            yield name, failure


def newer_than(connection: Connection, area_id: str, own: Rules) -> Rules | None:
    """Return what a facility's procedure is by now, where a disagreement began with what it was before."""
    now = rules_of(connection, area_id).get(own.protocol_id)
    return now if now is not None and now != own else None


def choose_rules(started: work.Work, parties: Iterable[Party]) -> None:
    """Have a new disagreement go by the procedure of a facility that has a side from its beginning."""
    named = joining.protocols_of(parties, started.roster)
    if not named:
        return
    ready = rules_of(started.connection, started.row.area_id)
    if len(named) == 1 and named[0] in ready:
        started.go_by(ready[named[0]])


def involve(case: work.Work) -> None:
    """Record each facility that has a side and of which nothing was said yet, and have its host join."""
    if not joining.facilities_involved(case.case, case.roster):
        return
    ready = frozenset(rules_of(case.connection, case.row.area_id))
    for involved in joining.facilities_involved(case.case, case.roster, ready):
        case.record(involved)
        case.record(*joining.host_joins(case.case, involved.host_id, case.roster, case.now))
