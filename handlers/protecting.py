"""What protects the child meanwhile: asking to wait longer, what keeps them safe, whether it still holds."""

from datetime import UTC

from casework import asking, protecting, showing
from handlers import doors, how_soon
from handlers.desk import Desk
from handlers.reading import Press, Sent, View
from messages import ids
from messages import protecting as forms
from procedure.refusal import Refused

_OWN_TIME = "tier"
_YES = frozenset({"agrees", "holds"})


def open_answer(desk: Desk, press: Press) -> View:
    """Ask whether the other side agrees that the child can wait longer."""
    asking.check(desk.database, press.reference, asking.to_answer_to_wait, by=press.by, now=press.now)
    shown = protecting.proposal(desk.database, press.reference, by=press.by, now=press.now)
    return forms.answer_put_back(shown, f"{press.reference}/{how_soon.stamp(shown.proposed_at)}")


def open_check(desk: Desk, press: Press) -> View:
    """Ask whether what keeps the child safe still holds."""
    asking.check(desk.database, press.reference, asking.to_check_safety, by=press.by, now=press.now)
    card = showing.card(desk.database, press.reference, by=press.by, now=press.now)
    suggested = protecting.safety_form(desk.database, press.reference, by=press.by, now=press.now)
    return forms.check_safety(card, suggested.check_at)


def _put_back_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_put_back, by=press.by, now=press.now)
    facts = protecting.waiting_form(desk.database, press.reference, by=press.by, now=press.now)
    return forms.put_back(f"{press.reference}/{how_soon.stamp(press.now)}", facts)


def _put_back_as_chosen(desk: Desk, form: Sent) -> View:
    at = how_soon.opened_at(form)
    facts = protecting.waiting_form(desk.database, form.reference, by=form.by, now=at)
    return forms.put_back(form.value, facts, form.chosen(ids.SOON))


def _put_back(desk: Desk, form: Sent) -> None:
    at = how_soon.opened_at(form)
    choices = protecting.waiting_form(desk.database, form.reference, by=form.by, now=at).choices
    until = None if form.chosen(ids.SOON) == _OWN_TIME else how_soon.instant(form, choices)
    protecting.propose_to_wait(
        desk.database,
        form.reference,
        until,
        form.text(ids.WORDS),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )


def _answer(desk: Desk, form: Sent) -> None:
    shown = protecting.proposal(desk.database, form.reference, by=form.by, now=form.now)
    if how_soon.stamp(shown.proposed_at) != form.number(1):
        raise Refused("another_put_back")
    protecting.answer_to_wait(
        desk.database,
        form.reference,
        shown.proposed_at.astimezone(UTC),
        agrees=_says_yes(form, ids.AGREES),
        by=form.by,
        now=form.now,
    )


def _safety_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_arrange_safety, by=press.by, now=press.now)
    facts = protecting.safety_form(desk.database, press.reference, by=press.by, now=press.now)
    return forms.arrange_safety(press.reference, facts)


def _arrange_safety(desk: Desk, form: Sent) -> None:
    arranged = protecting.SafetyForm(
        what=form.text(ids.SAFE),
        holder=form.one_named(ids.PERSON, "person"),
        check_at=form.moment(ids.CHECK_AT),
        identifiers_checked=form.identifiers_checked,
    )
    protecting.arrange_safety(desk.database, form.reference, arranged, by=form.by, now=form.now)


def _check_safety(desk: Desk, form: Sent) -> None:
    holds = _says_yes(form, ids.HOLDS)
    found = protecting.CheckForm(
        holds=holds,
        check_at=form.moment(ids.CHECK_AT) if holds else None,
        words=form.text(ids.WORDS),
        identifiers_checked=form.identifiers_checked,
    )
    protecting.check_safety(desk.database, form.reference, found, by=form.by, now=form.now)


def _says_yes(form: Sent, field: str) -> bool:
    chosen = form.chosen(field)
    if not chosen:
        raise Refused("empty", field=field)
    return chosen in _YES


OPENS: dict[str, doors.Opens] = {
    ids.PUT_BACK: _put_back_form,
    ids.ANSWER_PUT_BACK: open_answer,
    ids.ARRANGE_SAFETY: _safety_form,
    ids.CHECK_SAFETY: open_check,
}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {
    ids.PUT_BACK_FORM: _put_back,
    ids.ANSWER_PUT_BACK_FORM: _answer,
    ids.ARRANGE_SAFETY_FORM: _arrange_safety,
    ids.CHECK_SAFETY_FORM: _check_safety,
}
CHANGES: dict[str, doors.Changes] = {ids.PUT_BACK_FORM: _put_back_as_chosen}
FINDS: dict[str, doors.Finds] = {}
