"""What many tests do with the Web API: make a room, send a form, be refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

Json = dict[str, Any]


def as_form(said: Json) -> Json:
    """Return arguments as a form sends them: what is no text as JSON."""
    return {key: one if isinstance(one, str) else json.dumps(one) for key, one in said.items()}


def refusal(call: Callable[[], object]) -> Json:
    """Make a call that is refused, and return the whole refusal."""
    with pytest.raises(SlackApiError) as refused:
        call()
    body = refused.value.response.data
    assert isinstance(body, dict)
    return body


def room(web: WebClient, name: str = "room", *people: str) -> str:
    """Make a private channel with these people in it, and return its id."""
    channel: str = web.conversations_create(name=name, is_private=True)["channel"]["id"]
    if people:
        web.conversations_invite(channel=channel, users=",".join(people))
    return channel
