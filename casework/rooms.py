"""The private room of a disagreement: made, not to be had, or lost; what it was to be told goes elsewhere."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from casework import telling, undelivered, work
from procedure import acts, rooms
from procedure.case import State
from storage import cases, notices, record, rerouting
from storage.engine import Connection, Database
from storage.notices import Draft, Notice

_RUNNING = (State.OPEN, State.AGREED)
_SAID_ANEW = frozenset({telling.LINE, telling.NOTE, telling.OUTCOME})
"""What is said in a room once: the rest brings something there up to date, or brings somebody in."""


def made(database: Database, notice: Notice, channel: str, *, now: datetime) -> None:
    """Record that the private room exists."""
    with database.write() as connection:
        if notices.sent(connection, notice, now, None, None):
            case = _case(connection, notice, now)
            cases.set_room(connection, case.row.id, channel)
            case.record(acts.RoomOpened())
            case.finish()


def failed(database: Database, notice: Notice, error: str, *, now: datetime) -> None:
    """
    Record that no private room can be had: it goes on by direct message, and those who watch over it are
    told.
    """
    with database.write() as connection:
        if not notices.failed(connection, notice, error):
            return
        case = _case(connection, notice, now)
        unsaid = rerouting.withdrawn(connection, notice.stream)
        if case.case.has_room is not False and case.case.state in _RUNNING:
            case.record(acts.RoomFailed(error))
            case.finish()
        _say_elsewhere(case, unsaid)
        undelivered.show(connection, notice.id, now)


def gone(database: Database, notice: Notice, error: str, *, now: datetime) -> None:
    """Note that Slack takes a notice no more because its room is archived, deleted or closed to us."""
    with database.write() as connection:
        if notices.dropped(connection, notice):
            unsaid = rerouting.as_written(connection, notice)
            _lose(_case(connection, notice, now), error, [unsaid])


def lost(database: Database, channel: str, *, now: datetime) -> None:
    """Note that a room was archived, deleted or closed to us by hand; nothing where it is no room of ours."""
    with database.write() as connection:
        row = cases.by_room(connection, channel)
        if row is not None:
            _lose(work.load(connection, row.reference, now), "room_lost", [])


def _lose(case: work.Work, error: str, unsaid: Iterable[Draft]) -> None:
    """
    Have another room made, or go on without. Where another one is on its way already this was for the one
    before it.
    """
    unsaid = list(unsaid)
    if case.case.state in _RUNNING and case.case.has_room:
        unsaid += rerouting.withdrawn(case.connection, f"{case.row.reference}/room")
        act = rooms.lost(case.case, error, case.now)
        case.record(act)
        if isinstance(act, acts.RoomReplaced):
            cases.leave_room(case.connection, case.row.id)
        case.finish()
    _say_elsewhere(case, unsaid)


def _say_elsewhere(case: work.Work, unsaid: Iterable[Draft]) -> None:
    """Say in the new room what the old one was to be told; where there is none, to each person."""
    has_another = case.case.state in _RUNNING and case.case.has_room is not False
    for draft in unsaid:
        if draft.kind in _SAID_ANEW and draft.person_id is None:
            drafts = [_in_new_room(draft, case)] if has_another else _to_each(draft, case)
            for each in drafts:
                notices.write(case.connection, each)


def _in_new_room(draft: Draft, case: work.Work) -> Draft:
    return replace(draft, key=f"{draft.key}/{case.case.seq}")


def _to_each(draft: Draft, case: work.Work) -> list[Draft]:
    """
    As a line, which has no case text; who did it, or was told of it already, hears nothing more. That there
    is another room is said of a room only.
    """
    entries, _ = record.read(case.connection, case.row.id)
    entry = entries[draft.seq - 1]
    if isinstance(entry.act, acts.RoomReplaced):
        return []
    heard = {entry.by, *rerouting.told_of(case.connection, case.row.id, draft.seq)}
    reference = case.row.reference
    return [
        replace(
            draft,
            key=f"{reference}/{draft.seq}/{telling.LINE}/{person}/0",
            stream=f"{reference}/{person}",
            kind=telling.LINE,
            person_id=person,
            subject=0,
        )
        for person in case.roster.reachable(case.case.parts)
        if person not in heard
    ]


def _case(connection: Connection, notice: Notice, now: datetime) -> work.Work:
    assert notice.disagreement_id is not None, "a notice of a disagreement"
    return work.load(connection, cases.by_id(connection, notice.disagreement_id).reference, now)
