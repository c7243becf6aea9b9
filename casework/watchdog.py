"""
The watchdog: whether each disagreement has the clocks and the calls that its record asks for, however old.

It goes another way than the sweep, from the record alone, and finds what the sweep would never see: a clock
that is not there. It mends what can be mended without asking anybody, and says of all of it that it was so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from casework import telling, time
from procedure import clocks as wanted_clocks
from procedure.acts import Entry
from procedure.case import Call, Case
from procedure.changes import after
from storage import areas, cases, clocks, record, watchdog
from storage.engine import Connection, Database
from storage.watchdog import Unfinished

OVERDUE = timedelta(minutes=5)
"""What fell due is long done by then, or else something keeps it from being done."""
UNSENT = timedelta(minutes=15)
"""So long a call may be on its way, where Slack has much to do, before somebody should hear of it."""

MENDABLE = frozenset({"not_armed", "not_wanted", "moved"})
"""What is mended without asking anybody, all of one disagreement together."""


class What(StrEnum):
    """What differs between a record and what stands beside it."""

    UNREADABLE = "unreadable"
    """No state can be made of the record, or its chain is broken."""
    NOT_ARMED = "not_armed"
    NOT_WANTED = "not_wanted"
    MOVED = "moved"
    """A clock is armed for another instant than the record says."""
    OVERDUE = "overdue"
    """The instant of a clock has long passed, and the record has no entry of it."""
    UNTOLD = "untold"
    """Somebody was called, and there is no notice of it."""
    UNSENT = "unsent"
    """There is, and it has found no end."""


@dataclass(frozen=True)
class Difference:
    """One difference; `kind` is the clock's, or `call`. `is_mended`: the clocks are as the record says."""

    reference: str
    what: What
    kind: str = ""
    is_mended: bool = False


@dataclass(frozen=True)
class Looked:
    """How many were looked at, the last of them (None: there are no more), and what was found."""

    number: int
    last: int | None
    found: tuple[Difference, ...]


def look(database: Database, after_id: int, most: int, *, now: datetime) -> Looked:
    """Look at the next unfinished disagreements after one, and change nothing."""
    with database.read() as connection:
        page = watchdog.unfinished(connection, after_id, most)
        found = tuple(found for each in page for found in _differences(connection, each, now))
    return Looked(len(page), page[-1].id if len(page) == most else None, found)


def mend(database: Database, found: Difference, *, now: datetime) -> tuple[Difference, ...]:
    """
    Make a disagreement's clocks those that its record asks for, and return what was wrong with them. What was
    read while somebody wrote is looked at once more here, where nobody writes; it may have been nothing.
    """
    if found.what not in MENDABLE:
        return (found,)
    with database.write() as connection:
        row = cases.find(connection, found.reference)
        case = _states(connection, row)[-1]
        differing = [each for each in _clocks(connection, case, now) if each.what in MENDABLE]
        clocks.arm(connection, row.reference, wanted_clocks.wanted(case), is_urgent=case.cannot_wait)
    return tuple(replace(each, is_mended=True) for each in differing)


def look_at_areas(database: Database, *, now: datetime) -> tuple[Difference, ...]:
    """Arm the daily round and the digest of areas that have lost them; return which they were."""
    with database.read() as connection:
        lost = tuple(
            Difference(area_id, What.NOT_ARMED, kind, is_mended=True)
            for area_id in areas.in_force(connection)
            for kind in wanted_clocks.OF_AN_AREA
            if not clocks.is_armed(connection, area_id, kind)
        )
    if lost:
        time.arm_areas(database, now=now)
    return lost


def _differences(connection: Connection, one: Unfinished, now: datetime) -> Iterator[Difference]:
    try:
        record.verify(connection, one.id)
        row = cases.find(connection, one.reference)
        states, entries = _states(connection, row), record.read(connection, one.id)[0]
    except Exception:  # noqa: BLE001
        # Whatever it is that can't be read: nothing that time should do to it will be done.
        yield Difference(one.reference, What.UNREADABLE)
        return
    yield from _clocks(connection, states[-1], now)
    yield from _calls(connection, entries, states, now)


def _states(connection: Connection, row: cases.Row) -> list[Case]:
    """The states from the beginning, one more than there are entries."""
    states = [Case(row.reference, row.rules)]
    for entry in record.read(connection, row.id)[0]:
        states.append(after(states[-1], entry))
    return states


def _clocks(connection: Connection, case: Case, now: datetime) -> Iterator[Difference]:
    wanted = {(each.kind, each.subject): each.due_at for each in wanted_clocks.wanted(case)}
    armed = watchdog.armed(connection, case.reference)
    for (kind, subject), due_at in wanted.items():
        there = armed.get((kind, subject))
        if there is None:
            yield Difference(case.reference, What.NOT_ARMED, kind)
        elif not there.failures and there.due_at != due_at:
            yield Difference(case.reference, What.MOVED, kind)
        elif due_at < now - OVERDUE:
            yield Difference(case.reference, What.OVERDUE, kind)
    for kind, _ in armed.keys() - wanted.keys():
        yield Difference(case.reference, What.NOT_WANTED, kind)


def _calls(
    connection: Connection, entries: tuple[Entry, ...], states: list[Case], now: datetime
) -> Iterator[Difference]:
    """Each call that an entry made must have its notice, to somebody, and each notice its end."""
    reference = states[-1].reference
    made = {
        tuple(_keys(reference, entry.seq, call))
        for entry, (before, then) in zip(entries, pairwise(states), strict=True)
        for call in _called(before, then)
    }
    known = watchdog.told(connection, [key for keys in made for key in keys])
    for keys in made:
        told = [known[key] for key in keys if key in known]
        if not told:
            yield Difference(reference, What.UNTOLD, telling.CALL)
        elif any(each.is_on_its_way and each.made_at < now - UNSENT for each in told):
            yield Difference(reference, What.UNSENT, telling.CALL)


def _called(before: Case, then: Case) -> Iterator[Call]:
    """The agencies that are called now and were not before; later repetitions go with the first."""
    known = {
        (call.holder.agency_id, call.tier, person)
        for call in (*before.calls, *before.past_calls)
        for person in call.people
    }
    for call in then.calls:
        if any((call.holder.agency_id, call.tier, person) not in known for person in call.people):
            yield call


def _keys(reference: str, seq: int, call: Call) -> Iterator[str]:
    for person in call.people:
        yield telling.key(reference, seq, telling.CALL, person, call.holder.agency_id)
        yield telling.key(reference, seq, telling.MAIL, person, call.holder.agency_id)
