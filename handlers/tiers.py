"""While a tier has it: take it up, pass it on, move it up, hurry it, protect the child meanwhile."""

from collections.abc import Callable
from datetime import datetime

from casework import asking, showing, tiers
from handlers import doors, how_soon, people
from handlers.desk import Desk
from handlers.reading import Press, Sent, View, inputs
from messages import answers, ids, inside, reading
from messages import tiers as forms
from messages.facts import Choice
from procedure.acts import Review, Stands, Step, Way
from procedure.ladder import Promise


def open_read(desk: Desk, press: Press) -> View:
    """Show the whole disagreement as it stands."""
    return reading.read(showing.card(desk.database, press.reference, by=press.by, now=press.now))


def open_move_up(desk: Desk, press: Press) -> View:
    """Ask once more before the next tier is called."""
    asking.check(desk.database, press.reference, asking.to_move_up, by=press.by, now=press.now)
    card = showing.card(desk.database, press.reference, by=press.by, now=press.now)
    return forms.move_up(card) if card.way == Way.BETWEEN else inside.move_up(card)


def open_risk(desk: Desk, press: Press) -> View:
    """Ask how soon it must be settled at the tier reached."""
    asking.check(desk.database, press.reference, asking.to_answer_risk, by=press.by, now=press.now)
    return forms.risk(
        _stamped(press), showing.risk(desk.database, press.reference, by=press.by, now=press.now)
    )


def _take_up_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_take_up, by=press.by, now=press.now)
    promises = showing.promises(desk.database, press.reference, by=press.by, now=press.now)
    card = showing.card(desk.database, press.reference, by=press.by, now=press.now)
    return forms.take_up(press.reference, promises, card.way)


def _take_up(desk: Desk, form: Sent) -> None:
    promise = form.one_of(ids.PROMISE, Promise)
    tiers.take_up(desk.database, form.reference, promise, by=form.by, now=form.now)


def _move_up(desk: Desk, form: Sent) -> None:
    if ids.HARM not in inputs(form.view):
        tiers.move_up(desk.database, form.reference, by=form.by, now=form.now)
        return
    believes = form.chosen(ids.HARM) == inside.YES
    tiers.move_up_inside(desk.database, form.reference, believes_harm=believes, by=form.by, now=form.now)


def _sooner_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_bring_forward, by=press.by, now=press.now)
    return forms.sooner(_stamped(press), _sooner_choices(desk, press, press.now))


def _sooner_as_chosen(desk: Desk, form: Sent) -> View:
    choices = _sooner_choices(desk, form, how_soon.opened_at(form))
    return forms.sooner(form.value, choices, form.chosen(ids.SOON))


def _bring_forward(desk: Desk, form: Sent) -> None:
    until = how_soon.instant(form, _choices(desk, form, how_soon.opened_at(form)))
    tiers.bring_forward(desk.database, form.reference, until, by=form.by, now=form.now)


def _risk_as_chosen(desk: Desk, form: Sent) -> View:
    asked = showing.risk(desk.database, form.reference, by=form.by, now=how_soon.opened_at(form))
    return forms.risk(form.value, asked, form.chosen(ids.SOON))


def _answer_risk(desk: Desk, form: Sent) -> None:
    until = how_soon.protect_by(form, _choices(desk, form, how_soon.opened_at(form)))
    tiers.answer_risk(desk.database, form.reference, until, by=form.by, now=form.now)


def _not_mine_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_pass_on, by=press.by, now=press.now)
    return forms.not_mine(press.reference)


def _pass_on(desk: Desk, form: Sent) -> None:
    named = form.one_named(ids.PERSON, "person") if form.chosen(ids.PERSON) else None
    tiers.not_mine(desk.database, form.reference, named, by=form.by, now=form.now)


def _phoned_form(desk: Desk, press: Press) -> View:
    rule = asking.to_report_a_telephone_call
    asking.check(desk.database, press.reference, rule, by=press.by, now=press.now)
    parties = showing.parties(desk.database, press.reference, by=press.by, now=press.now)
    return forms.phoned(press.reference, parties)


def _reached(desk: Desk, form: Sent) -> None:
    agency = form.one_named(ids.AGENCY, "agency")
    tiers.reached_by_phone(desk.database, form.reference, agency, by=form.by, now=form.now)


def _step_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_take_a_step, by=press.by, now=press.now)
    return forms.step(press.reference, press.now)


def _take_step(desk: Desk, form: Sent) -> None:
    _record_step(desk, form, form.one_of(ids.STEP_KIND, Step), form.one_of(ids.STANDS, Stands))


def _record_step(desk: Desk, form: Sent, kind: Step, stands: Stands) -> None:
    step = tiers.StepForm(
        step=kind,
        stands=stands,
        taken_at=form.moment(ids.TAKEN_AT),
        by_whom=form.text(ids.BY_WHOM),
        their_reference=form.text(ids.THEIR_REFERENCE),
        detail=form.text(ids.DETAIL),
        identifiers_checked=form.identifiers_checked,
    )
    tiers.take_step(desk.database, form.reference, step, by=form.by, now=form.now)


def _police_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_take_a_step, by=press.by, now=press.now)
    return forms.police(press.reference, press.now)


def _report(desk: Desk, form: Sent) -> Callable[[], View]:
    _record_step(desk, form, Step.POLICE, Stands.DONE)
    return lambda: answers.done("police", form.reference)


def _look_again_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_look_again, by=press.by, now=press.now)
    prompts = showing.prompts(desk.database, press.reference, by=press.by, now=press.now)
    return forms.look_again(press.reference, prompts)


def _look_again(desk: Desk, form: Sent) -> None:
    tiers.look_again(
        desk.database,
        form.reference,
        form.one_of(ids.REVIEW, Review),
        form.text(ids.WORDS),
        form.text(ids.WOULD_CHANGE),
        identifiers_checked=form.identifiers_checked,
        by=form.by,
        now=form.now,
    )


def _take_out_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_take_out, by=press.by, now=press.now)
    card = showing.card(desk.database, press.reference, by=press.by, now=press.now)
    members = showing.members(desk.database, press.reference, by=press.by, now=press.now)
    stays = card.raised_by.person
    return forms.take_out(press.reference, [one for one in members if one.person != stays])


def _take_out(desk: Desk, form: Sent) -> None:
    person = form.one_named(ids.PERSON, "person")
    tiers.take_out(desk.database, form.reference, person, by=form.by, now=form.now)


def _hand_over_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_hand_over, by=press.by, now=press.now)
    return forms.hand_over(press.reference)


def _hand_over(desk: Desk, form: Sent) -> None:
    taker = form.one_named(ids.PERSON, "person")
    tiers.hand_over(desk.database, form.reference, taker, by=form.by, now=form.now)


def _stand_in_form(desk: Desk, press: Press) -> View:
    asking.check(desk.database, press.reference, asking.to_name_a_stand_in, by=press.by, now=press.now)
    parties = showing.parties(desk.database, press.reference, by=press.by, now=press.now)
    return forms.stand_in(press.reference, parties)


def _name_stand_in(desk: Desk, form: Sent) -> None:
    agency, person = form.one_named(ids.AGENCY, "agency"), form.one_named(ids.PERSON, "person")
    tiers.name_stand_in(desk.database, form.reference, agency, person, by=form.by, now=form.now)


def _who_to_ring(desk: Desk, press: Press) -> View:
    return reading.who_to_ring(showing.card(desk.database, press.reference, by=press.by, now=press.now))


def _stamped(press: Press) -> str:
    return f"{press.reference}/{how_soon.stamp(press.now)}"


def _choices(desk: Desk, asked: Press | Sent, at: datetime) -> tuple[Choice, ...]:
    return showing.how_soon(desk.database, asked.reference, by=asked.by, now=at)


def _sooner_choices(desk: Desk, asked: Press | Sent, at: datetime) -> tuple[Choice, ...]:
    return showing.sooner(desk.database, asked.reference, by=asked.by, now=at)


OPENS: dict[str, doors.Opens] = {
    ids.READ: open_read,
    ids.TAKE_UP: _take_up_form,
    ids.MOVE_UP: open_move_up,
    ids.SOONER: _sooner_form,
    ids.RISK: open_risk,
    ids.NOT_MINE: _not_mine_form,
    ids.PHONED: _phoned_form,
    ids.STEP: _step_form,
    ids.POLICE: _police_form,
    ids.LOOK_AGAIN: _look_again_form,
    ids.TAKE_OUT: _take_out_form,
    ids.HAND_OVER: _hand_over_form,
    ids.STAND_IN: _stand_in_form,
    ids.WHO_TO_RING: _who_to_ring,
}
ACTS: dict[str, doors.Acts] = {}
TAKES: dict[str, doors.Takes] = {
    ids.TAKE_UP_FORM: _take_up,
    ids.MOVE_UP_FORM: _move_up,
    ids.SOONER_FORM: _bring_forward,
    ids.RISK_FORM: _answer_risk,
    ids.NOT_MINE_FORM: _pass_on,
    ids.PHONED_FORM: _reached,
    ids.STEP_FORM: _take_step,
    ids.POLICE_FORM: _report,
    ids.LOOK_AGAIN_FORM: _look_again,
    ids.TAKE_OUT_FORM: _take_out,
    ids.HAND_OVER_FORM: _hand_over,
    ids.STAND_IN_FORM: _name_stand_in,
}
CHANGES: dict[str, doors.Changes] = {ids.SOONER_FORM: _sooner_as_chosen, ids.RISK_FORM: _risk_as_chosen}
FINDS: dict[str, doors.Finds] = {ids.PERSON: people.find, ids.TOOK_PART: people.find}
