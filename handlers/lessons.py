"""Referring a disagreement for wider learning (Beds 7.1)."""

from collections.abc import Callable

from casework import asking, lessons
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import ids
from messages import lessons as forms


def _open(desk: Desk, press: Press) -> View:
    """Show what the record shows and ask for a summary, or the referral that there is."""
    asking.check(desk.database, press.reference, asking.to_refer_for_learning, by=press.by, now=press.now)
    shown = lessons.shown(desk.database, press.reference, by=press.by, now=press.now)
    return forms.letter(shown) if shown.referred_at else forms.refer(shown)


def _refer(desk: Desk, form: Sent) -> Callable[[], View]:
    lessons.refer(
        desk.database,
        form.reference,
        form.text(ids.SUMMARY),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )
    return lambda: forms.letter(lessons.shown(desk.database, form.reference, by=form.by, now=form.now))


OPENS: dict[str, doors.Opens] = {ids.LESSONS: _open}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.LESSONS_FORM: _refer}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
