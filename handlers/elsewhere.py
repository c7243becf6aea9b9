"""What has a procedure of its own: complaints, whistleblowing, allegations (Beds, related guidance)."""

from casework import elsewhere
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, View
from messages import elsewhere as windows
from messages import ids
from procedure.area import Door


def _opening(door: Door) -> doors.Opens:
    def show(desk: Desk, press: Press) -> View:
        return windows.window(elsewhere.ask(desk.database, door, by=press.by, now=press.now))

    return show


OPENS: dict[str, doors.Opens] = {
    ids.COMPLAINTS: _opening(Door.COMPLAINTS),
    ids.WHISTLEBLOWING: _opening(Door.WHISTLEBLOWING),
    ids.ALLEGATIONS: _opening(Door.ALLEGATIONS),
}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
