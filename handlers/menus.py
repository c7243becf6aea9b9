"""One press that stands for another: what was chosen in a menu, what waits in a list."""

from collections.abc import Mapping
from dataclasses import replace

from handlers import (
    actions,
    advising,
    afterwards,
    communications,
    doors,
    duties,
    follow_up,
    note_more,
    notes,
    protecting,
    resolution,
    tiers,
    withdrawing,
)
from handlers.desk import Desk
from handlers.reading import Press, View
from messages import ids
from procedure.owed import What
from procedure.refusal import Refused

_ITEMS: Mapping[str, doors.Opens] = {
    What.ACT: tiers.open_read,
    What.APPROVAL: notes.open_note,
    What.NOTE_COPY: note_more.open_copy,
    What.ACTION: actions.open_list,
    What.CONFIRMATION: resolution.open_answer,
    What.RISK: tiers.open_risk,
    What.DISCUSSION: notes.open_form,
    What.ADVICE: advising.open_form,
    What.PUT_BACK: protecting.open_answer,
    What.SAFETY: protecting.open_check,
    What.COPY: resolution.open_copy_to_file,
    What.COMMUNICATIONS: communications.open_list,
    What.OWNER: resolution.open_issue,
    What.CLOSING: resolution.open_close,
    What.DUTY: duties.open_done,
    What.ISSUE: follow_up.open_issue_done,
    What.TOLD: follow_up.open_raiser_told,
    What.LOOK_BACK: afterwards.open_look_back,
    What.WITHDRAWAL: withdrawing.open_answer,
}
"""What waits for somebody, and the window that it needs."""


def opens(others: Mapping[str, doors.Opens]) -> dict[str, doors.Opens]:
    """Return the presses that stand for one of the others: the word before the first stroke says which."""
    return {ids.MORE: _standing_for(others), ids.OPEN_ITEM: _standing_for(_ITEMS)}


def unknown(desk: Desk, press: Press) -> View:
    """Refuse a button that we don't know, or no more."""
    raise Refused("unknown_button")


def _standing_for(others: Mapping[str, doors.Opens]) -> doors.Opens:
    def open_it(desk: Desk, press: Press) -> View:
        which, _, value = press.value.partition("/")
        return others.get(which, unknown)(desk, replace(press, value=value))

    return open_it
