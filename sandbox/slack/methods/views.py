"""Web API: modals and App Home."""

from typing import Any

from sandbox.slack.arguments import invalid_arguments
from sandbox.slack.limits import TIER_4
from sandbox.slack.methods.calling import Call, Method
from sandbox.slack.modals import View
from sandbox.slack.shapes import Json, SlackError
from sandbox.slack.triggers import Trigger
from sandbox.slack.view_content import accepted_view


def open_view(call: Call) -> Json:
    """
    Answer views.open: a new stack with this view, for who gave the trigger.

    From inside a modal it answers ok and, on most of Slack's screens, shows nothing: push and update are
    the ways there.
    """
    trigger = _trigger(call)
    content = accepted_view(call.workspace, _given(call), "modal")
    modals, now = call.workspace.modals, call.workspace.clock.now()
    if trigger.view_id is None:
        return _shown(call, modals.open(trigger.person, content, now), trigger)
    call.workspace.journal.went_wrong(
        now, "views.open from inside a modal shows nothing: push or update instead"
    )
    trigger.exchanged = True
    return {"view": modals.unseen(trigger.person, content, now).as_view()}


def push(call: Call) -> Json:
    """Answer views.push: this view on top of the one that the trigger came from."""
    trigger = _trigger(call)
    content = accepted_view(call.workspace, _given(call), "modal")
    if trigger.view_id not in [view.id for view in call.workspace.modals.stack(trigger.person)]:
        raise SlackError("not_found")
    view = call.workspace.modals.push(trigger.person, content, call.workspace.clock.now())
    return _shown(call, view, trigger)


def update(call: Call) -> Json:
    """Answer views.update, by the view's id or the app's own name for it."""
    view_id, external_id = call.args.text("view_id"), call.args.text("external_id")
    if view_id and external_id:
        raise invalid_arguments("Cannot provide both `view_id` and `external_id`")
    if not view_id and not external_id:
        raise invalid_arguments("missing required field: view_id or external_id")
    modals = call.workspace.modals
    view = modals.find(view_id) if view_id else modals.find_external(external_id)
    content = accepted_view(
        call.workspace, _given(call), view.content["type"] if view else "modal", replaces=view
    )
    if view is None:
        raise SlackError("not_found")
    _same_hash(call, view)
    modals.update(view, content, call.workspace.clock.now())
    return _shown(call, view)


def publish(call: Call) -> Json:
    """Answer views.publish: someone's App Home."""
    user = call.args.required("user_id")
    if user not in call.workspace.people or call.workspace.people[user].is_bot:
        raise invalid_arguments("invalid `user_id`")
    home = call.workspace.modals.homes.get(user)
    content = accepted_view(call.workspace, _given(call), "home", replaces=home)
    if not call.app.home_tab:
        raise SlackError("not_enabled")
    if home:
        _same_hash(call, home)
    view = call.workspace.modals.publish(user, content, call.workspace.clock.now())
    return _shown(call, view)


def _trigger(call: Call) -> Trigger:
    trigger_id = call.args.text("trigger_id") or call.args.text("interactivity_pointer")
    if not trigger_id:
        raise invalid_arguments("missing required field: trigger_id")
    return call.workspace.triggers.check(trigger_id)


def _given(call: Call) -> Any:
    given = call.args.structure("view", "invalid_arguments")
    if given is None:
        raise invalid_arguments("missing required field: view")
    return given


def _same_hash(call: Call, view: View) -> None:
    given = call.args.text("hash")
    if given and given != view.hash:
        raise SlackError("hash_conflict")


def _shown(call: Call, view: View, trigger: Trigger | None = None) -> Json:
    if trigger:
        trigger.exchanged = True
    call.workspace.note_view(view)
    return {"view": view.as_view()}


METHODS = {
    "views.open": Method(open_view, TIER_4),
    "views.push": Method(push, TIER_4),
    "views.update": Method(update, TIER_4),
    "views.publish": Method(publish, TIER_4),
}
