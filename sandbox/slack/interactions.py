"""The payloads of what people do with an app, in Slack's shapes."""

from typing import Any

from sandbox.slack.channels import Channel, Message
from sandbox.slack.elements import KEEPING, Placed, State
from sandbox.slack.identity import APP_ID, TEAM_DOMAIN, TEAM_ID, VERIFICATION_TOKEN
from sandbox.slack.modals import View
from sandbox.slack.people import Person
from sandbox.slack.shapes import Json


def command(
    person: Person, name: str, text: str, channel: Channel, trigger_id: str, response_url: str
) -> Json:
    """Return the fields of a slash command."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        "channel_id": channel.id,
        "channel_name": channel.shown_name,
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": trigger_id,
    }


def global_shortcut(person: Person, callback_id: str, trigger_id: str, action_ts: str) -> Json:
    """Return the payload of a global shortcut."""
    return _common("shortcut", person) | {
        "action_ts": action_ts,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
    }


def message_shortcut(
    person: Person,
    callback_id: str,
    channel: Channel,
    message: Message,
    trigger_id: str,
    response_url: str,
    action_ts: str,
) -> Json:
    """Return the payload of a shortcut taken on a message."""
    return _common("message_action", person) | {
        "action_ts": action_ts,
        "callback_id": callback_id,
        "trigger_id": trigger_id,
        "response_url": response_url,
        "channel": _named(channel),
        "message_ts": message.ts,
        "message": message.as_message(),
    }


def action_in_message(
    person: Person,
    action: Json,
    channel: Channel,
    message: Message,
    state: State,
    trigger_id: str,
    response_url: str,
) -> Json:
    """Return the payload of a press in a message; an ephemeral message is named but not sent along."""
    ephemeral = message.ephemeral_to is not None
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": ephemeral,
    }
    payload = _common("block_actions", person) | {
        "container": container,
        "trigger_id": trigger_id,
        "channel": _named(channel),
        "state": {"values": state},
        "response_url": response_url,
        "actions": [action],
    }
    return payload if ephemeral else payload | {"message": message.as_message()}


def action_in_view(person: Person, action: Json, view: View, trigger_id: str) -> Json:
    """Return the payload of a press in a modal or in Home."""
    return _common("block_actions", person) | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": trigger_id,
        "view": view.as_view(),
        "actions": [action],
    }


def submission(person: Person, view: View, trigger_id: str) -> Json:
    """Return the payload of a submitted modal."""
    return _common("view_submission", person) | {
        "trigger_id": trigger_id,
        "view": view.as_view(),
        "response_urls": [],
    }


def closing(person: Person, view: View, *, cleared: bool) -> Json:
    """Return the payload of a modal closed unsent."""
    return _common("view_closed", person) | {"view": view.as_view(), "is_cleared": cleared}


def suggestion(person: Person, placed: Placed, words: str, view: View) -> Json:
    """Return the payload of words typed into a search of a modal."""
    return _common("block_suggestion", person) | {
        "container": {"type": "view", "view_id": view.id},
        "action_id": placed.action_id,
        "block_id": placed.block_id,
        "value": words,
        "view": view.as_view(),
    }


def action(placed: Placed, held: Json | None, chosen: Any, action_ts: str) -> Json:
    """Return one entry of `actions`: what the element is and what it now holds."""
    element = placed.element
    entry: Json = {"type": placed.type, "block_id": placed.block_id, "action_id": placed.action_id}
    entry |= {key: element[key] for key in ("text", "value", "style", "placeholder") if key in element}
    keeping = KEEPING.get(placed.type)
    if keeping and held is not None:
        entry[keeping.key] = held[keeping.key]
        if keeping.initial in element:
            entry[keeping.initial] = element[keeping.initial]
    elif placed.type == "overflow":
        entry["selected_option"] = chosen
    elif placed.type == "feedback_buttons":
        entry |= {"text": chosen["text"], "value": chosen["value"]}
    return entry | {"action_ts": action_ts}


def _common(kind: str, person: Person) -> Json:
    return {
        "type": kind,
        "token": VERIFICATION_TOKEN,
        "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
        "user": person.in_payload(),
        "api_app_id": APP_ID,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _named(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel.shown_name}
