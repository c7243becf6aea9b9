"""Opening again what is over (Beds 3.3)."""

from datetime import datetime

from casework import telling, work
from casework.typed import Typed, check
from procedure import reopening
from procedure.case import OVER
from storage import cases, notices
from storage.engine import Database


def reopen(
    database: Database, reference: str, why: str, *, identifiers_checked: bool, by: int, now: datetime
) -> None:
    """
    Record that it is open again, and call whoever acts. A room that was archived can't be opened again by
    us, so there is a new one; one that was still to be archived is archived all the same.
    """
    check((Typed("why", why, 600),), identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        was_over = case.case.state in OVER
        case.record(reopening.reopen(case.case, by, case.keep(why), case.roster, now), by=by)
        if was_over:
            _leave_room(case)


def _leave_room(case: work.Work) -> None:
    """Whatever is still to go to the room that is left must hold up nothing of the new one."""
    if case.row.room is not None:
        stream = f"{case.row.reference}/{telling.ARCHIVE}"
        notices.send_to(case.connection, case.row.id, telling.ARCHIVE, case.row.room, stream)
    cases.leave_room(case.connection, case.row.id)
