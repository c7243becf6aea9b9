"""The two ways between Slack and an app: Socket Mode with all that goes wrong there, and signed HTTP."""

from collections.abc import Iterator

import httpx
import pytest
from slack_sdk.errors import SlackApiError
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from sandbox.slack.client import Impossible, NotSeen, Practice
from sandbox.slack.identity import APP_TOKEN
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.conftest import web_client
from tests.sandbox.slack.foreign import Foreign
from tests.sandbox.slack.pieces import field, modal, option, typed
from tests.sandbox.slack.ways import served


@pytest.fixture
def over_http(slack: PracticeSlack, practice: Practice) -> Iterator[tuple[Foreign, str]]:
    """The foreign app at a request URL of its own."""
    foreign = Foreign(web_client(slack))
    with served(foreign.app) as url:
        yield foreign, url


def test_over_http_a_command_a_form_a_search_and_events_arrive_signed(
    practice: Practice, over_http: tuple[Foreign, str]
) -> None:
    foreign, url = over_http
    practice.connect(url)
    search = {"type": "external_select", "action_id": "who", "min_query_length": 1}
    form = modal(field(typed(), "what"), field(search, "who"))

    foreign.on(
        "command",
        lambda ack, body: (foreign.client.views_open(trigger_id=body["trigger_id"], view=form), ack()),
    )
    foreign.on("options", lambda ack, _: ack(options=[option("tom")]))
    foreign.on("view", lambda ack, _: ack(response_action="errors", errors={"what": "Say more."}))
    practice.command("UPRIYA", "/tea")
    view = practice.sees("UPRIYA").view
    assert view is not None
    practice.search("UPRIYA", view.id, "who", "t")
    submitted = practice.submit("UPRIYA", view.id, {"what": "Words", "who": "tom"})
    practice.deactivate("UZED")

    assert submitted.errors == {"what": "Say more."}
    assert foreign.next("user_change")["event"]["user"]["id"] == "UZED"


def test_a_request_url_that_does_not_meet_the_challenge_is_not_taken(
    practice: Practice, over_http: tuple[Foreign, str]
) -> None:
    _, url = over_http

    with pytest.raises(Impossible, match="did not answer the challenge"):
        practice.connect(url.replace("/slack/events", "/elsewhere"), seconds=0)


def test_a_forged_signature_is_noticed_by_the_app(over_http: tuple[Foreign, str]) -> None:
    _, url = over_http

    forged = httpx.post(
        url, json={"type": "event_callback"}, headers={"X-Slack-Signature": "v0=x"}, trust_env=False
    )

    assert forged.status_code == 401


def test_a_doubled_envelope_arrives_twice(practice: Practice, foreign: Foreign) -> None:
    practice.fault("slash_commands", "double_envelope")

    reply = practice.command("UPRIYA", "/tea")

    first, second = foreign.next("command"), foreign.next("command")
    assert reply.acknowledged
    assert first["trigger_id"] == second["trigger_id"]


def test_what_was_acknowledged_can_be_sent_again_over_either_way(
    practice: Practice, foreign: Foreign, over_http: tuple[Foreign, str]
) -> None:
    listening, url = over_http
    practice.fault("slash_commands", "send_again", times=2)

    by_socket = practice.command("UPRIYA", "/tea")
    practice.connect(url, seconds=0)
    by_http = practice.command("UPRIYA", "/tea")

    for app, reply in ((foreign, by_socket), (listening, by_http)):
        assert reply.acknowledged
        assert app.next("command")["trigger_id"] == app.next("command")["trigger_id"]
    assert practice.problems() == ()


def test_a_lost_envelope_is_a_command_without_answer(practice: Practice, foreign: Foreign) -> None:
    practice.fault("slash_commands", "drop_envelope")

    lost, arrived = practice.command("UPRIYA", "/tea"), practice.command("UPRIYA", "/tea")

    assert (lost.failure, arrived.acknowledged) == ("operation_timeout", True)


def test_an_app_asked_to_refresh_comes_again(practice: Practice, foreign: Foreign) -> None:
    practice.refresh_sockets()

    practice.wait_for_call("apps.connections.open", times=2)
    assert practice.command("UPRIYA", "/tea").acknowledged


def test_a_ticket_opens_one_connection(slack: PracticeSlack, practice: Practice) -> None:
    url = web_client(slack).apps_connections_open(app_token=APP_TOKEN)["url"]

    with connect(url) as socket:
        assert '"type": "hello"' in str(socket.recv())
        with pytest.raises(InvalidStatus), connect(url):
            pass


def test_only_the_apps_own_token_opens_socket_mode(slack: PracticeSlack, practice: Practice) -> None:
    with pytest.raises(SlackApiError) as refused:
        web_client(slack).apps_connections_open(app_token="xoxb-practice")

    assert refused.value.response["error"] == "not_allowed_token_type"


def test_who_waits_for_an_app_that_does_not_come_is_told(practice: Practice) -> None:
    with pytest.raises(NotSeen, match="0 connections"):
        practice.wait_for_app(seconds=0.1)
