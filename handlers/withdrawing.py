"""Withdrawing what one has raised: ask, agree, or let it go on."""

from collections.abc import Callable

from casework import asking, withdrawing
from handlers import doors
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import answers, ids
from messages import withdrawing as forms
from procedure.acts import Consent
from procedure.case import State


def open_answer(desk: Desk, press: Press) -> View:
    """Show who wants to withdraw it and why, and ask whether one agrees."""
    return _answer_form(desk, press, Consent.AGREED)


def _withdraw_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_withdraw, by=press.by, now=press.now)
    return forms.withdraw(press.reference)


def _withdraw(desk: Desk, form: Sent) -> Callable[[], View]:
    withdrawing.ask(
        desk.database,
        form.reference,
        form.text(ids.WHY),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )
    return lambda: answers.done("withdrawal_asked", form.reference)


def _decline_form(desk: Desk, press: Press) -> View:
    return _answer_form(desk, press, Consent.GOES_ON)


def _answer_form(desk: Desk, press: Press, chosen: Consent) -> View:
    asking.check(desk.database, press.reference, asking.to_answer_a_withdrawal, by=press.by, now=press.now)
    shown = withdrawing.asked(desk.database, press.reference, by=press.by, now=press.now)
    return forms.answer(shown, chosen)


def _answer(desk: Desk, form: Sent) -> Callable[[], View]:
    state = withdrawing.answer(
        desk.database,
        form.reference,
        form.one_of(ids.ANSWER, Consent),
        form.text(ids.WORDS),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )
    answered = "withdrawn" if state is State.WITHDRAWN else "withdrawal_declined"
    return lambda: answers.done(answered)


OPENS: dict[str, doors.Opens] = {
    ids.WITHDRAW: _withdraw_form,
    ids.WITHDRAWAL_AGREE: open_answer,
    ids.WITHDRAWAL_DECLINE: _decline_form,
}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {ids.WITHDRAW_FORM: _withdraw, ids.WITHDRAWAL_FORM: _answer}
CHANGES: dict[str, doors.Changes] = {}
FINDS: dict[str, doors.Finds] = {}
