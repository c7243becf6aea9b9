"""A small app that is not ours: its manifest, and a Bolt app that keeps what it was sent."""

import copy
import queue
import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

Json = dict[str, Any]
_ANY = re.compile(".*")

SCOPES = (
    "bookmarks:write",
    "channels:manage",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:read",
    "groups:write",
    "im:write",
    "mpim:write",
    "pins:write",
    "team:read",
    "users:read",
    "users:read.email",
)
EVENTS = (
    "app_home_opened",
    "member_joined_channel",
    "member_left_channel",
    "group_archive",
    "group_left",
    "group_unarchive",
    "group_deleted",
    "user_change",
    "team_join",
    "app_uninstalled",
    "tokens_revoked",
)
_MANIFEST: Json = {
    "display_information": {"name": "Foreign"},
    "features": {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": True,
        },
        "bot_user": {"display_name": "Foreign"},
        "slash_commands": [{"command": "/tea", "description": "Make tea", "should_escape": True}],
        "shortcuts": [
            {"name": "Make tea", "type": "global", "callback_id": "tea", "description": "Make tea"},
            {"name": "Tea for this", "type": "message", "callback_id": "tea_for", "description": "Make tea"},
        ],
    },
    "oauth_config": {"scopes": {"bot": list(SCOPES)}},
    "settings": {
        "event_subscriptions": {"bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


def manifest(*, without_scopes: tuple[str, ...] = (), with_scopes: tuple[str, ...] = ()) -> Json:
    """Return the foreign app's manifest, some scopes fewer or more."""
    made = copy.deepcopy(_MANIFEST)
    kept = [scope for scope in SCOPES if scope not in without_scopes]
    made["oauth_config"]["scopes"]["bot"] = [*kept, *with_scopes]
    return made


class Foreign:
    """Keeps each payload that arrives, by kind, and answers as the test says."""

    def __init__(self, client: WebClient) -> None:
        self.client = client
        self.answers: dict[str, Callable[[Ack, Json], object]] = {}
        self.app = App(
            client=client, token_verification_enabled=False, signing_secret="practice-signing-secret"
        )
        self._arrived: dict[str, queue.SimpleQueue[Json]] = {}
        self._listen()

    def on(self, kind: str, answer: Callable[[Ack, Json], object]) -> None:
        """Answer this kind of payload so from now on; without this it is acknowledged and nothing more."""
        self.answers[kind] = answer

    def next(self, kind: str, seconds: float = 10.0) -> Json:
        """Return the next command, shortcut, action, view, closed, options, or event by its type."""
        return self._queue(kind).get(timeout=seconds)

    def none_of(self, kind: str) -> bool:
        """Say whether no payload of this kind is left."""
        return self._queue(kind).empty()

    def _queue(self, kind: str) -> "queue.SimpleQueue[Json]":
        return self._arrived.setdefault(kind, queue.SimpleQueue())

    def _listen(self) -> None:
        self.app.command("/tea")(self._take("command"))
        self.app.shortcut("tea")(self._take("shortcut"))
        self.app.shortcut("tea_for")(self._take("shortcut"))
        self.app.action(_ANY)(self._take("action"))
        self.app.view(_ANY)(self._take("view"))
        self.app.view_closed(_ANY)(self._take("closed"))
        self.app.options(_ANY)(self._take("options"))
        for event in EVENTS:
            self.app.event(event)(self._take_event(event))

    def _take(self, kind: str) -> Callable[..., None]:
        def take(ack: Ack, body: Json) -> None:
            self._queue(kind).put(body)
            answer = self.answers.get(kind)
            if answer:
                answer(ack, body)
            else:
                ack()

        return take

    def _take_event(self, event: str) -> Callable[..., None]:
        def take(body: Json) -> None:
            self._queue(event).put(body)

        return take
