"""What became of the room, and of what was sent."""

from casework.telling.audience import Audiences, Telling, nobody, to_leads
from casework.telling.kinds import INVITE, LINE, OUTCOME, ROOM
from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _room_failed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), *to_leads(after, roster, "room_lost" if before.has_room else "room_failed")]


def _room_replaced(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Everything that the room is made of, anew; its card follows by itself."""
    return [
        Telling(ROOM),
        *(Telling(INVITE, person) for person in after.parts),
        Telling(LINE),
        *([Telling(OUTCOME)] if after.outcome else []),
        *to_leads(after, roster, "room_replaced"),
    ]


def _not_delivered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return to_leads(after, roster, "not_delivered")


AUDIENCES: Audiences = {
    acts.RoomOpened: nobody,
    acts.RoomFailed: _room_failed,
    acts.RoomReplaced: _room_replaced,
    acts.NotDelivered: _not_delivered,
    acts.DealtWith: nobody,
}
