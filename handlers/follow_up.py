"""What follows once it is settled: an issue is done, the one who raised it is told (Beds 2.6, 6.11)."""

from collections.abc import Callable

from casework import asking, follow_up, showing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import answers, ids
from messages import follow_up as forms
from procedure.acts import RaiserAnswer


def open_issue_done(desk: Desk, press: Press) -> View:
    """Ask what was done about an outstanding issue: the one that waits, or one to be chosen."""
    asking.check(desk.database, press.reference, asking.to_finish_an_issue, by=press.by, now=press.now)
    issues = showing.issues(desk.database, press.reference, by=press.by, now=press.now)
    return forms.issue_done(press.reference, issues, press.number(1) if "/" in press.value else 0)


def _finish_issue(desk: Desk, form: Sent) -> Callable[[], View]:
    follow_up.finish_issue(
        desk.database,
        form.reference,
        form.numbered(ids.ISSUE),
        form.text(ids.WORDS),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )
    return lambda: answers.done("issue_done", form.reference)


def open_raiser_told(desk: Desk, press: Press) -> View:
    """Show the one who raised it how it was settled, and ask what they say to it."""
    asking.check(desk.database, press.reference, asking.to_say_one_was_told, by=press.by, now=press.now)
    return forms.raiser_told(showing.outcome(desk.database, press.reference, by=press.by, now=press.now))


def _tell_raiser(desk: Desk, form: Sent) -> Callable[[], View]:
    follow_up.tell_raiser(
        desk.database,
        form.reference,
        form.one_of(ids.ANSWER, RaiserAnswer),
        form.text(ids.WORDS),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )
    return lambda: answers.done("raiser_told", form.reference)


OPENS: dict[str, doors.Opens] = {
    ids.ISSUE_DONE: open_issue_done,
    ids.RAISER_TOLD: open_raiser_told,
}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {
    ids.ISSUE_DONE_FORM: _finish_issue,
    ids.RAISER_TOLD_FORM: _tell_raiser,
}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
