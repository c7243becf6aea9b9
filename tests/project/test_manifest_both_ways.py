"""The manifest and the program agree both ways: what it declares is used, and what is used it declares."""

import re
from pathlib import Path

import handlers
from messages import ids
from tests.project.test_manifest import EVENTS, FEATURES, SCOPES

HANDLERS = Path(handlers.__file__).parent
BOT = HANDLERS.parent / "bot"

# What each method that we call needs, by Slack's own description of it.
SCOPES_OF_METHOD: dict[str, set[str]] = {
    "auth.test": set(),
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.archive": {"groups:write"},
    "conversations.create": {"groups:write"},
    "conversations.invite": {"groups:write"},
    "conversations.kick": {"groups:write"},
    "pins.add": {"pins:write"},
    "users.conversations": {"groups:read"},
    "users.info": {"users:read"},
    "users.lookupByEmail": {"users:read.email"},
    "users.list": {"users:read", "users:read.email"},
}
SCOPES_OF_EVENTS = {"groups:read", "users:read"}


def test_every_scope_is_needed_by_a_method_that_is_called_and_the_reverse() -> None:
    called = _methods_called()
    needed = {scope for method in called for scope in SCOPES_OF_METHOD[method]}

    assert called == set(SCOPES_OF_METHOD)
    assert needed | SCOPES_OF_EVENTS | {"commands"} == SCOPES


def test_every_command_shortcut_and_event_is_listened_to_and_the_reverse() -> None:
    assert {command["command"] for command in FEATURES["slash_commands"]} == {ids.COMMAND}
    assert {shortcut["callback_id"] for shortcut in FEATURES["shortcuts"]} == {
        ids.SHORTCUT,
        ids.NOTE_SHORTCUT,
        ids.MESSAGE_SHORTCUT,
    }
    assert _events_listened_to() == set(EVENTS)


def _methods_called() -> set[str]:
    sources = "\n".join(file.read_text(encoding="utf-8") for file in BOT.rglob("*.py"))
    return set(re.findall(r'"((?:auth|chat|conversations|files|pins|users|team|bookmarks)\.\w+)"', sources))


def _events_listened_to() -> set[str]:
    """The names of events, read off what the app is told to listen for."""
    sources = "\n".join(file.read_text(encoding="utf-8") for file in HANDLERS.glob("*.py"))
    single = re.findall(r"app\.event\(\"(\w+)\"\)", sources)
    looped = re.findall(r"for name in \(([^)]*)\):\n\s+app\.event\(name\)", sources)
    return {*single, *(name for each in looped for name in re.findall(r'"(\w+)"', each))}
