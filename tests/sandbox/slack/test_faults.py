"""Limits and faults strike when asked, as often as asked, and end when asked."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.slack.client import Impossible, Practice
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import web_client
from tests.sandbox.slack.foreign import Foreign
from tests.sandbox.slack.pieces import modal


def refused(call: Callable[[], object]) -> SlackApiError:
    with pytest.raises(SlackApiError) as refusal:
        call()
    return refusal.value


ANSWERED: dict[str, tuple[str, dict[str, Any], int, str]] = {
    "too many": ("rate_limited", {"retry_after": 30}, 429, "ratelimited"),
    "too many, in the body": ("ratelimited", {}, 200, "ratelimited"),
    "Slack's own fault": ("server_error", {"status": 503}, 503, "internal_error"),
    "a code of the test's": ("error", {"error": "fatal_error"}, 200, "fatal_error"),
}


@pytest.mark.parametrize(("kind", "more", "status", "code"), ANSWERED.values(), ids=ANSWERED.keys())
def test_a_fault_answers_once_and_is_over(
    web: WebClient, practice: Practice, kind: str, more: dict[str, Any], status: int, code: str
) -> None:
    practice.fault("chat.*", kind, **more)

    failed = refused(lambda: web.chat_postMessage(channel="UPRIYA", text="x"))

    assert (failed.response.status_code, failed.response["error"]) == (status, code)
    assert practice.sees("UPRIYA").notifications == ()
    assert web.chat_postMessage(channel="UPRIYA", text="x")["ok"]


@pytest.mark.parametrize(
    ("kind", "arrived"),
    [
        pytest.param("drop_before", 0, id="dropped before it was done"),
        pytest.param("drop_after", 1, id="dropped after it was done"),
        pytest.param("time_out_before", 0, id="timed out before it was done"),
        pytest.param("time_out_after", 1, id="timed out after it was done"),
    ],
)
def test_an_answer_that_never_comes_leaves_the_outcome_unknown(
    slack: PracticeSlack, practice: Practice, kind: str, arrived: int
) -> None:
    practice.fault("chat.postMessage", kind, hold_seconds=0.3)

    with pytest.raises(OSError):  # noqa: PT011 - whichever way the network fails
        web_client(slack).chat_postMessage(channel="UPRIYA", text="x")

    assert len(practice.sees("UPRIYA").notifications) == arrived
    assert practice.calls()[-1]["fault"] == kind


def test_slack_away_refuses_everybody_and_comes_back(
    web: WebClient, practice: Practice, foreign: Foreign
) -> None:
    practice.go_away()

    with pytest.raises(OSError):  # noqa: PT011
        web.auth_test()
    with pytest.raises(Impossible, match="Slack is away"):
        practice.command("UPRIYA", "/tea")
    practice.come_back()
    assert web.auth_test()["ok"]
    practice.wait_for_app(seconds=20)
    assert practice.command("UPRIYA", "/tea").acknowledged


def test_forbidden_private_channels_are_a_restricted_action(web: WebClient, practice: Practice) -> None:
    practice.forbid_private_channels()

    denied = refused(lambda: web.conversations_create(name="room", is_private=True))
    practice.clear_faults()

    assert denied.response["error"] == "restricted_action"
    assert web.conversations_create(name="room", is_private=True)["ok"]


def test_a_trigger_dies_after_three_seconds_of_machine_time(practice: Practice, foreign: Foreign) -> None:
    practice.command("UPRIYA", "/tea")
    body, arrived_at = foreign.next("command"), time.monotonic()
    practice.move_to(practice.now() + timedelta(days=1))
    # the one wait that only machine time can end
    threading.Event().wait(3.1 - (time.monotonic() - arrived_at))

    late = refused(lambda: foreign.client.views_open(trigger_id=body["trigger_id"], view=modal()))

    assert late.response["error"] == "expired_trigger_id"


def test_a_fault_without_an_end_strikes_every_call_until_it_is_ended(
    web: WebClient, practice: Practice
) -> None:
    number = practice.fault("chat.*", "error", times=None, error="fatal_error")

    codes = [refused(lambda: web.chat_postMessage(channel="UPRIYA", text="x")) for _ in range(3)]
    practice.end_fault(number)

    assert {one.response["error"] for one in codes} == {"fatal_error"}
    assert web.chat_postMessage(channel="UPRIYA", text="x")["ok"]
    with pytest.raises(Impossible, match="ended already"):
        practice.end_fault(number)


def test_of_two_faults_the_older_strikes_first_and_each_is_counted(
    web: WebClient, practice: Practice
) -> None:
    practice.fault("*", "error", times=2, error="first")
    practice.fault("auth.test", "error", error="second")

    codes = [refused(web.auth_test).response["error"] for _ in range(2)]
    left = practice.faults()["asked"]
    codes.append(refused(web.auth_test).response["error"])

    assert codes == ["first", "first", "second"]
    assert [(one["method"], one["times"]) for one in left] == [("auth.test", 1)]
    assert web.auth_test()["ok"]


STRANGE: dict[str, tuple[str, str, dict[str, Any], str]] = {
    "a method that is not there": (
        "chat.postMesage",
        "error",
        {"error": "x"},
        "nothing is called chat.postMesage",
    ),
    "an envelope that is not there": ("commands", "drop_envelope", {}, "nothing is called commands"),
    "no times": ("*", "drop_before", {"times": 0}, "a number of times"),
    "half a time": ("*", "drop_before", {"times": 1.5}, "a number of times"),
    "no code": ("*", "error", {}, "an error's code"),
    "a status that says well": ("*", "server_error", {"status": 200}, "a status"),
    "to come back at once": ("*", "rate_limited", {"retry_after": 0}, "Retry-After"),
    "to wait no time": ("*", "time_out_after", {"hold_seconds": -1}, "seconds to wait"),
    "words for a number": ("*", "rate_limited", {"retry_after": "soon"}, "no such fault"),
    "something else besides": ("*", "drop_before", {"colour": "red"}, "no such fault"),
}


@pytest.mark.parametrize(("method", "kind", "more", "why"), STRANGE.values(), ids=STRANGE.keys())
def test_a_fault_that_cannot_be_is_refused_and_strikes_nothing(
    practice: Practice, method: str, kind: str, more: dict[str, Any], why: str
) -> None:
    with pytest.raises(Impossible, match=why):
        practice.fault(method, kind, **more)

    assert practice.faults()["asked"] == []


def test_each_thing_that_was_taken_is_given_back_by_itself(web: WebClient, practice: Practice) -> None:
    practice.forbid_private_channels()
    practice.date_off(90)
    practice.take_scope("users:read")
    practice.take_scope("groups:write")
    practice.revoke_token()
    practice.uninstall_app()
    taken = practice.faults()

    practice.reinstall_app()
    practice.allow_private_channels()
    practice.give_scope("groups:write")

    assert taken == {
        "away": False,
        "private_channels_forbidden": True,
        "date_off_seconds": 90.0,
        "asked": [],
        "scopes_taken": ["groups:write", "users:read"],
        "token_revoked": True,
        "uninstalled": True,
    }
    assert web.conversations_create(name="room", is_private=True)["ok"]
    assert refused(web.users_list).response["error"] == "missing_scope"
    with pytest.raises(Impossible, match="was not taken away"):
        practice.give_scope("groups:write")


@pytest.mark.parametrize("seconds", [0, 90, -3600])
def test_answers_are_dated_as_far_off_as_was_asked(
    web: WebClient, practice: Practice, seconds: float
) -> None:
    practice.date_off(seconds)

    dated = parsedate_to_datetime(web.auth_test().headers["date"])

    assert abs(dated - datetime.now(UTC) - timedelta(seconds=seconds)) < timedelta(seconds=10)


def test_a_token_that_was_revoked_can_be_good_again(web: WebClient, practice: Practice) -> None:
    practice.revoke_token()
    dead = refused(web.auth_test).response["error"]

    practice.restore_token()

    assert dead == "token_revoked"
    assert web.auth_test()["ok"]


def test_clearing_all_ends_whatever_is_wrong(web: WebClient, practice: Practice) -> None:
    well = practice.faults()
    practice.fault("*", "drop_after", times=None)
    practice.forbid_private_channels()
    practice.date_off(90)
    practice.take_scope("users:read")
    practice.uninstall_app()
    practice.go_away()

    practice.clear_faults()

    assert practice.faults() == well
    assert web.users_list()["ok"]


def test_who_watches_is_told_when_a_fault_begins_strikes_and_ends(web: WebClient, practice: Practice) -> None:
    changes = [version(practice)]
    practice.fault("auth.test", "error", times=2, error="x")
    changes.append(version(practice))
    refused(web.auth_test)
    changes.append(version(practice))
    practice.clear_faults()
    changes.append(version(practice))

    assert changes == sorted(set(changes))


def version(practice: Practice) -> int:
    return practice.sees("UZED").version


def test_a_guest_leaves_the_channel_for_all_and_comes_back_as_a_member(
    practice: Practice, foreign: Foreign
) -> None:
    room = practice.create_channel("UPRIYA", "room")
    practice.invite("UPRIYA", room, "UZED")

    practice.change_standing("UZED", "guest")
    as_guest = channels_of(practice)
    told = foreign.next("user_change")["event"]["user"]
    practice.change_standing("UZED", "member")

    assert as_guest == {"room"}
    assert (told["is_restricted"], told["is_ultra_restricted"]) == (True, False)
    assert channels_of(practice) == {"general", "room"}


def test_a_guest_of_one_channel_keeps_that_one_and_leaves_the_rest(
    practice: Practice, foreign: Foreign
) -> None:
    kept, left = (practice.create_channel("UPRIYA", name) for name in ("kept", "left"))
    for channel in (kept, left):
        practice.invite("UPRIYA", channel, "U0PRACTICEBOT")
        practice.invite("UPRIYA", channel, "UZED")

    practice.change_standing("UZED", "single_channel_guest", channel=kept)

    assert channels_of(practice) == {"kept"}
    assert {foreign.next("member_left_channel")["event"]["channel"] for _ in range(2)} == {left, "C0GENERAL"}
    assert foreign.client.users_info(user="UZED")["user"]["is_ultra_restricted"] is True


UNLIKELY: dict[str, tuple[dict[str, Any], str]] = {
    "somebody unknown": ({"person": "UNOBODY", "standing": "guest"}, "nobody in this workspace"),
    "the app": ({"person": "U0PRACTICEBOT", "standing": "guest"}, "is an app"),
    "a bot of a person": ({"person": "UZED", "standing": "bot"}, "made a bot"),
    "something else": ({"person": "UZED", "standing": "king"}, "nobody is a king"),
    "in a channel that is not there": (
        {"person": "UZED", "standing": "single_channel_guest", "channel": "C0"},
        "no channel C0",
    ),
}


@pytest.mark.parametrize(("asked", "why"), UNLIKELY.values(), ids=UNLIKELY.keys())
def test_an_account_that_cannot_be_is_refused(practice: Practice, asked: dict[str, Any], why: str) -> None:
    with pytest.raises(Impossible, match=why):
        practice.change_standing(**asked)


def channels_of(practice: Practice) -> set[str]:
    return {one.name for one in practice.sees("UZED").channels if one.name}
