"""Raising a disagreement: the command, the form that follows what is chosen in it, the receipt."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from casework import details, people, raising, showing
from casework.answers import tell
from handlers import answers, doors, how_soon, leave, reading
from handlers.desk import Desk
from handlers.note_from_message import as_read
from handlers.reading import Json, Press, Sent, View
from messages import answers as answered
from messages import facts, ids, inside
from messages import raising as forms
from messages.refusals import refusal
from procedure.acts import About, Danger, Way
from procedure.refusal import Refused
from procedure.rules import Rules
from storage.engine import Unavailable

Reply = str | dict[str, Any]
"""What only the person sees who typed the command: a text, or a text with its blocks."""


def listen(app: App, desk: Desk) -> None:
    """Listen for the command, the shortcut, and the form closed unsent."""
    app.command(ids.COMMAND)(_command(desk))
    app.shortcut(ids.SHORTCUT)(doors.opening(desk, open_form))
    app.shortcut(ids.MESSAGE_SHORTCUT)(doors.opening_from(desk, lambda body: partial(_with_words, body)))
    app.view_closed(ids.RAISE_FORM)(doors.closing(desk, _say_that_nothing_was_sent))


def _command(desk: Desk) -> Callable[..., None]:
    def answer(ack: Ack, body: Json, context: BoltContext, client: WebClient) -> None:
        ack(_commanded(desk, body, context, client))

    return answer


def _commanded(desk: Desk, body: Json, context: BoltContext, client: WebClient) -> Reply:
    """Return what only the person sees; an empty text where the form has opened."""
    now, word = desk.now(), (body.get("text") or "").strip().lower()
    try:
        by = reading.actor(desk, body, context)
        if word in _TEXTS:
            return _TEXTS[word](desk, by, now)
        opens = _WINDOWS.get(word, open_form)
        doors.place(client, body, opens(desk, Press(by, now, "")))
    except Refused as refused:
        return answers.words(desk, refused, now)
    except Unavailable:
        return answers.unrecorded_words()
    except doors.UNREACHED:
        return refusal(facts.Refusal("not_opened"))
    return ""


def _help(desk: Desk, by: int, now: datetime) -> Reply:
    """Help is for everybody, most of all for whoever the roster does not list yet."""
    said = forms.help_message(showing.guide(desk.database, by=by))
    return {"text": said.text, "blocks": said.blocks}


def _list(desk: Desk, by: int, now: datetime) -> Reply:
    return forms.list_text(showing.home(desk.database, by, now=now).cases)


_TEXTS: dict[str, Callable[[Desk, int, datetime], Reply]] = {"help": _help, "list": _list}
_WINDOWS: dict[str, doors.Opens] = {"leave": leave.open_form}


def open_form(desk: Desk, press: Press) -> View:
    """Open the raising form."""
    return _form(desk, press.by, press.now)


def _raise_anew(desk: Desk, press: Press) -> View:
    """Open the raising form, with what can't be opened again as a reference."""
    return _form(desk, press.by, press.now, earlier=press.reference)


def _with_words(body: Json, desk: Desk, press: Press) -> View:
    """The form with what stands in the message, to be put right before it is sent (London 11.1.1)."""
    said = as_read(desk, body["message"].get("text") or "")
    return _form(desk, press.by, press.now, dispute=said)


def _form(desk: Desk, by: int, now: datetime, *, earlier: str = "", dispute: str = "") -> View:
    """The raising form; for somebody whom the roster does not list, the question where they work first."""
    try:
        shown = showing.raise_form(desk.database, by=by, now=now)
    except Refused as refused:
        if refused.reason != "choose_agency":
            raise
        return forms.who_form(showing.agencies(desk.database), (), uuid4().hex)
    begun = replace(shown, earlier=earlier, dispute=dispute)
    return forms.form(begun, f"{uuid4().hex}/{how_soon.stamp(now)}")


def _with_teams(desk: Desk, form: Sent) -> View:
    agency = form.one_named(ids.AGENCY, "agency")
    return forms.who_form(showing.agencies(desk.database), showing.teams(desk.database, agency), form.form_id)


def _choose_agency(desk: Desk, form: Sent) -> Callable[[], View]:
    team = form.one_named(ids.TEAM, "team") if form.chosen(ids.TEAM) else None
    people.choose_agency(desk.database, form.one_named(ids.AGENCY, "agency"), team, by=form.by)
    return lambda: _form(desk, form.by, form.now)


def _as_chosen(desk: Desk, form: Sent) -> View:
    """The open form as what was chosen in it makes it; a danger closed unsent will be answered."""
    shown = showing.raise_form(desk.database, by=form.by, now=how_soon.opened_at(form))
    danger, soon = form.chosen(ids.DANGER), form.chosen(ids.SOON)
    view = _with_way(
        desk,
        form,
        forms.form(replace(shown, danger=danger, soon=soon, dispute=form.text(ids.DISPUTE)), form.value),
    )
    return view | {"notify_on_close": _is_in_danger(form)}


def _raise(desk: Desk, form: Sent) -> Callable[[], View]:
    danger = form.one_of(ids.DANGER, Danger)
    drafted = raising.Form(
        form_id=form.form_id,
        danger=danger,
        against=form.named(ids.AGAINST),
        dispute=form.text(ids.DISPUTE),
        wanted=form.text(ids.WANTED),
        their_reference=form.text(ids.THEIR_REFERENCE),
        protect_by=partial(_protect_by, form) if danger is Danger.NONE else raising.in_its_own_time,
        ask_lead=danger is Danger.NONE and form.chosen(ids.SOON) == how_soon.UNKNOWN,
        identifiers_checked=form.identifiers_checked,
        way=form.one_of(ids.WAY, Way) if ids.WAY in reading.inputs(form.view) else None,
    )
    try:
        raised = raising.raise_disagreement(desk.database, drafted, by=form.by, now=form.now)
    except Refused as refused:
        if refused.reason != "inside_agency":
            raise
        asked = inside.with_way(reading.shown_again(form.view), _inside(desk, form))
        return lambda: asked | {"notify_on_close": _is_in_danger(form)}
    return lambda: forms.receipt(showing.first_receipt(raised, by=form.by))


def _inside(desk: Desk, form: Sent) -> facts.Inside:
    found = showing.inside_agency(desk.database, form.named(ids.AGAINST), by=form.by, now=form.now)
    assert found is not None, "refused because all that is named is of one agency"
    return found


def _with_way(desk: Desk, form: Sent, view: View) -> View:
    """Which way stays asked where it was asked, as long as only the own agency is named."""
    if ids.WAY not in reading.inputs(form.view):
        return view
    found = showing.inside_agency(desk.database, form.named(ids.AGAINST), by=form.by, now=form.now)
    return inside.with_way(view, found, form.chosen(ids.WAY)) if found else view


def _protect_by(form: Sent, rules: Rules) -> datetime | None:
    return how_soon.protect_by(form, showing.choices(rules, now=how_soon.opened_at(form)))


def _save_details(desk: Desk, form: Sent) -> Callable[[], View]:
    reference, about = form.reference, form.one_of(ids.ABOUT, About)
    details.name_kind(desk.database, reference, about, by=form.by, now=form.now)
    return lambda: forms.receipt(
        showing.receipt(desk.database, reference, by=form.by, now=form.now, details_saved=True)
    )


def _take_back(desk: Desk, press: Press) -> View:
    raising.take_back(desk.database, press.reference, by=press.by, now=press.now)
    return answered.done("taken_back", press.reference)


def _say_that_nothing_was_sent(desk: Desk, form: Sent) -> None:
    if _is_in_danger(form):
        tell(desk.database, form.by, "danger_unsent", now=form.now)


def _is_in_danger(form: Sent) -> bool:
    return form.chosen(ids.DANGER) not in ("", Danger.NONE)


def _find(desk: Desk, form: Sent, words: str) -> tuple[tuple[str, str], ...]:
    return showing.search(desk.database, words, by=form.by, now=form.now)


OPENS: dict[str, doors.Opens] = {ids.OPEN_RAISE: open_form, ids.RAISE_ANEW: _raise_anew}
ACTS: dict[str, doors.Acts] = {ids.TAKE_BACK: _take_back}
TAKES: dict[str, doors.Takes] = {
    ids.RAISE_FORM: _raise,
    ids.RECEIPT: _save_details,
    ids.WHO_FORM: _choose_agency,
}
CHANGES: dict[str, doors.Changes] = {ids.RAISE_FORM: _as_chosen, ids.WHO_FORM: _with_teams}
FINDS: dict[str, doors.Finds] = {ids.AGAINST: _find}
