"""Figures: opened from the Home by a safeguarding lead, of another period, and as a text to take away."""

from casework import figures
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, View
from messages import figures as windows
from messages import ids


def _open(desk: Desk, press: Press) -> View:
    """Open them for the quarter that runs."""
    return windows.window(figures.shown(desk.database, "", by=press.by, now=press.now))


def _of_another(desk: Desk, press: Press) -> View:
    """Show those of the period chosen in the window's list."""
    return windows.window(figures.shown(desk.database, press.value, by=press.by, now=press.now))


def _copy(desk: Desk, press: Press) -> View:
    return windows.copy(figures.shown(desk.database, press.value, by=press.by, now=press.now))


OPENS: dict[str, doors.Opens] = {ids.FIGURES: _open, ids.COPY_FIGURES: _copy}
ACTS: dict[str, doors.Acts] = {ids.FIGURES_OF: _of_another}
TAKES: dict[str, doors.Takes] = {}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
