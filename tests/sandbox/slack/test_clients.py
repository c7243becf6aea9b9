"""Slack's own clients, the one that waits and the one that does not, work with every method there is."""

import asyncio
from collections.abc import Generator
from typing import Any

import httpx
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack.client import Practice
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, BOT_USER_ID
from sandbox.slack.methods.table import METHODS
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import web_client
from tests.sandbox.slack.foreign import Foreign, manifest
from tests.sandbox.slack.pieces import actions, button, home, modal, plain, section

Json = dict[str, Any]
Story = Generator[tuple[str, Json], Any, None]


def every_method(practice: Practice, foreign: Foreign) -> Story:
    """Yield each method with what to say, in an order that makes sense, and take its answer."""
    yield from who_is_there()
    room = yield from a_room()
    yield from what_is_said(room)
    yield from a_file(room)
    yield from views(practice, foreign)
    yield "conversations.kick", {"channel": room, "user": "UTOM"}
    yield "conversations.archive", {"channel": room}


def who_is_there() -> Story:
    me = yield "auth.test", {}
    assert me["user_id"] == BOT_USER_ID
    opened = yield "apps.connections.open", {"app_token": APP_TOKEN}
    assert opened["url"].startswith("ws://127.0.0.1")
    yield "team.info", {}
    people = yield "users.list", {}
    assert "UPRIYA" in [one["id"] for one in people["members"]]
    yield "users.info", {"user": "UPRIYA"}
    found = yield "users.lookupByEmail", {"email": "tom@example.org"}
    assert found["user"]["id"] == "UTOM"


def a_room() -> Generator[tuple[str, Json], Any, str]:
    made = yield "conversations.create", {"name": "room", "is_private": True}
    room: str = made["channel"]["id"]
    yield "conversations.invite", {"channel": room, "users": ["UPRIYA", "UTOM"]}
    yield "conversations.rename", {"channel": room, "name": "tea-room"}
    yield "conversations.setTopic", {"channel": room, "topic": "Tea"}
    yield "conversations.setPurpose", {"channel": room, "purpose": "Drinking it"}
    members = yield "conversations.members", {"channel": room}
    assert members["members"] == [BOT_USER_ID, "UPRIYA", "UTOM"]
    told = yield "conversations.info", {"channel": room, "include_num_members": True}
    assert (told["channel"]["name"], told["channel"]["num_members"]) == ("tea-room", 3)
    own = yield "users.conversations", {"types": ["private_channel"]}
    assert [one["id"] for one in own["channels"]] == [room]
    return room


def what_is_said(room: str) -> Story:
    dm = yield "conversations.open", {"users": "UPRIYA"}
    assert dm["channel"]["id"].startswith("D")
    said = yield "chat.postMessage", {"channel": room, "text": "Tea?", "blocks": [section("Tea?")]}
    yield "chat.update", {"channel": room, "ts": said["ts"], "text": "Tea!", "blocks": [section("Tea!")]}
    yield "chat.postEphemeral", {"channel": room, "user": "UPRIYA", "text": "Sugar?"}
    other = yield "chat.postMessage", {"channel": room, "text": "Coffee"}
    yield "chat.delete", {"channel": room, "ts": other["ts"]}
    yield "pins.add", {"channel": room, "timestamp": said["ts"]}
    yield "pins.remove", {"channel": room, "timestamp": said["ts"]}
    link = {"title": "Teas", "type": "link", "link": "https://example.org"}
    yield "bookmarks.add", {"channel_id": room, **link}
    read = yield "conversations.history", {"channel": room}
    assert [one["text"] for one in read["messages"]] == ["Tea!"]


def a_file(room: str) -> Story:
    place = yield "files.getUploadURLExternal", {"filename": "teas.txt", "length": 5}
    httpx.post(place["upload_url"], content=b"Green", trust_env=False)
    files = [{"id": place["file_id"], "title": "All the teas"}]
    shared = yield "files.completeUploadExternal", {"files": files, "channel_id": room}
    assert shared["files"][0]["title"] == "All the teas"


def views(practice: Practice, foreign: Foreign) -> Story:
    practice.command("UPRIYA", "/tea")
    trigger = foreign.next("command")["trigger_id"]
    form = modal(actions(button("more")))
    opened = yield "views.open", {"trigger_id": trigger, "view": form}
    practice.press_in_view("UPRIYA", opened["view"]["id"], "more")
    pushed = yield "views.push", {"trigger_id": foreign.next("action")["trigger_id"], "view": form}
    new = modal(title=plain("New"))
    yield "views.update", {"view_id": pushed["view"]["id"], "hash": pushed["view"]["hash"], "view": new}
    yield "views.publish", {"user_id": "UPRIYA", "view": home(section("All your teas"))}


def waiting(client: WebClient, story: Story) -> set[str]:
    called, asked = set(), next(story, None)
    while asked is not None:
        method, said = asked
        called.add(method)
        asked = _following(story, getattr(client, method.replace(".", "_"))(**said))
    return called


async def not_waiting(client: AsyncWebClient, story: Story) -> set[str]:
    called, asked = set(), next(story, None)
    while asked is not None:
        method, said = asked
        called.add(method)
        asked = _following(story, await getattr(client, method.replace(".", "_"))(**said))
    return called


def _following(story: Story, answer: Any) -> tuple[str, Json] | None:
    assert answer["ok"]
    try:
        return story.send(answer)
    except StopIteration:
        return None


def all_was_done(practice: Practice) -> None:
    priya, tom = practice.sees("UPRIYA"), practice.sees("UTOM")
    room = priya.channel("tea-room")
    assert room is not None
    assert (room.topic, room.purpose, room.archived) == ("Tea", "Drinking it", True)
    assert [one.text for one in room.messages] == ["Tea!", ""]
    assert [one.text for one in room.ephemeral] == ["Sugar?"]
    assert room.messages[1].files[0]["title"] == "All the teas"
    assert [view.title for view in priya.views] == ["Form", "New"]
    assert priya.home is not None
    assert tom.channel("tea-room") is None


def test_the_client_that_waits_can_call_every_method(
    slack: PracticeSlack, practice: Practice, foreign: Foreign
) -> None:
    practice.install(manifest(with_scopes=("groups:history",)))

    called = waiting(web_client(slack), every_method(practice, foreign))

    assert called == set(METHODS)
    all_was_done(practice)


def test_the_client_that_does_not_wait_can_call_every_method(
    slack: PracticeSlack, practice: Practice, foreign: Foreign
) -> None:
    practice.install(manifest(with_scopes=("groups:history",)))
    client = AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, timeout=10, retry_handlers=[])

    called = asyncio.run(not_waiting(client, every_method(practice, foreign)))

    assert called == set(METHODS)
    all_was_done(practice)


def test_both_upload_a_file_in_one_go(slack: PracticeSlack, practice: Practice) -> None:
    asynchronous = AsyncWebClient(BOT_TOKEN, base_url=slack.api_url, timeout=10, retry_handlers=[])
    synchronous = web_client(slack)
    dm = synchronous.conversations_open(users="UPRIYA")["channel"]["id"]

    synchronous.files_upload_v2(channel=dm, filename="one.txt", content="Green")
    asyncio.run(asynchronous.files_upload_v2(channel=dm, filename="two.txt", content="Black"))

    seen = practice.sees("UPRIYA").channel(dm)
    assert seen is not None
    files = [message.files[0] for message in seen.messages]
    assert [practice.file("UPRIYA", one["id"]) for one in files] == [b"Green", b"Black"]
