"""Limits and faults strike when asked, as often as asked, and end when asked."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.slack.client import Impossible, Practice
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import web_client
from tests.sandbox.slack.foreign import Foreign, manifest
from tests.sandbox.slack.pieces import modal


def refused(call: Callable[[], object]) -> SlackApiError:
    with pytest.raises(SlackApiError) as refusal:
        call()
    return refusal.value


def test_one_message_a_second_in_a_channel(practice: Practice) -> None:
    with PracticeSlack.start(pace=1) as strict:
        strict.practice.install(manifest())
        for person in ("UPRIYA", "UTOM"):
            strict.practice.add_person(person, person.title())
        web = web_client(strict)

        first = web.chat_postMessage(channel="UPRIYA", text="One")
        elsewhere = web.chat_postMessage(channel="UTOM", text="One")
        limited = refused(lambda: web.chat_postMessage(channel=first["channel"], text="Two"))

        assert elsewhere["ok"]
        assert (limited.response.status_code, limited.response.headers["Retry-After"]) == (429, "1")
        assert limited.response["error"] == "ratelimited"


def test_twenty_calls_a_minute_of_the_second_tier() -> None:
    with PracticeSlack.start(pace=1) as strict:
        strict.practice.install(manifest())
        web = web_client(strict)
        for number in range(20):
            web.conversations_create(name=f"room-{number}", is_private=True)

        limited = refused(lambda: web.conversations_create(name="one-more", is_private=True))

        assert limited.response.status_code == 429
        assert 50 <= int(limited.response.headers["Retry-After"]) <= 60


def test_a_faster_pace_makes_the_window_shorter() -> None:
    with PracticeSlack.start(pace=10_000) as quick:
        quick.practice.install(manifest())
        web = web_client(quick)
        for number in range(60):
            assert web.conversations_create(name=f"room-{number}", is_private=True)["ok"]


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
