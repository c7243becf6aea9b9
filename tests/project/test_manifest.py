from typing import Any

import pytest
import yaml

from tests.project.repository import ROOT

MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "app-manifest.yml").read_text(encoding="utf-8"))
DISPLAY = MANIFEST["display_information"]
FEATURES = MANIFEST["features"]
SETTINGS = MANIFEST["settings"]
SCOPES = frozenset(MANIFEST["oauth_config"]["scopes"]["bot"])
EVENTS = tuple(SETTINGS["event_subscriptions"]["bot_events"])

# An event without its scope is accepted by Slack and then never arrives.
SCOPE_OF_EVENT = {
    "app_home_opened": None,
    "app_uninstalled": None,
    "group_archive": "groups:read",
    "group_left": "groups:read",
    "group_deleted": "groups:read",
    "member_joined_channel": "groups:read",
    "member_left_channel": "groups:read",
    "team_join": "users:read",
    "tokens_revoked": None,
    "user_change": "users:read",
}
# Each with its reason: what is not here is not asked for.
REASON_OF_SCOPE = {
    "chat:write": "post and update our own messages",
    "commands": "the slash command and the shortcut",
    "groups:read": "know who is in a room",
    "groups:write": "open rooms, invite, archive",
    "pins:write": "pin the card",
    "users:read": "know who is deactivated or a guest",
    "users:read.email": "find the roster's people",
}


@pytest.mark.parametrize(
    ("text", "at_most"),
    [
        pytest.param(DISPLAY["name"], 35, id="name"),
        pytest.param(DISPLAY["description"], 140, id="description"),
        pytest.param(DISPLAY["long_description"], 4000, id="long description"),
        pytest.param(FEATURES["bot_user"]["display_name"], 80, id="bot's name"),
        *(pytest.param(s["name"], 24, id=f"shortcut {s['callback_id']}") for s in FEATURES["shortcuts"]),
        *(pytest.param(s["description"], 150, id=f"about {s['callback_id']}") for s in FEATURES["shortcuts"]),
        *(pytest.param(s["callback_id"], 255, id=s["callback_id"]) for s in FEATURES["shortcuts"]),
        *(pytest.param(c["command"], 32, id=c["command"]) for c in FEATURES["slash_commands"]),
        *(
            pytest.param(c["description"], 2000, id=f"about {c['command']}")
            for c in FEATURES["slash_commands"]
        ),
        *(pytest.param(c["usage_hint"], 1000, id=f"hint {c['command']}") for c in FEATURES["slash_commands"]),
    ],
)
def test_a_text_fits_slacks_limit(text: str, at_most: int) -> None:
    assert 0 < len(text) <= at_most


def test_the_long_description_is_as_long_as_slack_demands() -> None:
    assert len(DISPLAY["long_description"]) >= 175


def test_the_practitioner_has_the_command_and_the_shortcuts() -> None:
    commands = [command["command"] for command in FEATURES["slash_commands"]]
    shortcuts = [(shortcut["type"], shortcut["callback_id"]) for shortcut in FEATURES["shortcuts"]]

    assert commands == ["/disagree"]
    assert shortcuts == [
        ("global", "raise_disagreement"),
        ("message", "note_from_message"),
        ("message", "raise_from_message"),
    ]
    assert SETTINGS["interactivity"]["is_enabled"] is True


def test_names_typed_after_the_command_arrive_as_ids() -> None:
    assert all(command["should_escape"] is True for command in FEATURES["slash_commands"])


def test_people_can_read_the_apps_messages_and_not_write_case_text_there() -> None:
    assert FEATURES["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": True,
    }


def test_every_event_has_the_scope_without_which_it_never_comes() -> None:
    wanted = {SCOPE_OF_EVENT[event] for event in EVENTS} - {None}

    assert len(set(EVENTS)) == len(EVENTS)
    assert wanted <= SCOPES


def test_no_scope_is_asked_for_without_a_reason() -> None:
    assert set(REASON_OF_SCOPE) == SCOPES


def test_a_leaked_token_cannot_read_a_room() -> None:
    assert not [scope for scope in SCOPES if scope.endswith(":history")]
    assert not SCOPES & {"files:read", "search:read", "channels:join", "chat:write.public"}
    assert "user" not in MANIFEST["oauth_config"]["scopes"]


def test_the_app_listens_over_socket_mode_and_names_no_address() -> None:
    assert SETTINGS["socket_mode_enabled"] is True
    assert "url" not in str(MANIFEST)
