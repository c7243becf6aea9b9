"""What became of the room, and of what was sent."""

from casework.events.specific import Facts, Specifics
from casework.view import View
from procedure import acts


def _room_failed(act: acts.RoomFailed, shown: View, subject: int) -> Facts:
    """A room that there was before is lost."""
    return {"kind": "room_failed" if shown.channel is None else "room_lost"}


def _not_delivered(act: acts.NotDelivered, shown: View, subject: int) -> Facts:
    return {"people": shown.everyone([act.person] if act.person is not None else [])}


def _dealt_with(act: acts.DealtWith, shown: View, subject: int) -> Facts:
    people = shown.everyone([act.person] if act.person is not None else [])
    return {"people": people, "detail": act.how}


SPECIFIC: Specifics = {
    acts.RoomFailed: _room_failed,
    acts.NotDelivered: _not_delivered,
    acts.DealtWith: _dealt_with,
}
