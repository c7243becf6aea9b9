"""What the app listens for, taken from its own registration, and what of that has come in over the wire."""

import re
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from re import Pattern
from typing import Any, Protocol

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

import handlers
from bot import settings
from bot.process import build
from handlers.desk import Desk
from messages import ids
from procedure.owed import What
from storage.engine import Database
from tests.journeys.conftest import InThisProcess

Heard = tuple[str, str]
"""What kind of thing came in, and the name by which a listener is found."""

ANYTHING_ELSE = ("action", "anything else")
_NAME = re.compile(r"\w+")
_WAIT_SECONDS = 10.0
_MENUS = {ids.MORE: "action", ids.OPEN_ITEM: "item"}
"""Presses that stand for another: what stands before the first stroke of their value says for which."""


def listened_for(database: Database, now: Callable[[], datetime]) -> frozenset[Heard]:
    """Return everything for which the app registers a listener, and each thing that can wait for somebody."""
    app = _Registering()
    handlers.register_all(app, Desk(database, now, _do_nothing))
    return frozenset(app.registered) | {("item", what) for what in What}


class Listening(InThisProcess):
    """The app in this process, which notes what comes in before its listeners have it."""

    def __init__(self) -> None:
        super().__init__()
        self._heard: set[Heard] = set()
        self._more = threading.Condition()

    def start(self, environment: Mapping[str, str]) -> None:
        """Build it, listen in, and start it."""
        self.process = build(settings.read(environment))
        self.process.app.use(self._listen_in)
        self.process.start()

    def waits_to_hear(self, expected: Iterable[Heard]) -> frozenset[Heard]:
        """Return all that has come in, as soon as what is expected has, or after a while."""
        wanted = set(expected)
        with self._more:
            self._more.wait_for(lambda: wanted <= self._heard, _WAIT_SECONDS)
            return frozenset(self._heard)

    def _listen_in(self, body: dict[str, Any], next: Callable[[], None]) -> None:
        with self._more:
            self._heard |= set(_names(body))
            self._more.notify_all()
        next()


class _Answers(Protocol):
    def __call__(self, listener: Callable[..., Any], /) -> Callable[..., Any] | None: ...


class _Registering(App):
    """A real Bolt app that also notes the name under which each listener is registered."""

    def __init__(self) -> None:
        self.registered: set[Heard] = set()
        super().__init__(signing_secret="unused", authorize=_nobody, request_verification_enabled=False)

    def action(self, constraints: Any, *more: Any, **named: Any) -> _Answers:
        """Listen for what is pressed or chosen."""
        return self._noted("action", constraints, super().action(constraints, *more, **named))

    def view(self, constraints: Any, *more: Any, **named: Any) -> _Answers:
        """Listen for a form that is sent."""
        return self._noted("view", constraints, super().view(constraints, *more, **named))

    def view_closed(self, constraints: Any, *more: Any, **named: Any) -> _Answers:
        """Listen for a form that is closed."""
        return self._noted("closed", constraints, super().view_closed(constraints, *more, **named))

    def options(self, constraints: Any, *more: Any, **named: Any) -> _Answers:
        """Listen for a search."""
        return self._noted("search", constraints, super().options(constraints, *more, **named))

    def command(self, command: Any, *more: Any, **named: Any) -> _Answers:
        """Listen for a slash command."""
        return self._noted("command", command, super().command(command, *more, **named))

    def shortcut(self, constraints: Any, *more: Any, **named: Any) -> _Answers:
        """Listen for a shortcut."""
        return self._noted("shortcut", constraints, super().shortcut(constraints, *more, **named))

    def event(self, event: Any, *more: Any, **named: Any) -> _Answers:
        """Listen for an event."""
        return self._noted("event", event, super().event(event, *more, **named))

    def _noted(self, kind: str, constraints: Any, register: Any) -> _Answers:
        is_pattern = isinstance(constraints, Pattern)
        names = _NAME.findall(constraints.pattern) if is_pattern else [str(constraints)]
        self.registered |= {(kind, name) for name in names} or {ANYTHING_ELSE}
        answers: _Answers = register
        return answers


def _names(body: Mapping[str, Any]) -> list[Heard]:
    """Return the names under which a payload looks for its listener."""
    kind = body.get("type", "command")
    read = _READ.get(kind)
    return read(body) if read else []


def _pressed(body: Mapping[str, Any]) -> list[Heard]:
    names: list[Heard] = []
    for action in body["actions"]:
        names.append(("action", action["action_id"]))
        if action["action_id"] in _MENUS:
            value = action.get("value") or action["selected_option"]["value"]
            names.append((_MENUS[action["action_id"]], value.partition("/")[0]))
    return names


_READ: Mapping[str, Callable[[Mapping[str, Any]], list[Heard]]] = {
    "command": lambda body: [("command", body["command"])],
    "shortcut": lambda body: [("shortcut", body["callback_id"])],
    "message_action": lambda body: [("shortcut", body["callback_id"])],
    "block_actions": _pressed,
    "block_suggestion": lambda body: [("search", body["action_id"])],
    "view_submission": lambda body: [("view", body["view"]["callback_id"])],
    "view_closed": lambda body: [("closed", body["view"]["callback_id"])],
    "event_callback": lambda body: [("event", body["event"]["type"])],
}


def _nobody(**_: Any) -> AuthorizeResult:
    raise LookupError("no payload comes to it")


def _do_nothing() -> None: ...
