"""The end: propose an outcome, answer it, pursue what is open, file the copy, close (Beds 6.11)."""

from collections.abc import Callable
from datetime import UTC
from uuid import uuid4

from casework import asking, resolution, showing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import OutcomeRef, Press, Sent, View
from messages import answers, ids, plain, reading
from messages import resolution as forms
from messages.facts import OutcomeShown
from procedure.acts import Answer, Settlement, Way
from procedure.case import State
from procedure.refusal import Refused


def open_outcome(desk: Desk, press: Press) -> View:
    """Ask what was agreed; where an outcome stands already, ask what one's agency answers to it."""
    try:
        asking.check(desk.database, press.reference, asking.to_propose_an_outcome, by=press.by, now=press.now)
    except Refused as refused:
        if refused.reason != "outcome_proposed_already":
            raise
        return open_answer(desk, press)
    card = showing.card(desk.database, press.reference, by=press.by, now=press.now)
    return forms.outcome(
        press.reference, uuid4().hex, to_do=card.actions, way=card.way, headings=card.headings
    )


def open_answer(desk: Desk, press: Press) -> View:
    """Show the outcome that stands, and ask what one's agency answers."""
    return _answer_to(desk, press, _standing(desk, press))


def open_issue(desk: Desk, press: Press) -> View:
    """Ask who pursues what is still open, and by when."""
    asking.check(desk.database, press.reference, asking.to_own_an_issue, by=press.by, now=press.now)
    issues = showing.issues(desk.database, press.reference, by=press.by, now=press.now)
    return forms.own_issue(press.reference, issues)


def open_copy_to_file(desk: Desk, press: Press) -> View:
    """Show the record to be copied, and the button that says that it is on the file."""
    return answers.with_filing(_copy(desk, press), press.reference)


def open_close(desk: Desk, press: Press) -> View:
    """Ask once more before the closing."""
    asking.check(desk.database, press.reference, asking.to_close, by=press.by, now=press.now)
    return forms.close(press.reference)


def _propose(desk: Desk, form: Sent) -> Callable[[], View] | None:
    """Where somebody was quicker, the form stays with all that was typed, and shows what stands."""
    drafted = resolution.Form(
        how=form.one_of(ids.HOW, Settlement),
        agreed=form.text(ids.AGREED),
        still_open=form.text(ids.OPEN_ISSUES),
        safe=form.text(ids.SAFE),
        answer=form.one_of(ids.ANSWER, Answer),
        identifiers_checked=form.identifiers_checked,
    )
    try:
        resolution.propose(desk.database, form.reference, drafted, by=form.by, now=form.now)
    except Refused as refused:
        if refused.reason != "outcome_proposed_already":
            raise
        standing = _standing(desk, form)
        return lambda: forms.outcome(
            form.reference, form.form_id, standing, way=standing.way, headings=standing.headings
        )
    return None


def _answer_form(desk: Desk, press: Press) -> View:
    return _answer_to(desk, press, _read(desk, press.outcome, press))


def _answer_to(desk: Desk, press: Press, shown: OutcomeShown) -> View:
    proposed_at = shown.proposed_at.astimezone(UTC)
    rule = asking.to_answer_an_outcome(proposed_at)
    asking.check(desk.database, press.reference, rule, by=press.by, now=press.now)
    return forms.confirm(shown, f"{press.reference}/{int(proposed_at.timestamp())}")


def _answer(desk: Desk, form: Sent) -> Callable[[], View]:
    given = form.one_of(ids.ANSWER, Answer)
    read = _read(desk, form.outcome, form)
    proposed_at = read.proposed_at.astimezone(UTC)
    state = resolution.answer(
        desk.database,
        form.reference,
        given,
        proposed_at,
        form.text(ids.WHY),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )
    answered = "not_agreed" if given is Answer.DO_NOT_AGREE else _ANSWERED.get(state, "answered")
    answered += "" if read.way == Way.BETWEEN else "_inside"
    return lambda: answers.done(answered, form.reference)


_ANSWERED = {State.AGREED: "agreed"}


def _own_issue(desk: Desk, form: Sent) -> None:
    issue = form.numbered(ids.ISSUE)
    owner = form.one_named(ids.OWNER, "person")
    resolution.own_issue(
        desk.database, form.reference, issue, owner, form.day(ids.BY), by=form.by, now=form.now
    )


def _filed_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_file_the_copy, by=press.by, now=press.now)
    return forms.filed(press.reference)


def _file(desk: Desk, form: Sent) -> Callable[[], View]:
    resolution.file_copy(
        desk.database,
        form.reference,
        form.text(ids.OWN_REFERENCE),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )
    return lambda: answers.done("filed", form.reference)


def _close(desk: Desk, form: Sent) -> Callable[[], View]:
    resolution.close(desk.database, form.reference, by=form.by, now=form.now)
    return lambda: answers.done("closed", form.reference)


def _copy(desk: Desk, press: Press) -> View:
    record = showing.whole_record(desk.database, press.reference, by=press.by, now=press.now)
    return reading.copy(press.reference, plain.record_copy(record))


def _standing(desk: Desk, asked: Press | Sent) -> OutcomeShown:
    return showing.outcome(desk.database, asked.reference, by=asked.by, now=asked.now)


def _read(desk: Desk, ref: OutcomeRef, asked: Press | Sent) -> OutcomeShown:
    """The outcome that stands, if it is the one that was read; a button knows it to the second."""
    standing = _standing(desk, asked)
    if int(standing.proposed_at.timestamp()) != ref.proposed_at:
        raise Refused("another_outcome")
    return standing


def _find_member(desk: Desk, form: Sent, words: str) -> list[tuple[str, str]]:
    members = showing.members(desk.database, form.reference, by=form.by, now=form.now)
    sought = words.lower().split()
    labels = [(f"person:{one.person}", f"{one.name}, {one.agency}") for one in members]
    return [(value, label) for value, label in labels if all(word in label.lower() for word in sought)]


OPENS: dict[str, doors.Opens] = {
    ids.OUTCOME: open_outcome,
    ids.CONFIRM: _answer_form,
    ids.OWN_ISSUE: open_issue,
    ids.COPY_RECORD: _copy,
    ids.FILED: _filed_form,
    ids.CLOSE: open_close,
}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {
    ids.OUTCOME_FORM: _propose,
    ids.CONFIRM_FORM: _answer,
    ids.OWN_ISSUE_FORM: _own_issue,
    ids.FILED: _file,
    ids.CLOSE: _close,
}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {ids.OWNER: _find_member}
