"""What became of the room, and of what was sent."""

from casework.telling.audience import Audiences, Telling, nobody, to_leads
from casework.telling.kinds import LINE
from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.roster import Roster


def _room_failed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), *to_leads(after, roster, "room_lost" if before.has_room else "room_failed")]


def _not_delivered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return to_leads(after, roster, "not_delivered")


AUDIENCES: Audiences = {
    acts.RoomOpened: nobody,
    acts.RoomFailed: _room_failed,
    acts.NotDelivered: _not_delivered,
    acts.DealtWith: nobody,
}
