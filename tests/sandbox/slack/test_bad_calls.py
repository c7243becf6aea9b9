"""Calls that Slack refuses, one row each, and the code by which it refuses them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.slack.client import Practice
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, BOT_USER_ID
from sandbox.slack.limits import HUNDREDS, ONE_A_SECOND_A_CHANNEL, TIER_2, TIER_3, TIER_4, Limits
from sandbox.slack.methods.table import METHODS
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.calling import as_form, refusal, room
from tests.sandbox.slack.conftest import QUICK, connected, web_client
from tests.sandbox.slack.foreign import SCOPES, Foreign, manifest
from tests.sandbox.slack.pieces import actions, button, home, modal, plain, section

Json = dict[str, Any]
NEW = "conversations.create"
POST = "chat.postMessage"


def made(name: str) -> Json:
    return {"name": name, "is_private": True}


BAD_CALLS: dict[str, tuple[str, Json, str]] = {
    "a method that is not": ("chat.shout", {}, "unknown_method"),
    "a method of Slack's that is left out": ("reactions.add", {}, "unknown_method"),
    # names of channels
    "no name": (NEW, {"is_private": True}, "invalid_name_required"),
    "an empty name": (NEW, made(""), "invalid_name_required"),
    "a name too long": (NEW, made("x" * 81), "invalid_name_maxlength"),
    "capitals in a name": (NEW, made("Room"), "invalid_name_specials"),
    "a space in a name": (NEW, made("our room"), "invalid_name_specials"),
    "a full stop in a name": (NEW, made("room.1"), "invalid_name_specials"),
    "a name of marks": (NEW, made("--_"), "invalid_name_punctuation"),
    "a name taken": (NEW, made("mine"), "name_taken"),
    "a name taken by a room the bot is not in": (NEW, made("theirs"), "name_taken"),
    "a name taken by a public channel": (NEW, made("general"), "name_taken"),
    "an archived name": (NEW, made("closed"), "name_taken"),
    "a new name taken": ("conversations.rename", {"channel": "mine", "name": "closed"}, "name_taken"),
    "a new name of capitals": (
        "conversations.rename",
        {"channel": "mine", "name": "MINE"},
        "invalid_name_specials",
    ),
    "no new name": ("conversations.rename", {"channel": "mine"}, "invalid_name_required"),
    "another's channel named anew": (
        "conversations.rename",
        {"channel": "invited", "name": "ours"},
        "not_authorized",
    ),
    "a closed channel named anew": (
        "conversations.rename",
        {"channel": "closed", "name": "open"},
        "is_archived",
    ),
    "a DM named anew": (
        "conversations.rename",
        {"channel": "dm", "name": "open"},
        "method_not_supported_for_channel_type",
    ),
    # inviting
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
    "invited nowhere": (
        "conversations.invite",
        {"channel": "C0NOWHERE", "users": "UTOM"},
        "channel_not_found",
    ),
    "invited in public": ("conversations.invite", {"channel": "general", "users": "UTOM"}, "not_in_channel"),
    "invited to a DM": (
        "conversations.invite",
        {"channel": "dm", "users": "UTOM"},
        "method_not_supported_for_channel_type",
    ),
    "a deactivated person": ("conversations.invite", {"channel": "mine", "users": "UGONE"}, "cant_invite"),
    "a guest's second channel": (
        "conversations.invite",
        {"channel": "mine", "users": "UGUEST"},
        "ura_max_channels",
    ),
    "a hundred and one invited": (
        "conversations.invite",
        {"channel": "mine", "users": ",".join(f"U{number}" for number in range(101))},
        "invalid_arguments",
    ),
    "one of two a stranger": (
        "conversations.invite",
        {"channel": "mine", "users": "UTOM,UNOBODY"},
        "user_not_found",
    ),
    # removing and closing
    "kicked who is out": ("conversations.kick", {"channel": "mine", "user": "UZED"}, "not_in_channel"),
    "a stranger kicked": ("conversations.kick", {"channel": "mine", "user": "UNOBODY"}, "user_not_found"),
    "nobody kicked": ("conversations.kick", {"channel": "mine"}, "user_not_found"),
    "the bot kicked": ("conversations.kick", {"channel": "mine", "user": BOT_USER_ID}, "cant_kick_self"),
    "kicked when closed": ("conversations.kick", {"channel": "closed", "user": "UPRIYA"}, "is_archived"),
    "kicked elsewhere": ("conversations.kick", {"channel": "theirs", "user": "UPRIYA"}, "channel_not_found"),
    "kicked from a DM": (
        "conversations.kick",
        {"channel": "dm", "user": "UPRIYA"},
        "method_not_supported_for_channel_type",
    ),
    "closed twice": ("conversations.archive", {"channel": "closed"}, "already_archived"),
    "closed elsewhere": ("conversations.archive", {"channel": "theirs"}, "channel_not_found"),
    "closed by who is not in it": ("conversations.archive", {"channel": "general"}, "not_in_channel"),
    "a DM closed": ("conversations.archive", {"channel": "dm"}, "method_not_supported_for_channel_type"),
    # what is said of a channel
    "a topic too long": ("conversations.setTopic", {"channel": "mine", "topic": "x" * 251}, "too_long"),
    "a purpose too long": ("conversations.setPurpose", {"channel": "mine", "purpose": "x" * 251}, "too_long"),
    "a topic when closed": ("conversations.setTopic", {"channel": "closed", "topic": "x"}, "is_archived"),
    "a purpose when closed": (
        "conversations.setPurpose",
        {"channel": "closed", "purpose": "x"},
        "is_archived",
    ),
    "a topic elsewhere": ("conversations.setTopic", {"channel": "theirs", "topic": "x"}, "channel_not_found"),
    "a topic where the bot is not": (
        "conversations.setTopic",
        {"channel": "general", "topic": "x"},
        "not_in_channel",
    ),
    "no topic": ("conversations.setTopic", {"channel": "mine"}, "invalid_arguments"),
    "no purpose": ("conversations.setPurpose", {"channel": "mine"}, "invalid_arguments"),
    "the members of a room elsewhere": ("conversations.members", {"channel": "theirs"}, "channel_not_found"),
    "too many members on a page": (
        "conversations.members",
        {"channel": "mine", "limit": "1001"},
        "invalid_limit",
    ),
    "no members on a page": ("conversations.members", {"channel": "mine", "limit": "0"}, "invalid_limit"),
    "a page that is not": ("conversations.members", {"channel": "mine", "cursor": "x"}, "invalid_cursor"),
    "a limit that is no number": (
        "conversations.members",
        {"channel": "mine", "limit": "many"},
        "invalid_arguments",
    ),
    "a room elsewhere looked at": ("conversations.info", {"channel": "theirs"}, "channel_not_found"),
    "no room looked at": ("conversations.info", {}, "channel_not_found"),
    # direct messages and people
    "nobody opened with": ("conversations.open", {}, "users_list_not_supplied"),
    "a stranger opened with": ("conversations.open", {"users": "UNOBODY"}, "user_not_found"),
    "the bot opened with": ("conversations.open", {"users": BOT_USER_ID}, "user_not_found"),
    "a deactivated person opened with": ("conversations.open", {"users": "UGONE"}, "user_disabled"),
    "nine opened with": ("conversations.open", {"users": ",".join(["UPRIYA"] * 9)}, "too_many_users"),
    "a channel opened": (
        "conversations.open",
        {"channel": "mine"},
        "method_not_supported_for_channel_type",
    ),
    "nowhere opened": ("conversations.open", {"channel": "D0NOWHERE"}, "channel_not_found"),
    "a strange user": ("users.info", {"user": "UNOBODY"}, "user_not_found"),
    "no user": ("users.info", {}, "user_not_found"),
    "a strange email": ("users.lookupByEmail", {"email": "nobody@example.org"}, "users_not_found"),
    "the email of a deactivated person": (
        "users.lookupByEmail",
        {"email": "gone@example.org"},
        "users_not_found",
    ),
    "no email": ("users.lookupByEmail", {}, "users_not_found"),
    "a strange type": ("users.conversations", {"types": "secret"}, "invalid_types"),
    "the rooms of a stranger": ("users.conversations", {"user": "UNOBODY"}, "user_not_found"),
    "a strange cursor": ("users.list", {"limit": "5", "cursor": "x"}, "invalid_cursor"),
    "another team": ("team.info", {"team": "T0OTHER"}, "team_not_found"),
    # messages
    "nothing said": (POST, {"channel": "mine"}, "no_text"),
    "said nowhere": (POST, {"text": "x"}, "channel_not_found"),
    "said elsewhere": (POST, {"channel": "theirs", "text": "x"}, "channel_not_found"),
    "said in public": (POST, {"channel": "general", "text": "x"}, "not_in_channel"),
    "said when closed": (POST, {"channel": "closed", "text": "x"}, "is_archived"),
    "said to a name": (POST, {"channel": "#mine", "text": "x"}, "channel_not_found"),
    "blocks no list": (POST, {"channel": "mine", "blocks": "{}"}, "invalid_blocks_format"),
    "blocks no JSON": (POST, {"channel": "mine", "blocks": "[{"}, "invalid_blocks_format"),
    "blocks of words": (POST, {"channel": "mine", "blocks": ["x"]}, "invalid_blocks_format"),
    "a block of no kind": (POST, {"channel": "mine", "blocks": [{"text": plain()}]}, "invalid_blocks"),
    "a block that is not": (POST, {"channel": "mine", "blocks": [{"type": "cake"}]}, "invalid_blocks"),
    "a block id twice": (
        POST,
        {"channel": "mine", "blocks": [section(block_id="same")] * 2},
        "invalid_blocks",
    ),
    "an action id twice": (
        POST,
        {"channel": "mine", "blocks": [actions(button("same"), button("same"))]},
        "invalid_blocks",
    ),
    "blocks too long": (
        POST,
        {"channel": "mine", "blocks": [section("x" * 2700) for _ in range(5)]},
        "msg_blocks_too_long",
    ),
    "two texts": (POST, {"channel": "mine", "text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
    "blocks and another text": (
        POST,
        {"channel": "mine", "blocks": [section()], "markdown_text": "x"},
        "markdown_text_conflict",
    ),
    "markdown too long": (POST, {"channel": "mine", "markdown_text": "x" * 12_001}, "msg_too_long"),
    "metadata no object": (
        POST,
        {"channel": "mine", "text": "x", "metadata": "[]"},
        "invalid_metadata_format",
    ),
    "metadata no JSON": (POST, {"channel": "mine", "text": "x", "metadata": "{"}, "invalid_metadata_format"),
    "metadata of no kind": (
        POST,
        {"channel": "mine", "text": "x", "metadata": {"event_payload": {}}},
        "invalid_metadata_format",
    ),
    "metadata without payload": (
        POST,
        {"channel": "mine", "text": "x", "metadata": {"event_type": "tea"}},
        "invalid_metadata_schema",
    ),
    "attachments no JSON": (
        POST,
        {"channel": "mine", "text": "x", "attachments": "[{"},
        "invalid_attachments",
    ),
    "a hundred and one attachments": (
        POST,
        {"channel": "mine", "text": "x", "attachments": [{"text": "x"}] * 101},
        "too_many_attachments",
    ),
    "whispered to who is out": (
        "chat.postEphemeral",
        {"channel": "mine", "user": "UZED", "text": "x"},
        "user_not_in_channel",
    ),
    "whispered to nobody": ("chat.postEphemeral", {"channel": "mine", "text": "x"}, "invalid_arguments"),
    "whispered in public": (
        "chat.postEphemeral",
        {"channel": "general", "user": "UPRIYA", "text": "x"},
        "not_in_channel",
    ),
    "whispered when closed": (
        "chat.postEphemeral",
        {"channel": "closed", "user": "UPRIYA", "text": "x"},
        "is_archived",
    ),
    "nothing whispered": ("chat.postEphemeral", {"channel": "mine", "user": "UPRIYA"}, "no_text"),
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
    "an update without a message": (
        "chat.update",
        {"channel": "mine", "text": "x"},
        "invalid_arguments",
    ),
    "an update to nothing": ("chat.update", {"channel": "mine", "ts": "said"}, "no_text"),
    "an update elsewhere": (
        "chat.update",
        {"channel": "theirs", "ts": "said", "text": "x"},
        "channel_not_found",
    ),
    "an update of what only one saw": (
        "chat.update",
        {"channel": "mine", "ts": "whispered", "text": "x"},
        "message_not_found",
    ),
    "an update when closed": (
        "chat.update",
        {"channel": "closed", "ts": "before", "text": "x"},
        "is_inactive",
    ),
    "another's words": (
        "chat.update",
        {"channel": "mine", "ts": "theirs", "text": "x"},
        "cant_update_message",
    ),
    "another's words deleted": ("chat.delete", {"channel": "mine", "ts": "theirs"}, "cant_delete_message"),
    "nothing deleted": ("chat.delete", {"channel": "mine", "ts": "1.1"}, "message_not_found"),
    "deleted elsewhere": ("chat.delete", {"channel": "theirs", "ts": "said"}, "channel_not_found"),
    # pins and bookmarks
    "pinned twice": ("pins.add", {"channel": "mine", "timestamp": "said"}, "already_pinned"),
    "pinned nothing": ("pins.add", {"channel": "mine"}, "no_item_specified"),
    "pinned what is not there": ("pins.add", {"channel": "mine", "timestamp": "1.1"}, "message_not_found"),
    "pinned no time": ("pins.add", {"channel": "mine", "timestamp": "noon"}, "bad_timestamp"),
    "pinned elsewhere": ("pins.add", {"channel": "theirs", "timestamp": "said"}, "channel_not_found"),
    "pinned in public": ("pins.add", {"channel": "general", "timestamp": "said"}, "not_in_channel"),
    "taken down what was not up": ("pins.remove", {"channel": "mine", "timestamp": "theirs"}, "no_pin"),
    "taken down nothing": ("pins.remove", {"channel": "mine"}, "no_item_specified"),
    "no link": ("bookmarks.add", {"channel_id": "mine", "title": "x", "type": "link"}, "invalid_link"),
    "a link of another kind": (
        "bookmarks.add",
        {"channel_id": "mine", "title": "x", "type": "link", "link": "mailto:x@example.org"},
        "invalid_link",
    ),
    "a link too long": (
        "bookmarks.add",
        {
            "channel_id": "mine",
            "title": "x",
            "type": "link",
            "link": "https://example.org/".ljust(2049, "x"),
        },
        "invalid_link",
    ),
    "no kind of bookmark": (
        "bookmarks.add",
        {"channel_id": "mine", "title": "x", "type": "cake"},
        "invalid_bookmark_type",
    ),
    "no title": (
        "bookmarks.add",
        {"channel_id": "mine", "type": "link", "link": "https://example.org"},
        "invalid_arguments",
    ),
    "a title too long": (
        "bookmarks.add",
        {"channel_id": "mine", "title": "x" * 257, "type": "link", "link": "https://example.org"},
        "invalid_arguments",
    ),
    "an emoji that is none": (
        "bookmarks.add",
        {"channel_id": "mine", "title": "x", "type": "link", "link": "https://x.org", "emoji": "A cup"},
        "invalid_emoji",
    ),
    "a bookmark elsewhere": (
        "bookmarks.add",
        {"channel_id": "theirs", "title": "x", "type": "link", "link": "https://example.org"},
        "channel_not_found",
    ),
    # views
    "no such trigger": ("views.open", {"trigger_id": "1.2.x", "view": modal()}, "invalid_trigger_id"),
    "no trigger": ("views.open", {"view": modal()}, "invalid_arguments"),
    "a trigger used twice": ("views.open", {"trigger_id": "spent", "view": modal()}, "exchanged_trigger_id"),
    "a trigger used twice to push": (
        "views.push",
        {"trigger_id": "spent", "view": modal()},
        "exchanged_trigger_id",
    ),
    "pushed on nothing": ("views.push", {"trigger_id": "fresh", "view": modal()}, "not_found"),
    "pushed on three": ("views.push", {"trigger_id": "on three", "view": modal()}, "push_limit_reached"),
    "no view": ("views.publish", {"user_id": "UPRIYA"}, "invalid_arguments"),
    "no view to open": ("views.open", {"trigger_id": "fresh"}, "invalid_arguments"),
    "a view that is no JSON": ("views.open", {"trigger_id": "fresh", "view": "{"}, "invalid_arguments"),
    "a view that is a list": ("views.open", {"trigger_id": "fresh", "view": "[]"}, "invalid_arguments"),
    "a Home as modal": ("views.open", {"trigger_id": "fresh", "view": home()}, "invalid_arguments"),
    "a modal as Home": ("views.publish", {"user_id": "UPRIYA", "view": modal()}, "invalid_arguments"),
    "Home of nobody": ("views.publish", {"user_id": "UNOBODY", "view": home()}, "invalid_arguments"),
    "Home of the bot": ("views.publish", {"user_id": BOT_USER_ID, "view": home()}, "invalid_arguments"),
    "Home without a person": ("views.publish", {"view": home()}, "invalid_arguments"),
    "a stale Home": ("views.publish", {"user_id": "UPRIYA", "view": home(), "hash": "1.x"}, "hash_conflict"),
    "a stale view": ("views.update", {"view_id": "home", "view": home(), "hash": "1.x"}, "hash_conflict"),
    "a name of another view": (
        "views.publish",
        {"user_id": "UTOM", "view": home(external_id="ours")},
        "duplicate_external_id",
    ),
    "a modal's name of another view": (
        "views.open",
        {"trigger_id": "fresh", "view": modal(external_id="ours")},
        "duplicate_external_id",
    ),
    "a view too large": (
        "views.publish",
        {"user_id": "UPRIYA", "view": home(*[section("x" * 3000) for _ in range(90)])},
        "view_too_large",
    ),
    "a view that is not": ("views.update", {"view_id": "V1", "view": modal()}, "not_found"),
    "a view of no such name": ("views.update", {"external_id": "nothing", "view": modal()}, "not_found"),
    "no view named": ("views.update", {"view": modal()}, "invalid_arguments"),
    "both ids of a view": (
        "views.update",
        {"view_id": "V1", "external_id": "x", "view": modal()},
        "invalid_arguments",
    ),
    # files
    "no length": ("files.getUploadURLExternal", {"filename": "x"}, "missing_argument"),
    "a file of nothing": ("files.getUploadURLExternal", {"filename": "x", "length": "0"}, "missing_argument"),
    "no name of a file": ("files.getUploadURLExternal", {"length": "5"}, "missing_argument"),
    "a picture described too long": (
        "files.getUploadURLExternal",
        {"filename": "x", "length": "5", "alt_txt": "x" * 1001},
        "alt_txt_too_large",
    ),
    "a snippet too long": (
        "files.getUploadURLExternal",
        {"filename": "x", "length": "1000001", "snippet_type": "text"},
        "snippet_too_large",
    ),
    "no files": ("files.completeUploadExternal", {}, "invalid_arguments"),
    "a file not sent": ("files.completeUploadExternal", {"files": [{"id": "F1"}]}, "file_not_found"),
    "a file shared elsewhere": (
        "files.completeUploadExternal",
        {"files": [{"id": "file"}], "channel_id": "theirs"},
        "channel_not_found",
    ),
    "a file shared in public": (
        "files.completeUploadExternal",
        {"files": [{"id": "file"}], "channel_id": "general"},
        "not_in_channel",
    ),
    "a file shared when closed": (
        "files.completeUploadExternal",
        {"files": [{"id": "file"}], "channel_id": "closed"},
        "posting_to_channel_denied",
    ),
    "a file shared too widely": (
        "files.completeUploadExternal",
        {"files": [{"id": "file"}], "channels": ",".join(f"C{number}" for number in range(101))},
        "channels_limit_exceeded",
    ),
}


@dataclass(frozen=True)
class Furnished:
    """A workspace in which something can be wrong, and what the rows call its things."""

    practice: Practice
    foreign: Foreign
    names: dict[str, str] = field(default_factory=dict)

    def called(self, args: Json) -> Json:
        """Return the arguments with the names replaced, as a form sends them."""
        given = dict(args)
        for key in ("channel", "channel_id", "ts", "timestamp", "view_id"):
            if key in given:
                known = self.names.get(f"{key[:2]} {given[key]}", self.names.get(given[key]))
                given[key] = known or given[key]
        if given.get("trigger_id") in _TRIGGERS:
            given["trigger_id"] = _TRIGGERS[given["trigger_id"]](self)
        if given.get("files") == [{"id": "file"}]:
            given["files"] = [{"id": self.names["file"]}]
        return as_form(given)

    def fresh(self) -> str:
        """Return a trigger that has not been used."""
        self.practice.command("UZED", "/tea")
        trigger: str = self.foreign.next("command")["trigger_id"]
        return trigger

    def spent(self) -> str:
        """Return a trigger that has opened a view."""
        trigger = self.fresh()
        self.foreign.client.views_open(trigger_id=trigger, view=modal())
        return trigger

    def on_three(self) -> str:
        """Return a trigger from the topmost of three views."""
        deeper = modal(actions(button("deeper")))
        self.foreign.client.views_open(trigger_id=self.fresh(), view=deeper)
        for _ in range(2):
            self.foreign.client.views_push(trigger_id=self.from_the_top(), view=deeper)
        return self.from_the_top()

    def from_the_top(self) -> str:
        """Press the button of the view that is seen, and return the trigger of that."""
        view = self.practice.sees("UZED").view
        assert view is not None
        self.practice.press_in_view("UZED", view.id, "deeper")
        trigger: str = self.foreign.next("action")["trigger_id"]
        return trigger


_TRIGGERS: dict[str, Callable[[Furnished], str]] = {
    "fresh": Furnished.fresh,
    "spent": Furnished.spent,
    "on three": Furnished.on_three,
}


@pytest.fixture(scope="module")
def furnished() -> Iterator[Furnished]:
    with PracticeSlack.start(pace=QUICK) as slack:
        practice = slack.practice
        for person in ("UPRIYA", "UTOM", "UZED"):
            practice.add_person(person, person.title())
        practice.add_person("UGONE", "Una Gone", "gone@example.org")
        practice.add_person("UGUEST", "Una Guest", standing="single_channel_guest")
        practice.deactivate("UGONE")
        practice.install(manifest())
        foreign = Foreign(web_client(slack))
        with connected(foreign.app, practice):
            furnished = Furnished(practice, foreign)
            furnished.names.update(things(practice, foreign.client))
            yield furnished


def things(practice: Practice, web: WebClient) -> dict[str, str]:
    names = {
        "mine": room(web, "mine", "UPRIYA"),
        "closed": room(web, "closed", "UPRIYA"),
        "general": "C0GENERAL",
    }
    room(web, "guests", "UGUEST")
    before = web.chat_postMessage(channel=names["closed"], text="Hello")["ts"]
    web.conversations_archive(channel=names["closed"])
    names["theirs"] = practice.create_channel("UPRIYA", "theirs")
    names["invited"] = practice.create_channel("UPRIYA", "invited")
    practice.invite("UPRIYA", "invited", BOT_USER_ID)
    names["dm"] = web.conversations_open(users="UPRIYA")["channel"]["id"]
    said = web.chat_postMessage(channel=names["mine"], text="Hello")["ts"]
    whispered = web.chat_postEphemeral(channel=names["mine"], user="UPRIYA", text="Hello")["message_ts"]
    theirs = practice.say("UPRIYA", "mine", "Hello")
    for key in ("ts", "ti"):
        names |= {f"{key} said": said, f"{key} theirs": theirs, f"{key} before": before}
        names |= {f"{key} whispered": whispered}
    web.pins_add(channel=names["mine"], timestamp=said)
    view = web.views_publish(user_id="UPRIYA", view=home(external_id="ours"))["view"]
    file = web.files_getUploadURLExternal(filename="x.txt", length=5)
    httpx.post(file["upload_url"], content=b"Words", trust_env=False)
    return names | {"home": view["id"], "file": file["file_id"]}


@pytest.mark.parametrize(("method", "args", "code"), BAD_CALLS.values(), ids=BAD_CALLS.keys())
def test_a_bad_call_is_refused_by_slacks_code(
    furnished: Furnished, method: str, args: Json, code: str
) -> None:
    called = furnished.called(args)

    refused = refusal(lambda: furnished.foreign.client.api_call(method, data=called))

    assert refused["error"] == code


FORM, JSON = "application/x-www-form-urlencoded", "application/json"
POSTED: dict[str, tuple[str | None, bytes, str]] = {
    "a body of no type": (None, b"channel=UPRIYA&text=x", "missing_post_type"),
    "a body of a strange type": ("application/xml", b"<channel/>", "invalid_post_type"),
    "a strange alphabet": (f"{FORM}; charset=utf-16", b"channel=UPRIYA&text=x", "invalid_charset"),
    "bytes that are no letters": (FORM, b"channel=UPRIYA&text=\xff", "invalid_form_data"),
    "parts without a boundary": ("multipart/form-data", b"channel=UPRIYA", "invalid_form_data"),
    "JSON that is none": (JSON, b'{"channel": ', "invalid_json"),
    "JSON that is a list": (JSON, b"[]", "json_not_object"),
    "an array in a form": (FORM, b"channel[]=UPRIYA&text=x", "invalid_array_arg"),
    "an array where text belongs": (JSON, b'{"channel": ["UPRIYA"], "text": "x"}', "invalid_array_arg"),
    "an object where text belongs": (JSON, b'{"channel": "UPRIYA", "text": {}}', "invalid_arguments"),
    "a strange name of an argument": (FORM, b"channel=UPRIYA&text=x&tea%20cup=1", "invalid_arg_name"),
    "plain text": ("text/plain", b"Hello", "channel_not_found"),
}


@pytest.mark.parametrize(("content_type", "body", "code"), POSTED.values(), ids=POSTED.keys())
def test_a_body_that_slack_cannot_read_is_refused(
    furnished: Furnished, content_type: str | None, body: bytes, code: str
) -> None:
    headers = {"Authorization": f"Bearer {BOT_TOKEN}"} | (
        {"Content-Type": content_type} if content_type else {}
    )

    answer = httpx.post(
        f"{furnished.foreign.client.base_url}{POST}", content=body, headers=headers, trust_env=False
    )

    assert (answer.status_code, answer.json()["ok"], answer.json()["error"]) == (200, False, code)


def test_a_form_in_parts_is_read(furnished: Furnished) -> None:
    said = {"channel": (None, "UPRIYA"), "text": (None, "Grüße"), "token": (None, BOT_TOKEN)}

    answer = httpx.post(f"{furnished.foreign.client.base_url}{POST}", files=said, trust_env=False)

    assert answer.json()["message"]["text"] == "Grüße"


def test_a_method_that_reads_forms_takes_no_notice_of_json(furnished: Furnished) -> None:
    refused = refusal(lambda: furnished.foreign.client.api_call("users.info", json={"user": "UPRIYA"}))

    assert refused["error"] == "user_not_found"


TOKENS: dict[str, tuple[str, dict[str, str], str]] = {
    "no token": ("auth.test", {}, "not_authed"),
    "an empty token": ("auth.test", {"Authorization": "Bearer"}, "not_authed"),
    "another token": ("auth.test", {"Authorization": "Bearer xoxb-other"}, "invalid_auth"),
    "the app's own token": (
        "auth.test",
        {"Authorization": f"Bearer {APP_TOKEN}"},
        "not_allowed_token_type",
    ),
    "the bot's token for Socket Mode": (
        "apps.connections.open",
        {"Authorization": f"Bearer {BOT_TOKEN}"},
        "not_allowed_token_type",
    ),
}


@pytest.mark.parametrize(("method", "headers", "code"), TOKENS.values(), ids=TOKENS.keys())
def test_who_has_no_right_token_is_refused(
    furnished: Furnished, method: str, headers: dict[str, str], code: str
) -> None:
    url = f"{furnished.foreign.client.base_url}{method}"

    answer = httpx.post(url, headers=headers, trust_env=False)

    assert answer.json() == {"ok": False, "error": code}


def test_a_revoked_token_and_an_uninstalled_app_are_refused(web: WebClient, practice: Practice) -> None:
    practice.revoke_token()
    revoked = refusal(web.auth_test)["error"]
    practice.clear_faults()
    practice.uninstall_app()
    uninstalled = refusal(web.auth_test)["error"]

    assert (revoked, uninstalled) == ("token_revoked", "account_inactive")


def test_no_app_installed_is_no_token_at_all(slack: PracticeSlack) -> None:
    assert refusal(web_client(slack).auth_test)["error"] == "invalid_auth"


# the scopes of the kind of conversation that the call is about
SCOPED: dict[str, tuple[Json, tuple[str, ...]]] = {
    "chat.postMessage": ({"channel": "mine", "text": "x"}, ("chat:write",)),
    "chat.postEphemeral": ({"channel": "mine", "user": "UPRIYA", "text": "x"}, ("chat:write",)),
    "chat.update": ({"channel": "mine", "ts": "said", "text": "x"}, ("chat:write",)),
    "chat.delete": ({"channel": "mine", "ts": "said"}, ("chat:write",)),
    "conversations.create": (made("another"), ("groups:write",)),
    "conversations.invite": ({"channel": "mine", "users": "UTOM"}, ("groups:write", "groups:write.invites")),
    "conversations.kick": ({"channel": "mine", "user": "UPRIYA"}, ("groups:write",)),
    "conversations.members": ({"channel": "mine"}, ("groups:read",)),
    "conversations.info": ({"channel": "mine"}, ("groups:read",)),
    "conversations.open": ({"users": "UPRIYA"}, ("im:write",)),
    "conversations.archive": ({"channel": "mine"}, ("groups:write",)),
    "conversations.rename": ({"channel": "mine", "name": "ours"}, ("groups:write",)),
    "conversations.setTopic": ({"channel": "mine", "topic": "x"}, ("groups:write", "groups:write.topic")),
    "conversations.setPurpose": ({"channel": "mine", "purpose": "x"}, ("groups:write", "groups:write.topic")),
    "conversations.history": ({"channel": "mine"}, ("groups:history",)),
    "users.info": ({"user": "UPRIYA"}, ("users:read",)),
    "users.list": ({}, ("users:read",)),
    "users.lookupByEmail": ({"email": "x@example.org"}, ("users:read.email",)),
    "users.conversations": ({"types": "private_channel"}, ("groups:read",)),
    "team.info": ({}, ("team:read",)),
    "pins.add": ({"channel": "mine", "timestamp": "said"}, ("pins:write",)),
    "pins.remove": ({"channel": "mine", "timestamp": "said"}, ("pins:write",)),
    "bookmarks.add": ({"channel_id": "mine", "title": "x", "type": "link"}, ("bookmarks:write",)),
    "files.getUploadURLExternal": ({"filename": "x", "length": "5"}, ("files:write",)),
    "files.completeUploadExternal": ({"files": [{"id": "file"}]}, ("files:write",)),
}


@pytest.mark.parametrize(("method", "args", "scopes"), [(key, *row) for key, row in SCOPED.items()])
def test_a_call_without_its_scope_is_refused_with_what_is_needed_and_held(
    furnished: Furnished, method: str, args: Json, scopes: tuple[str, ...]
) -> None:
    furnished.practice.install(manifest(without_scopes=scopes))

    refused = refusal(lambda: furnished.foreign.client.api_call(method, data=furnished.called(args)))

    assert refused["error"] == "missing_scope"
    assert set(scopes) & set(refused["needed"].split(","))
    assert refused["provided"] == ",".join(sorted(set(SCOPES) - set(scopes)))
    furnished.practice.install(manifest())


def test_every_method_that_has_a_scope_is_tried_without_it() -> None:
    assert set(SCOPED) == {name for name, method in METHODS.items() if method.scopes}


def test_one_of_several_who_cannot_be_invited_keeps_all_out(web: WebClient) -> None:
    channel = room(web, "room")

    refused = refusal(lambda: web.conversations_invite(channel=channel, users="UPRIYA,UNOBODY"))
    forced = web.conversations_invite(channel=channel, users="UPRIYA,UNOBODY", force=True)

    assert refused["errors"] == [{"user": "UNOBODY", "ok": False, "error": "user_not_found"}]
    assert forced["ok"]
    assert web.conversations_members(channel=channel)["members"] == [BOT_USER_ID, "UPRIYA"]


def test_a_guest_whose_one_channel_was_closed_may_be_in_another(web: WebClient, practice: Practice) -> None:
    practice.add_person("UGUEST", "Una Guest", standing="single_channel_guest")
    first, second = room(web, "first", "UGUEST"), room(web, "second")
    web.conversations_archive(channel=first)

    assert web.conversations_invite(channel=second, users="UGUEST")["ok"]


def test_a_messages_tab_that_is_switched_off_takes_no_message(slack: PracticeSlack, web: WebClient) -> None:
    without_tab = manifest()
    without_tab["features"]["app_home"]["messages_tab_enabled"] = False
    slack.practice.install(without_tab)

    assert (
        refusal(lambda: web.chat_postMessage(channel="UPRIYA", text="x"))["error"] == "messages_tab_disabled"
    )


def test_a_home_tab_that_is_switched_off_takes_no_view(slack: PracticeSlack, web: WebClient) -> None:
    without_tab = manifest()
    without_tab["features"]["app_home"]["home_tab_enabled"] = False
    slack.practice.install(without_tab)

    assert refusal(lambda: web.views_publish(user_id="UPRIYA", view=home()))["error"] == "not_enabled"


def test_the_channel_for_all_is_neither_closed_nor_left_by_force(web: WebClient, practice: Practice) -> None:
    practice.invite("UPRIYA", "general", BOT_USER_ID)

    closed = refusal(lambda: web.conversations_archive(channel="C0GENERAL"))["error"]
    kicked = refusal(lambda: web.conversations_kick(channel="C0GENERAL", user="UPRIYA"))["error"]

    assert (closed, kicked) == ("cant_archive_general", "cant_kick_from_general")


# how often each may be called in a minute, and what the call is about
RATES: dict[str, tuple[int, Json]] = {
    "conversations.create": (20, {"name": "room-{}", "is_private": "true"}),
    "conversations.setTopic": (20, {"channel": "room", "topic": "x"}),
    "conversations.rename": (20, {"channel": "room", "name": "room"}),
    "bookmarks.add": (20, {"channel_id": "room"}),
    "pins.add": (20, {"channel": "room"}),
    "users.list": (20, {}),
    "conversations.invite": (50, {"channel": "room", "users": "UPRIYA"}),
    "conversations.kick": (50, {"channel": "room", "user": "UTOM"}),
    "conversations.open": (50, {"users": "UPRIYA"}),
    "conversations.info": (50, {"channel": "room"}),
    "chat.update": (50, {"channel": "room", "ts": "1.1"}),
    "users.lookupByEmail": (50, {"email": "x"}),
    "conversations.members": (100, {"channel": "room"}),
    "chat.postEphemeral": (100, {"channel": "room"}),
    "views.publish": (100, {"user_id": "UPRIYA"}),
    "users.info": (100, {"user": "UPRIYA"}),
    "files.getUploadURLExternal": (100, {"filename": "x"}),
}


@pytest.fixture(scope="module")
def strict() -> Iterator[PracticeSlack]:
    with PracticeSlack.start(pace=1) as slack:
        slack.practice.install(manifest())
        slack.practice.add_person("UPRIYA", "Priya Shah")
        slack.practice.add_person("UTOM", "Tom Reed")
        yield slack


@pytest.mark.parametrize(("method", "most", "args"), [(key, *row) for key, row in RATES.items()])
def test_one_call_too_many_in_a_minute_is_refused_with_how_long_to_wait(
    strict: PracticeSlack, method: str, most: int, args: Json
) -> None:
    headers = {"Authorization": f"Bearer {BOT_TOKEN}"}
    with httpx.Client(base_url=strict.api_url, headers=headers, trust_env=False) as http:
        answers = [
            http.post(method, data={key: str(one).format(number) for key, one in args.items()})
            for number in range(most + 1)
        ]

    limited = answers.pop()
    assert {one.status_code for one in answers} == {200}
    assert (limited.status_code, limited.json()) == (429, {"ok": False, "error": "ratelimited"})
    assert 30 <= int(limited.headers["retry-after"]) <= 60


def test_one_message_a_second_in_a_channel(strict: PracticeSlack) -> None:
    web = web_client(strict)

    first = web.chat_postMessage(channel="UPRIYA", text="One")
    elsewhere = web.chat_postMessage(channel="UTOM", text="One")
    with pytest.raises(SlackApiError) as limited:
        web.chat_postMessage(channel=first["channel"], text="Two")

    assert elsewhere["ok"]
    assert limited.value.response["error"] == "ratelimited"
    assert (limited.value.response.status_code, limited.value.response.headers["Retry-After"]) == (429, "1")


def test_the_limits_are_those_of_the_tiers() -> None:
    each = [(limit.calls, limit.seconds) for limit in (TIER_2, TIER_3, TIER_4, ONE_A_SECOND_A_CHANNEL)]

    assert each == [(20, 60.0), (50, 60.0), (100, 60.0), (1, 1.0)]


def test_a_window_slides_and_a_faster_pace_makes_it_shorter() -> None:
    now = [0.0]
    limits = Limits(pace=10, machine=lambda: now[0])

    taken = [limits.refuse_for("any", TIER_2) for _ in range(20)]
    refused = limits.refuse_for("any", TIER_2)
    now[0] = 6.0
    after = limits.refuse_for("any", TIER_2)

    assert (set(taken), refused, after) == ({None}, 6, None)
    assert limits.refuse_for("another", HUNDREDS) is None
