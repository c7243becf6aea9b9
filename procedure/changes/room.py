"""What became of the room, and of what was sent."""

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.changes.finding import Changes
from procedure.copying import replace

_CALL = "call"
"""What a notice that calls somebody is named in the record."""


def _room_opened(case: Case, entry: Entry, act: acts.RoomOpened) -> Case:
    return replace(case, has_room=True)


def _room_failed(case: Case, entry: Entry, act: acts.RoomFailed) -> Case:
    return replace(case, has_room=False)


def _room_replaced(case: Case, entry: Entry, act: acts.RoomReplaced) -> Case:
    return replace(case, has_room=None, room_replaced_at=entry.at)


def _not_delivered(case: Case, entry: Entry, act: acts.NotDelivered) -> Case:
    failed = frozenset({act.person} if act.person is not None and act.kind == _CALL else ())
    calls = tuple(replace(call, undeliverable=call.undeliverable | failed) for call in case.calls)
    return replace(case, not_delivered=case.not_delivered + 1, calls=calls)


def _dealt_with(case: Case, entry: Entry, act: acts.DealtWith) -> Case:
    return case


CHANGES: Changes = {
    acts.RoomOpened: _room_opened,
    acts.RoomFailed: _room_failed,
    acts.RoomReplaced: _room_replaced,
    acts.NotDelivered: _not_delivered,
    acts.DealtWith: _dealt_with,
}
