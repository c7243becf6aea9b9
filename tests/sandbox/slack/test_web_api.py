"""The Web API answers as Slack does."""

from typing import Any

from slack_sdk import WebClient

from sandbox.slack.client import Practice
from sandbox.slack.identity import BOT_USER_ID, TEAM_ID
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.calling import as_form, refusal, room
from tests.sandbox.slack.foreign import manifest
from tests.sandbox.slack.pieces import actions, button, section

Json = dict[str, Any]


def test_the_bot_learns_who_it_is(web: WebClient) -> None:
    me = web.auth_test()

    assert (me["team_id"], me["user_id"], me["is_enterprise_install"]) == (TEAM_ID, BOT_USER_ID, False)


def test_scopes_are_named_in_a_header(web: WebClient) -> None:
    assert "groups:write" in web.team_info().headers["x-oauth-scopes"]


def test_a_call_may_come_as_a_form_or_as_json(web: WebClient) -> None:
    said: Json = {"channel": "UPRIYA", "text": "Hello", "blocks": [section()]}

    one = web.api_call("chat.postMessage", json=said)
    other = web.api_call("chat.postMessage", data=as_form(said))

    assert one["message"]["blocks"][0]["text"] == other["message"]["blocks"][0]["text"]


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


def test_metadata_is_read_only_by_who_asks_for_it(
    slack: PracticeSlack, web: WebClient, practice: Practice
) -> None:
    practice.install(manifest(with_scopes=("groups:history",)))
    channel = room(web, "room", "UPRIYA")
    metadata = {"event_type": "tea", "event_payload": {"cups": 2}}
    web.chat_postMessage(channel=channel, text="Tea", metadata=metadata)

    bare = web.conversations_history(channel=channel)["messages"]
    whole = web.conversations_history(channel=channel, include_all_metadata=True)["messages"]

    assert [one.get("metadata") for one in (*bare, *whole)] == [None, metadata]


def test_of_several_invited_those_whose_account_is_switched_off_are_passed_over(
    web: WebClient, practice: Practice
) -> None:
    practice.deactivate("UTOM")
    channel = room(web, "room")

    web.conversations_invite(channel=channel, users="UPRIYA,UTOM,UZED")

    assert web.conversations_members(channel=channel)["members"] == [BOT_USER_ID, "UPRIYA", "UZED"]


def test_a_text_beyond_forty_thousand_characters_is_cut(web: WebClient) -> None:
    posted = web.chat_postMessage(channel="UPRIYA", text="x" * 40_001)

    assert len(posted["message"]["text"]) == 40_000


def test_what_is_wrong_with_blocks_is_pointed_at(web: WebClient) -> None:
    refused = refusal(
        lambda: web.chat_postMessage(channel="UPRIYA", text="x", blocks=[section(), section("x" * 3001)])
    )

    assert refused["error"] == "invalid_blocks"
    assert refused["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"
    ]
