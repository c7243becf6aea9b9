"""The Web API answers as Slack does, and refuses what Slack refuses by Slack's code."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.slack.client import Practice
from sandbox.slack.identity import APP_TOKEN, BOT_USER_ID, TEAM_ID
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import web_client
from tests.sandbox.slack.foreign import manifest
from tests.sandbox.slack.pieces import actions, button, home, modal, section

Json = dict[str, Any]


def room(web: WebClient, name: str = "room", *people: str) -> str:
    channel: str = web.conversations_create(name=name, is_private=True)["channel"]["id"]
    if people:
        web.conversations_invite(channel=channel, users=",".join(people))
    return channel


def refusal(call: Callable[[], object]) -> Json:
    with pytest.raises(SlackApiError) as refused:
        call()
    body = refused.value.response.data
    assert isinstance(body, dict)
    return body


def test_the_bot_learns_who_it_is(web: WebClient) -> None:
    me = web.auth_test()

    assert (me["team_id"], me["user_id"], me["is_enterprise_install"]) == (TEAM_ID, BOT_USER_ID, False)


def test_scopes_are_named_in_a_header(web: WebClient) -> None:
    assert "groups:write" in web.team_info().headers["x-oauth-scopes"]


def test_a_call_may_come_as_a_form_or_as_json(web: WebClient) -> None:
    said: Json = {"channel": "UPRIYA", "text": "Hello", "blocks": [section()]}

    as_json = web.api_call("chat.postMessage", json=said)
    as_form = web.api_call("chat.postMessage", data=_form(said))

    assert as_json["message"]["blocks"][0]["text"] == as_form["message"]["blocks"][0]["text"]


def _form(said: Json) -> Json:
    return {key: one if isinstance(one, str) else json.dumps(one) for key, one in said.items()}


def test_a_room_is_made_filled_named_and_closed(web: WebClient, practice: Practice) -> None:
    channel = room(web, "room-7k2", "UPRIYA", "UTOM")

    web.conversations_setTopic(channel=channel, topic="Topic")
    web.conversations_setPurpose(channel=channel, purpose="Purpose")
    web.conversations_rename(channel=channel, name="room-7k3")
    web.conversations_kick(channel=channel, user="UTOM")
    ts = web.chat_postMessage(channel=channel, text="Hello")["ts"]
    web.pins_add(channel=channel, timestamp=ts)
    web.bookmarks_add(channel_id=channel, title="Procedure", type="link", link="https://example.org")
    web.conversations_archive(channel=channel)

    seen = practice.sees("UPRIYA").channel("room-7k3")
    assert seen is not None
    assert (seen.topic, seen.purpose, seen.archived) == ("Topic", "Purpose", True)
    assert seen.members == (BOT_USER_ID, "UPRIYA")
    assert [(one.text, one.pinned) for one in seen.messages] == [("Hello", True)]
    assert seen.bookmarks[0]["title"] == "Procedure"
    assert practice.sees("UTOM").channel("room-7k3") is None


def test_members_and_rooms_come_page_by_page(web: WebClient) -> None:
    channel = room(web, "room-1", "UPRIYA", "UTOM")
    room(web, "room-2")

    first = web.conversations_members(channel=channel, limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = web.conversations_members(channel=channel, limit=2, cursor=cursor)
    rooms = web.users_conversations(types="private_channel", exclude_archived=True)["channels"]

    assert [*first["members"], *second["members"]] == [BOT_USER_ID, "UPRIYA", "UTOM"]
    assert [(one["name"], one["creator"]) for one in rooms] == [
        ("room-1", BOT_USER_ID),
        ("room-2", BOT_USER_ID),
    ]


def test_a_person_is_found_by_email_until_deactivated(web: WebClient, practice: Practice) -> None:
    assert web.users_lookupByEmail(email="PRIYA@example.org")["user"]["id"] == "UPRIYA"

    practice.deactivate("UPRIYA")

    assert refusal(lambda: web.users_lookupByEmail(email="priya@example.org"))["error"] == "users_not_found"
    assert web.users_info(user="UPRIYA")["user"]["deleted"] is True
    assert web.chat_postMessage(channel="UPRIYA", text="Hello")["ok"]
    assert refusal(lambda: web.conversations_open(users="UPRIYA"))["error"] == "user_disabled"


def test_the_email_is_told_only_with_its_scope(web: WebClient, practice: Practice) -> None:
    assert web.users_info(user="UPRIYA")["user"]["profile"]["email"] == "priya@example.org"

    practice.take_scope("users:read.email")

    assert "email" not in web.users_info(user="UPRIYA")["user"]["profile"]


def test_blocks_stay_when_a_message_is_updated_without_them(web: WebClient, practice: Practice) -> None:
    posted = web.chat_postMessage(channel="UPRIYA", text="Old", blocks=[actions(button())])
    channel, ts = posted["channel"], posted["ts"]

    web.api_call("chat.update", json={"channel": channel, "ts": ts, "text": "New"})
    kept = practice.sees("UPRIYA").channels[-1].messages[0]
    web.api_call("chat.update", json={"channel": channel, "ts": ts, "text": "Newer", "blocks": []})
    bare = practice.sees("UPRIYA").channels[-1].messages[0]

    assert (kept.text, kept.buttons) == ("New", ("press",))
    assert (bare.text, bare.buttons) == ("Newer", ())


def test_a_file_goes_up_in_three_steps_and_is_seen_in_the_room(web: WebClient, practice: Practice) -> None:
    channel = room(web, "room", "UPRIYA")

    web.files_upload_v2(channel=channel, filename="record.txt", content="All of it", title="The record")

    seen = practice.sees("UPRIYA").channel("room")
    assert seen is not None
    message = seen.messages[0]
    assert message.files[0]["title"] == "The record"
    assert practice.file("UPRIYA", message.files[0]["id"]) == b"All of it"


def test_history_is_read_only_with_its_scope(
    slack: PracticeSlack, web: WebClient, practice: Practice
) -> None:
    channel = room(web, "room", "UPRIYA")
    practice.say("UPRIYA", "room", "Hello")

    refused = refusal(lambda: web.conversations_history(channel=channel))
    practice.install(manifest(with_scopes=("groups:history",)))

    assert (refused["error"], refused["needed"]) == (
        "missing_scope",
        "channels:history,groups:history,im:history,mpim:history",
    )
    assert [one["text"] for one in web.conversations_history(channel=channel)["messages"]] == ["Hello"]


NO = "x" * 90
BAD_CALLS: dict[str, tuple[str, Json, str]] = {
    "a method that is not": ("chat.shout", {}, "unknown_method"),
    "no name": ("conversations.create", {"is_private": True}, "invalid_name_required"),
    "a name too long": (
        "conversations.create",
        {"name": "x" * 81, "is_private": True},
        "invalid_name_maxlength",
    ),
    "capitals in a name": (
        "conversations.create",
        {"name": "Room", "is_private": True},
        "invalid_name_specials",
    ),
    "a name of marks": (
        "conversations.create",
        {"name": "--_", "is_private": True},
        "invalid_name_punctuation",
    ),
    "a name taken": ("conversations.create", {"name": "mine", "is_private": True}, "name_taken"),
    "an archived name": ("conversations.create", {"name": "closed", "is_private": True}, "name_taken"),
    "nobody invited": ("conversations.invite", {"channel": "mine"}, "no_user"),
    "a stranger invited": ("conversations.invite", {"channel": "mine", "users": "UNOBODY"}, "user_not_found"),
    "the bot itself": ("conversations.invite", {"channel": "mine", "users": BOT_USER_ID}, "cant_invite_self"),
    "invited twice": ("conversations.invite", {"channel": "mine", "users": "UPRIYA"}, "already_in_channel"),
    "invited when closed": ("conversations.invite", {"channel": "closed", "users": "UTOM"}, "is_archived"),
    "invited elsewhere": (
        "conversations.invite",
        {"channel": "theirs", "users": "UTOM"},
        "channel_not_found",
    ),
    "invited in public": ("conversations.invite", {"channel": "general", "users": "UTOM"}, "not_in_channel"),
    "a deactivated person": ("conversations.invite", {"channel": "mine", "users": "UGONE"}, "cant_invite"),
    "a guest's second channel": (
        "conversations.invite",
        {"channel": "mine", "users": "UGUEST"},
        "ura_max_channels",
    ),
    "kicked who is out": ("conversations.kick", {"channel": "mine", "user": "UZED"}, "not_in_channel"),
    "the bot kicked": ("conversations.kick", {"channel": "mine", "user": BOT_USER_ID}, "cant_kick_self"),
    "closed twice": ("conversations.archive", {"channel": "closed"}, "already_archived"),
    "a DM closed": ("conversations.archive", {"channel": "dm"}, "method_not_supported_for_channel_type"),
    "a topic too long": ("conversations.setTopic", {"channel": "mine", "topic": "x" * 251}, "too_long"),
    "a purpose too long": ("conversations.setPurpose", {"channel": "mine", "purpose": "x" * 251}, "too_long"),
    "a topic when closed": ("conversations.setTopic", {"channel": "closed", "topic": "x"}, "is_archived"),
    "no topic": ("conversations.setTopic", {"channel": "mine"}, "invalid_arguments"),
    "nobody opened with": ("conversations.open", {}, "users_list_not_supplied"),
    "a stranger opened with": ("conversations.open", {"users": "UNOBODY"}, "user_not_found"),
    "nine opened with": ("conversations.open", {"users": ",".join(["UPRIYA"] * 9)}, "too_many_users"),
    "a strange user": ("users.info", {"user": "UNOBODY"}, "user_not_found"),
    "a strange email": ("users.lookupByEmail", {"email": "nobody@example.org"}, "users_not_found"),
    "a strange type": ("users.conversations", {"types": "secret"}, "invalid_types"),
    "a strange cursor": ("users.list", {"limit": "5", "cursor": "x"}, "invalid_cursor"),
    "another team": ("team.info", {"team": "T0OTHER"}, "team_not_found"),
    "nothing said": ("chat.postMessage", {"channel": "mine"}, "no_text"),
    "said elsewhere": ("chat.postMessage", {"channel": "theirs", "text": "x"}, "channel_not_found"),
    "said in public": ("chat.postMessage", {"channel": "general", "text": "x"}, "not_in_channel"),
    "said when closed": ("chat.postMessage", {"channel": "closed", "text": "x"}, "is_archived"),
    "blocks no list": ("chat.postMessage", {"channel": "mine", "blocks": "{}"}, "invalid_blocks_format"),
    "blocks no JSON": ("chat.postMessage", {"channel": "mine", "blocks": "[{"}, "invalid_blocks_format"),
    "blocks too long": (
        "chat.postMessage",
        {"channel": "mine", "blocks": [section("x" * 2700) for _ in range(5)]},
        "msg_blocks_too_long",
    ),
    "two texts": (
        "chat.postMessage",
        {"channel": "mine", "text": "x", "markdown_text": "x"},
        "markdown_text_conflict",
    ),
    "metadata no object": (
        "chat.postMessage",
        {"channel": "mine", "text": "x", "metadata": "[]"},
        "invalid_metadata_format",
    ),
    "whispered to who is out": (
        "chat.postEphemeral",
        {"channel": "mine", "user": "UZED", "text": "x"},
        "user_not_in_channel",
    ),
    "an update too long": (
        "chat.update",
        {"channel": "mine", "ts": "said", "text": "x" * 4001},
        "msg_too_long",
    ),
    "an update of nothing": (
        "chat.update",
        {"channel": "mine", "ts": "1.1", "text": "x"},
        "message_not_found",
    ),
    "another's words": (
        "chat.update",
        {"channel": "mine", "ts": "theirs", "text": "x"},
        "cant_update_message",
    ),
    "another's words deleted": ("chat.delete", {"channel": "mine", "ts": "theirs"}, "cant_delete_message"),
    "pinned twice": ("pins.add", {"channel": "mine", "timestamp": "said"}, "already_pinned"),
    "pinned nothing": ("pins.add", {"channel": "mine"}, "no_item_specified"),
    "no link": ("bookmarks.add", {"channel_id": "mine", "title": "x", "type": "link"}, "invalid_link"),
    "no kind of bookmark": (
        "bookmarks.add",
        {"channel_id": "mine", "title": "x", "type": "cake"},
        "invalid_bookmark_type",
    ),
    "no such trigger": ("views.open", {"trigger_id": "1.2.x", "view": modal()}, "invalid_trigger_id"),
    "no trigger": ("views.open", {"view": modal()}, "invalid_arguments"),
    "no view": ("views.publish", {"user_id": "UPRIYA"}, "invalid_arguments"),
    "a modal as Home": ("views.publish", {"user_id": "UPRIYA", "view": modal()}, "invalid_arguments"),
    "Home of nobody": ("views.publish", {"user_id": "UNOBODY", "view": home()}, "invalid_arguments"),
    "a view too large": (
        "views.publish",
        {"user_id": "UPRIYA", "view": home(*[section("x" * 3000) for _ in range(90)])},
        "view_too_large",
    ),
    "a view that is not": ("views.update", {"view_id": "V1", "view": modal()}, "not_found"),
    "both ids of a view": (
        "views.update",
        {"view_id": "V1", "external_id": "x", "view": modal()},
        "invalid_arguments",
    ),
    "no length": ("files.getUploadURLExternal", {"filename": "x"}, "missing_argument"),
    "a file not sent": ("files.completeUploadExternal", {"files": [{"id": "F1"}]}, "file_not_found"),
}


@pytest.fixture(scope="module")
def furnished() -> Any:
    """A workspace in which something can be wrong, with the names that the table uses for it."""
    with PracticeSlack.start(pace=10_000.0) as slack:
        practice = slack.practice
        practice.install(manifest())
        for person in ("UPRIYA", "UTOM", "UZED", "UGONE"):
            practice.add_person(person, person.title())
        practice.add_person("UGUEST", "Una Guest", standing="single_channel_guest")
        practice.deactivate("UGONE")
        web = web_client(slack)
        names = {"mine": room(web, "mine", "UPRIYA"), "closed": room(web, "closed"), "general": "C0GENERAL"}
        names["guests"] = room(web, "guests", "UGUEST")
        web.conversations_archive(channel=names["closed"])
        names["theirs"] = practice.create_channel("UPRIYA", "theirs")
        names["dm"] = web.conversations_open(users="UPRIYA")["channel"]["id"]
        said = {"said": web.chat_postMessage(channel=names["mine"], text="Hello")["ts"]}
        said["theirs"] = practice.say("UPRIYA", "mine", "Hello")
        web.pins_add(channel=names["mine"], timestamp=said["said"])
        yield web, names, said


@pytest.mark.parametrize(("method", "args", "code"), BAD_CALLS.values(), ids=BAD_CALLS.keys())
def test_a_bad_call_is_refused_by_slacks_code(furnished: Any, method: str, args: Json, code: str) -> None:
    web, names, said = furnished
    named = dict(args)
    for key, known in (("channel", names), ("channel_id", names), ("ts", said), ("timestamp", said)):
        if key in named:
            named[key] = known.get(named[key], named[key])

    refused = refusal(lambda: web.api_call(method, data=_form(named)))

    assert refused["error"] == code


SCOPED = {
    "chat.postMessage": "chat:write",
    "conversations.create": "groups:write",
    "conversations.invite": "groups:write",
    "conversations.archive": "groups:write",
    "conversations.members": "groups:read",
    "conversations.info": "groups:read",
    "users.info": "users:read",
    "users.lookupByEmail": "users:read.email",
    "pins.add": "pins:write",
    "bookmarks.add": "bookmarks:write",
    "files.getUploadURLExternal": "files:write",
    "team.info": "team:read",
}


@pytest.mark.parametrize(("method", "scope"), SCOPED.items())
def test_a_call_without_its_scope_is_refused(
    web: WebClient, practice: Practice, method: str, scope: str
) -> None:
    channel = room(web, "room", "UPRIYA")
    practice.take_scope(scope)

    refused = refusal(
        lambda: web.api_call(
            method, data={"channel": channel, "name": "x", "is_private": "true", "users": "UTOM"}
        )
    )

    assert refused["error"] == "missing_scope"
    assert scope in refused["needed"]
    assert scope not in refused["provided"].split(",")


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        pytest.param({}, "not_authed", id="no token"),
        pytest.param({"Authorization": "Bearer xoxb-other"}, "invalid_auth", id="another token"),
        pytest.param(
            {"Authorization": f"Bearer {APP_TOKEN}"}, "not_allowed_token_type", id="the app's own token"
        ),
    ],
)
def test_who_has_no_right_token_is_refused(
    slack: PracticeSlack, practice: Practice, headers: dict[str, str], code: str
) -> None:
    answer = httpx.post(f"{slack.api_url}auth.test", headers=headers, trust_env=False)

    assert answer.json() == {"ok": False, "error": code}


def test_a_revoked_token_and_an_uninstalled_app_are_refused(web: WebClient, practice: Practice) -> None:
    practice.revoke_token()
    revoked = refusal(web.auth_test)["error"]
    practice.clear_faults()
    practice.uninstall_app()
    uninstalled = refusal(web.auth_test)["error"]

    assert (revoked, uninstalled) == ("token_revoked", "account_inactive")


def test_one_of_several_who_cannot_be_invited_keeps_all_out(web: WebClient) -> None:
    channel = room(web, "room")

    refused = refusal(lambda: web.conversations_invite(channel=channel, users="UPRIYA,UNOBODY"))
    forced = web.conversations_invite(channel=channel, users="UPRIYA,UNOBODY", force=True)

    assert refused["errors"] == [{"user": "UNOBODY", "ok": False, "error": "user_not_found"}]
    assert forced["ok"]
    assert web.conversations_members(channel=channel)["members"] == [BOT_USER_ID, "UPRIYA"]


def test_what_is_wrong_with_blocks_is_pointed_at(web: WebClient) -> None:
    refused = refusal(
        lambda: web.chat_postMessage(channel="UPRIYA", text="x", blocks=[section(), section("x" * 3001)])
    )

    assert refused["error"] == "invalid_blocks"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
    ]
