import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.slack.client import Practice
from sandbox.slack.faults import FaultKind
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import web_client
from tests.sandbox.slack.foreign import Foreign, manifest
from tests.sandbox.slack.page.drawn import Tag

THURSDAY = datetime(2026, 12, 31, 16, 10, tzinfo=UTC)


class Operator:
    """Who runs the workspace: sees the panels, and presses what is in them."""

    def __init__(self, slack: PracticeSlack) -> None:
        self._url = slack.url

    def sees(self) -> Tag:
        """Return the panels as they are now."""
        answer = httpx.get(f"{self._url}/page/panels", trust_env=False)
        assert answer.status_code == 200
        return Tag.read(answer.text)

    def reads(self, id: str) -> str:
        """Return the words of one part."""
        return self.sees().one(id=id).words

    def wrong(self) -> list[str]:
        """Return all that is in force, in words."""
        return [one.words.removesuffix(" End this") for one in self.sees().all("li")]

    def presses(self, id: str) -> None:
        """Press a button."""
        button = self.sees().one("button", id=id)
        self.asks(str(button["data-verb"]), json.loads(str(button["data-said"])))

    def asks(self, verb: str, said: dict[str, Any]) -> None:
        """Ask the control API what the panels' script would."""
        httpx.post(f"{self._url}/practice/{verb}", json=said, trust_env=False).raise_for_status()


@pytest.fixture
def held() -> Iterator[PracticeSlack]:
    """A practice Slack whose clock stands."""
    with PracticeSlack.start(starts_at=THURSDAY, frozen=True, pace=200) as slack:
        yield slack


@pytest.fixture
def operator(slack: PracticeSlack, practice: Practice) -> Operator:
    return Operator(slack)


def test_the_clock_shows_the_workspaces_time_and_what_each_button_will_do(held: PracticeSlack) -> None:
    operator = Operator(held)

    face = operator.sees().one(id="clock-face")

    assert face.words == "Thursday 31 December 2026, 16:10:00 GMT"
    assert (face["data-speed"], face["data-zone"]) == ("0.0", "Europe/London")
    assert operator.reads("clock-hour") == "+1 hour: Thursday 31 December 17:10"
    assert operator.reads("clock-tomorrow") == "To tomorrow 09:00: Friday 1 January 2027 09:00"
    assert operator.reads("clock-next") == "To the next thing due: none is known"
    assert "moves without waiting for any" in operator.reads("clock-followers")
    assert "200 times as fast" in operator.reads("clock")


def test_the_clocks_buttons_do_what_they_say(held: PracticeSlack) -> None:
    operator = Operator(held)

    operator.presses("clock-hour")
    an_hour_later = held.practice.now()
    operator.presses("clock-tomorrow")

    assert an_hour_later == THURSDAY.replace(hour=17)
    assert held.practice.now() == datetime(2027, 1, 1, 9, 0, tzinfo=UTC)


def test_the_clock_names_what_is_due_next_and_goes_there(held: PracticeSlack) -> None:
    operator = Operator(held)
    settled = {"follower": "the app", "version": 99, "next_due": "2026-12-31T17:00:00+00:00"}
    operator.asks("clock/settled", settled)

    due, followed = operator.reads("clock-next"), operator.reads("clock-followers")
    operator.presses("clock-next")

    assert due == "To the next thing due: Thursday 31 December 17:00"
    assert followed == "the app follows this clock."
    assert operator.reads("clock-face") == "Thursday 31 December 2026, 17:00:00 GMT"


def test_the_speed_that_is_chosen_is_the_one_pressed(held: PracticeSlack) -> None:
    operator = Operator(held)

    operator.presses("clock-speed-5")

    speeds = operator.sees().all("button", data_verb="clock/speed")
    assert [one.words for one in speeds if one["aria-pressed"] == "true"] == ["1 hour a second"]
    assert held.practice.clock()["speed"] == 3600
    assert len(speeds) == 5


def test_time_is_shown_in_the_workspaces_own_zone() -> None:
    with PracticeSlack.start(starts_at=THURSDAY, frozen=True, zone="Asia/Tokyo") as slack:
        operator = Operator(slack)

        assert operator.reads("clock-face") == "Friday 1 January 2027, 01:10:00 JST"
        assert operator.reads("clock-tomorrow") == "To tomorrow 09:00: Saturday 2 January 09:00"
        assert "(Asia/Tokyo)" in operator.reads("clock-to")


SAID: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "too many": (
        "chat.postMessage",
        "rate_limited",
        {"times": 3},
        "The next 3 calls of chat.postMessage are answered 429, come back in 30 s (at this pace 1 s)",
    ),
    "too many, in the body": (
        "*",
        "ratelimited",
        {"times": None},
        "Every call of any method is answered 200 with “ratelimited” in the body",
    ),
    "Slack's own fault": (
        "views.open",
        "server_error",
        {"status": 503},
        "The next call of views.open is answered 503",
    ),
    "refused": (
        "chat.*",
        "error",
        {"error": "fatal_error"},
        "The next call of chat.* is refused with “fatal_error”",
    ),
    "not done": (
        "*",
        "time_out_before",
        {},
        "The next call of any method is not done, and not answered for 60 s",
    ),
    "done": ("*", "time_out_after", {}, "The next call of any method is done, but not answered for 60 s"),
    "cut off before": (
        "*",
        "drop_before",
        {},
        "The next call of any method is cut off before anything is done",
    ),
    "cut off after": (
        "*",
        "drop_after",
        {"times": 2},
        "The next 2 calls of any method are done, then cut off without an answer",
    ),
    "for one": (
        "chat.postMessage",
        "error",
        {"error": "msg_too_long", "to": "UTOM"},
        "The next call of chat.postMessage for UTOM is refused with “msg_too_long”",
    ),
    "lost": ("*", "drop_envelope", {}, "The next payload of any kind is lost on the way to the app"),
    "twice": (
        "slash_commands",
        "double_envelope",
        {"times": 2},
        "The next 2 payloads of slash commands are sent to the app twice",
    ),
    "again": (
        "events_api",
        "send_again",
        {},
        "The next payload of events is sent to the app once more after it was acknowledged",
    ),
    "always lost": (
        "events_api",
        "drop_envelope",
        {"times": None},
        "Every payload of events is lost on the way to the app",
    ),
}


@pytest.mark.parametrize(("method", "kind", "more", "words"), SAID.values(), ids=SAID.keys())
def test_what_is_in_force_is_said_in_plain_words_and_ended_by_itself(
    operator: Operator, practice: Practice, method: str, kind: str, more: dict[str, Any], words: str
) -> None:
    operator.asks("fault", {"method": method, "kind": kind, **more})

    said = operator.wrong()
    operator.presses("end-fault-1")

    assert said == [words]
    assert operator.reads("nothing-wrong") == "Nothing goes wrong just now."
    assert practice.faults()["asked"] == []


def test_every_kind_of_fault_can_be_asked_for(operator: Operator) -> None:
    panels = operator.sees()

    offered = {
        option["value"]
        for form in ("fault-calls", "fault-envelopes")
        for kinds in panels.one("form", id=form).all("select", name_="kind")
        for option in kinds.all("option")
    }

    assert offered == set(FaultKind)


def test_a_fault_that_has_struck_is_counted_down_in_the_panel(operator: Operator, web: WebClient) -> None:
    operator.asks("fault", {"method": "auth.test", "kind": "error", "error": "x", "times": 2})

    with pytest.raises(SlackApiError):
        web.auth_test()

    assert operator.wrong() == ["The next call of auth.test is refused with “x”"]


@pytest.mark.parametrize(
    ("button", "words", "end"),
    [
        pytest.param("go-away", "Slack is away altogether", "end-away", id="Slack away"),
        pytest.param("revoke-token", "The app’s token is revoked", "end-revoked", id="no token"),
        pytest.param(
            "uninstall-app", "The app is taken out of the workspace", "end-uninstalled", id="taken out"
        ),
        pytest.param(
            "forbid-private",
            "The app may make no private channels",
            "end-forbidden",
            id="no private channels",
        ),
    ],
)
def test_what_is_taken_from_the_app_is_listed_and_given_back(
    operator: Operator, web: WebClient, button: str, words: str, end: str
) -> None:
    operator.presses(button)
    said = operator.wrong()
    operator.presses(end)

    assert said == [words]
    assert operator.wrong() == []
    assert web.conversations_create(name="room", is_private=True)["ok"]


def test_a_scope_that_is_taken_is_no_longer_offered_until_it_is_given_back(operator: Operator) -> None:
    operator.asks("take_scope", {"scope": "users:read"})
    said = operator.wrong()
    offered = [one["value"] for one in operator.sees().one("form", id="take-scope").all("option")]
    operator.presses("end-scope-users:read")

    assert said == ["The app has lost the scope users:read"]
    assert "users:read" not in offered
    assert operator.wrong() == []


def test_all_is_ended_at_once(operator: Operator) -> None:
    operator.asks("fault", {"method": "*", "kind": "drop_after", "times": None})
    operator.presses("revoke-token")
    operator.presses("go-away")

    operator.presses("clear-faults")

    assert operator.wrong() == []


def test_everybody_is_listed_with_how_they_stand(operator: Operator, practice: Practice) -> None:
    practice.deactivate("UTOM")
    practice.change_standing("UZED", "guest")

    people = operator.sees().one("form", id="account").one("select", name_="person").all("option")

    assert [one.words for one in people] == [
        "Priya Shah",
        "Ruth Bell",
        "Tom Reed (switched off)",
        "Zed Moss (guest)",
    ]


def test_channels_are_listed_by_name_with_whose_hand_can_reach_them_and_no_word_said_in_them(
    operator: Operator, practice: Practice, web: WebClient
) -> None:
    room = web.conversations_create(name="quiet-room", is_private=True)["channel"]["id"]
    web.conversations_invite(channel=room, users="UPRIYA")
    web.chat_postMessage(channel=room, text="quince marmalade")
    practice.archive("UPRIYA", room)
    empty = web.conversations_create(name="empty-room", is_private=True)["channel"]["id"]

    panels = operator.sees()
    listed = {one["value"]: one for one in panels.one("form", id="channel").all("option")}

    assert listed[room].words == "quiet-room (archived, by Priya Shah’s hand)"
    assert json.loads(str(listed[room]["data-said"])) == {"person": "UPRIYA"}
    assert listed[empty].words == "empty-room (nobody in it can)"
    assert "disabled" in listed[empty].attributes
    assert "quince" not in panels.words


def test_the_app_is_taken_out_of_a_channel_by_a_members_hand(
    operator: Operator, practice: Practice, web: WebClient
) -> None:
    room = web.conversations_create(name="room", is_private=True)["channel"]["id"]
    web.conversations_invite(channel=room, users="UPRIYA")
    form = operator.sees().one("form", id="channel")
    (hand,) = [one for one in form.all("option") if one["value"] == room]
    button = form.one("button", data_verb="remove_from_channel")

    said = [json.loads(str(one["data-said"])) for one in (hand, button)]
    operator.asks("remove_from_channel", {"channel": room, **said[0], **said[1]})

    assert said[1] == {"removed": BOT_USER_ID}
    assert "the app is not in it" in operator.reads(f"channel-{room}")


def test_every_control_asks_for_something_that_there_is(operator: Operator, slack: PracticeSlack) -> None:
    practice = slack.practice
    practice.create_channel("UPRIYA", "room")
    practice.fault("*", "drop_after")
    asked = {one["data-verb"] for one in operator.sees().tags() if "data-verb" in one.attributes}

    answers = {
        verb: httpx.post(f"{slack.url}/practice/{verb}", json={}, trust_env=False).status_code
        for verb in sorted(map(str, asked))
    }

    assert len(answers) > 15
    assert {verb: status for verb, status in answers.items() if status not in (200, 409)} == {}


def test_the_panel_says_by_which_door_the_app_is_there(slack: PracticeSlack) -> None:
    operator = Operator(slack)
    none = operator.reads("app-state")
    slack.practice.install(manifest())
    absent = operator.reads("app-state")
    slack.practice.uninstall_app()
    taken_out = operator.reads("app-state")

    assert none == "The app No app is installed in this workspace."
    assert absent == "The app Foreign is not connected."
    assert taken_out == "The app Foreign is taken out of this workspace."


def test_an_app_in_socket_mode_is_connected(operator: Operator, foreign: Foreign) -> None:
    assert operator.reads("app-state") == "The app Foreign is connected over Socket Mode (1 connection)."


def test_starting_again_is_offered_only_where_somebody_can_do_it(slack: PracticeSlack) -> None:
    operator, asked = Operator(slack), threading.Event()
    before = operator.sees().all("button", data_verb="start_again")

    slack.offer_start_again(asked.set)
    operator.presses("start-again")

    assert before == []
    assert asked.wait(5)
    assert operator.sees().one(id="start-again")["data-confirm"]


def test_markup_in_names_comes_out_as_words(slack: PracticeSlack) -> None:
    markup = "<script>alert('x')</script>\"'>&amp;"
    slack.practice.install(manifest())
    slack.practice.add_person("UEVE", markup)
    slack.practice.create_channel("UEVE", "room")

    panels = Operator(slack).sees()

    assert panels.one(id="account-UEVE").words == markup
    assert panels.all("script") == []


def test_everything_in_the_panels_has_a_label(operator: Operator, practice: Practice) -> None:
    practice.create_channel("UPRIYA", "room")
    practice.fault("*", "drop_after")
    panels = operator.sees()

    labelled = {str(one["for"]) for one in panels.all("label") if "for" in one.attributes}
    inside = [one for label in panels.all("label") for one in label.tags()]
    fields = [one for one in panels.tags() if one.name in ("input", "select", "textarea")]
    ids = [str(one["id"]) for one in panels.tags() if "id" in one.attributes]

    assert [one for one in fields if one not in inside and one.attributes.get("id") not in labelled] == []
    assert [one for one in panels.all("button") if not one.words] == []
    assert len(ids) == len(set(ids))


def test_the_panels_keep_the_pages_own_rules(operator: Operator, slack: PracticeSlack) -> None:
    answer = httpx.get(f"{slack.url}/page/panels", trust_env=False)
    script = httpx.get(f"{slack.url}/static/panels.js", trust_env=False)

    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert [one for one in operator.sees().tags() if "style" in one.attributes] == []
    assert script.headers["Content-Security-Policy"]
    assert httpx.get(f"{slack.url}/static/panels.css", trust_env=False).status_code == 200


def test_the_client_of_slack_is_refused_as_the_panel_says(operator: Operator, slack: PracticeSlack) -> None:
    operator.asks("fault", {"method": "auth.test", "kind": "rate_limited", "retry_after": 7})

    with pytest.raises(SlackApiError) as refused:
        web_client(slack).auth_test()

    assert refused.value.response.status_code == 429
    assert operator.wrong() == []
