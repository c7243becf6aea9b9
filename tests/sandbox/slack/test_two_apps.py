"""Two connected apps: each envelope reaches one of them, and comes again where none acknowledged it."""

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

from sandbox.slack.client import Practice, Reply
from sandbox.slack.identity import APP_TOKEN
from sandbox.slack.server import PracticeSlack
from sandbox.slack.socket_mode import CONNECTIONS
from tests.sandbox.slack.conftest import connected, web_client
from tests.sandbox.slack.foreign import Foreign

Json = dict[str, Any]


@contextmanager
def joined(slack: PracticeSlack) -> Iterator[ClientConnection]:
    """Keep one more connection, which acknowledges nothing by itself."""
    address = web_client(slack).apps_connections_open(app_token=APP_TOKEN)["url"]
    with connect(address) as socket:
        assert told(socket)["type"] == "hello"
        yield socket


def told(socket: ClientConnection) -> Json:
    said: Json = json.loads(socket.recv(timeout=20))
    return said


def acknowledge(socket: ClientConnection, envelope: Json) -> None:
    socket.send(json.dumps({"envelope_id": envelope["envelope_id"]}))


@contextmanager
def doing(practice: Practice, texts: tuple[str, ...]) -> Iterator[list[Reply]]:
    """Have commands typed one after the other, while something else is done."""
    replies: list[Reply] = []
    typing = threading.Thread(
        target=lambda: replies.extend(practice.command("UPRIYA", "/tea", text) for text in texts)
    )
    typing.start()
    yield replies
    typing.join()


def test_each_command_and_each_event_reaches_one_of_two_apps(
    slack: PracticeSlack, practice: Practice, foreign: Foreign
) -> None:
    other = Foreign(web_client(slack))
    texts = [str(number) for number in range(20)]
    with connected(other.app, practice):
        practice.wait_for_app(connections=2)

        replies = [practice.command("UPRIYA", "/tea", text) for text in texts]
        for number in range(10):
            practice.add_person(f"UNEW{number}", "Somebody New")
        heard = [arrived(one, "command", 10) for one in (foreign, other)]
        joining = [arrived(one, "team_join", 5) for one in (foreign, other)]

        assert {reply.acknowledged for reply in replies} == {True}
        assert sorted(body["text"] for part in heard for body in part) == sorted(texts)
        ids = [body["event_id"] for part in joining for body in part]
        assert (len(ids), len(set(ids))) == (10, 10)
        assert foreign.none_of("command")
        assert other.none_of("team_join")


def arrived(foreign: Foreign, kind: str, count: int) -> list[Json]:
    return [foreign.next(kind) for _ in range(count)]


def test_an_event_that_one_app_lets_lie_comes_again_until_the_other_takes_it(
    slack: PracticeSlack, practice: Practice
) -> None:
    with joined(slack) as deaf, joined(slack) as second:
        practice.deactivate("UZED")
        first = told(deaf)
        again = told(second)
        acknowledge(second, again)
        practice.reactivate("UZED")
        after = told(deaf)
        acknowledge(deaf, after)

    assert (first["retry_attempt"], first["retry_reason"]) == (0, "")
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "http_timeout")
    assert again["payload"] == first["payload"]
    assert again["envelope_id"] != first["envelope_id"]
    assert after["payload"]["event"]["user"]["deleted"] is False
    assert len(practice.problems()) == 1


def test_a_command_that_nobody_acknowledges_fails_for_the_person_and_is_not_sent_again(
    slack: PracticeSlack, practice: Practice
) -> None:
    with joined(slack) as deaf, joined(slack) as other:
        with doing(practice, ("lost", "found")) as replies:
            lost, found = told(deaf), told(other)
            acknowledge(other, found)
        practice.deactivate("UZED")
        following = told(deaf)
        acknowledge(deaf, following)

    assert (lost["payload"]["text"], found["payload"]["text"]) == ("lost", "found")
    assert [(one.acknowledged, one.failure) for one in replies] == [
        (False, "operation_timeout"),
        (True, None),
    ]
    assert replies[0].shown == "/tea failed because the app did not respond."
    assert following["type"] == "events_api"
    assert "retry_attempt" not in lost


def test_an_acknowledgement_may_come_by_another_connection_and_counts_once(
    slack: PracticeSlack, practice: Practice
) -> None:
    with joined(slack) as first, joined(slack) as second, doing(practice, ("one", "two")) as replies:
        one = told(first)
        acknowledge(second, {"envelope_id": "nobody's"})
        acknowledge(second, one)
        acknowledge(second, one)
        acknowledge(second, told(second))

    assert [reply.acknowledged for reply in replies] == [True, True]


def test_what_lay_with_an_app_that_went_comes_to_the_one_that_stayed(
    slack: PracticeSlack, practice: Practice
) -> None:
    with joined(slack) as gone, joined(slack) as stayed, doing(practice, ("tea",)) as replies:
        envelope = told(gone)
        gone.close()
        again = told(stayed)
        acknowledge(stayed, again)

    assert again == envelope
    assert replies[0].acknowledged


def test_an_app_too_many_is_sent_away(slack: PracticeSlack, practice: Practice) -> None:
    address = web_client(slack).apps_connections_open(app_token=APP_TOKEN)["url"]
    with ExitStack() as stack:
        for _ in range(CONNECTIONS):
            stack.enter_context(joined(slack))

        with connect(address) as socket:
            said = told(socket)

        assert (said["type"], said["reason"]) == ("disconnect", "too_many_websockets")


@pytest.mark.parametrize("kind", ["slash_commands", "interactive", "events_api"])
def test_what_is_sent_says_whether_it_may_be_answered(
    slack: PracticeSlack, practice: Practice, kind: str
) -> None:
    with joined(slack) as socket:
        doings = {
            "slash_commands": lambda: practice.command("UPRIYA", "/tea"),
            "interactive": lambda: practice.shortcut("UPRIYA", "tea"),
            "events_api": lambda: practice.deactivate("UZED"),
        }
        acting = threading.Thread(target=doings[kind])
        acting.start()
        envelope = told(socket)
        acknowledge(socket, envelope)
        acting.join()

    assert envelope["type"] == kind
    assert envelope["accepts_response_payload"] is (kind == "slash_commands")
    assert ("retry_attempt" in envelope) is (kind == "events_api")
