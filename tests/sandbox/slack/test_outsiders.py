"""Who is not in a room gets nothing of it: not an app by any method, not a person by anything they do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from sandbox.slack.client import Practice
from sandbox.slack.clock import WorkspaceClock
from sandbox.slack.courier import Courier
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, BOT_USER_ID
from sandbox.slack.loopback import NO_CERTIFICATES
from sandbox.slack.methods.table import METHODS
from sandbox.slack.server import PracticeSlack
from sandbox.slack.socket_mode import SocketMode
from sandbox.slack.verbs.acting import Acting
from sandbox.slack.workspace import Workspace
from tests.sandbox.slack.calling import as_form
from tests.sandbox.slack.conftest import QUICK, connected, web_client
from tests.sandbox.slack.foreign import Foreign, manifest
from tests.sandbox.slack.pieces import actions, button, field, home, modal, option, plain, section, typed

Json = dict[str, Any]
PHRASE = "marmalade"


@dataclass(frozen=True)
class Planted:
    """A workspace with the phrase in every part of a room, and the ids that a curious caller could know."""

    practice: Practice
    http: httpx.Client
    foreign: Foreign
    heard: list[Json]
    ids: dict[str, str]


@pytest.fixture(scope="module")
def planted() -> Iterator[Planted]:
    with PracticeSlack.start(pace=QUICK) as slack:
        practice = slack.practice
        for person in ("UPRIYA", "UTOM", "UZED"):
            practice.add_person(person, person.title())
        asked = manifest(with_scopes=("groups:history", "channels:history", "im:history", "mpim:history"))
        asked["settings"]["event_subscriptions"]["bot_events"] += ["message.groups", "message.im"]
        practice.install(asked)
        foreign = Foreign(web_client(slack))
        heard: list[Json] = []
        foreign.app.event("message")(lambda body: heard.append(body))
        http = httpx.Client(base_url=slack.url, trust_env=False, verify=NO_CERTIFICATES)
        with http, connected(foreign.app, practice):
            yield Planted(practice, http, foreign, heard, plant(practice, foreign))


def plant(practice: Practice, foreign: Foreign) -> dict[str, str]:
    """Put the phrase into a room with the app's help, then take the app out of it."""
    web = foreign.client
    room: str = web.conversations_create(name=f"{PHRASE}-room", is_private=True)["channel"]["id"]
    web.conversations_invite(channel=room, users="UPRIYA,UTOM")
    web.conversations_setTopic(channel=room, topic=PHRASE)
    web.conversations_setPurpose(channel=room, purpose=PHRASE)
    choice = {"type": "static_select", "action_id": "choose", "options": [option(PHRASE)]}
    blocks = [
        section(PHRASE, block_id=f"{PHRASE}-block"),
        actions(button(value=PHRASE), choice, block_id="row"),
    ]
    said = web.chat_postMessage(channel=room, text=PHRASE, blocks=blocks)["ts"]
    whispered = web.chat_postEphemeral(channel=room, user="UPRIYA", text=PHRASE)["message_ts"]
    web.pins_add(channel=room, timestamp=said)
    web.bookmarks_add(channel_id=room, title=PHRASE, type="link", link=f"https://{PHRASE}.example.org")
    web.files_upload_v2(channel=room, filename=f"{PHRASE}.txt", title=PHRASE, content=PHRASE)
    form = modal(field(typed(initial_value=PHRASE), "what"), section(PHRASE), title=plain(PHRASE))
    practice.command("UPRIYA", "/tea")
    view = web.views_open(trigger_id=foreign.next("command")["trigger_id"], view=form)["view"]
    at_home = web.views_publish(user_id="UPRIYA", view=home(section(PHRASE)))["view"]
    assert PHRASE in str(web.conversations_history(channel=room).data)
    practice.remove_from_channel("UPRIYA", room, BOT_USER_ID)
    practice.say("UPRIYA", room, PHRASE)
    dm = practice.say("UPRIYA", "UTOM", PHRASE)
    seen = practice.sees("UPRIYA")
    assert PHRASE in seen.words
    there = seen.channel(room)
    assert there is not None
    file = next(one.files[0]["id"] for one in there.messages if one.files)
    ids = {"room": room, "said": said, "whispered": whispered, "view": view["id"], "home": at_home["id"]}
    direct = next(one.id for one in seen.channels if one.with_ == "UTOM")
    return ids | {"dm": direct, "dm said": dm, "file": file}


def every_argument(ids: dict[str, str], channel: str, ts: str) -> Json:
    """Return all arguments that some method takes, about this conversation and this message."""
    return {
        "channel": channel,
        "file": ids["file"],
        "channel_id": channel,
        "channels": channel,
        "ts": ts,
        "timestamp": ts,
        "message_ts": ts,
        "oldest": "0",
        "inclusive": "true",
        "include_num_members": "true",
        "return_im": "true",
        "types": "public_channel,private_channel,im,mpim",
        "user": "UPRIYA",
        "users": "UZED",
        "user_id": "UZED",
        "email": "priya@example.org",
        "name": "another",
        "topic": "x",
        "purpose": "x",
        "text": "x",
        "title": "x",
        "type": "link",
        "link": "https://example.org",
        "filename": "x",
        "length": "5",
        # the file that the app sent itself it may share anew, so here is one that it did not send
        "files": [{"id": "F0NOBODYS"}],
        "view_id": ids["view"],
        "trigger_id": "1.1.x",
        "view": modal(),
    }


@pytest.mark.parametrize("method", METHODS)
def test_an_app_outside_gets_nothing_of_the_room_by_any_method(planted: Planted, method: str) -> None:
    ids = planted.ids
    token = APP_TOKEN if METHODS[method].app_token else BOT_TOKEN
    asked = [
        every_argument(ids, channel, ts)
        for channel in (ids["room"], f"{PHRASE}-room", f"#{PHRASE}-room", ids["dm"])
        for ts in (ids["said"], ids["whispered"], ids["dm said"])
    ]
    headers = {"Authorization": f"Bearer {token}"}

    answers = [planted.http.post(f"/api/{method}", data=as_form(args), headers=headers) for args in asked]

    assert {answer.status_code for answer in answers} == {200}
    assert [answer.text for answer in answers if PHRASE in answer.text] == []


def test_an_app_that_was_taken_out_hears_no_more_of_what_is_said(planted: Planted) -> None:
    practice, room = planted.practice, planted.ids["room"]

    practice.say("UPRIYA", room, f"More {PHRASE}")
    practice.say("UPRIYA", "UTOM", f"More {PHRASE}")
    practice.add_person("UNEW", "Nora New")

    assert planted.foreign.next("team_join")["event"]["user"]["id"] == "UNEW"
    assert planted.heard == []


def acts() -> list[str]:
    workspace = Workspace(WorkspaceClock())
    return list(Acting(workspace, Courier(workspace, SocketMode(workspace))).verbs())


@pytest.mark.parametrize("act", acts())
def test_a_person_outside_gets_nothing_of_the_room_by_anything_they_do(planted: Planted, act: str) -> None:
    ids = planted.ids
    said = [
        {
            "person": "UZED",
            "channel": channel,
            "ts": ts,
            "view_id": view,
            "action_id": action,
            "block_id": None,
            "callback_id": "tea_for",
            "command": "/tea",
            "text": "x",
            "words": "xxx",
            "values": {"what": "x"},
            "name": f"another-{act.replace('_', '-')}",
            "invited": "UZED",
            "removed": "UPRIYA",
        }
        for channel in (ids["room"], ids["dm"])
        for ts in (ids["said"], ids["whispered"], ids["dm said"])
        for view in (ids["view"], ids["home"])
        for action in ("press", "text", "choose")
    ]

    answers = [planted.http.post(f"/practice/{act}", json=one) for one in said]

    assert {answer.status_code for answer in answers} <= {200, 409}
    assert [answer.text for answer in answers if PHRASE in answer.text] == []


@pytest.mark.parametrize("person", ["UZED", "UTOM"])
def test_a_person_sees_what_they_have_part_in_and_nothing_else(planted: Planted, person: str) -> None:
    screen = planted.http.get(f"/practice/sees/{person}").text
    file = planted.http.get(f"/practice/files/{planted.ids['file']}", params={"person": person})

    is_inside = person == "UTOM"
    assert (PHRASE in screen) is is_inside
    assert (PHRASE in file.text) is is_inside
    assert file.status_code == (200 if is_inside else 409)
