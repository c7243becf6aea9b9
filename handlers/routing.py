"""Which way one's agency goes to its managers: chosen from the Home (London 11.1.8)."""

from casework import routing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, View
from messages import answers, ids
from procedure.written import RouteId


def _by_designated(desk: Desk, press: Press) -> View:
    routing.choose(desk.database, RouteId.DESIGNATED, by=press.by, now=press.now)
    return answers.done(ids.DESIGNATED_ROUTE)


def _by_line(desk: Desk, press: Press) -> View:
    routing.choose(desk.database, None, by=press.by, now=press.now)
    return answers.done(ids.LINE_ROUTE)


OPENS: dict[str, doors.Opens] = {}
ACTS: dict[str, doors.Acts] = {ids.DESIGNATED_ROUTE: _by_designated, ids.LINE_ROUTE: _by_line}
TAKES: dict[str, doors.Takes] = {}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
