import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.slack import SlackFailure, call, client
from sandbox.slack.identity import BOT_TOKEN
from sandbox.slack.server import PracticeSlack


@contextmanager
def answering(status: int, body: bytes, **headers: str) -> Iterator[tuple[str, list[str]]]:
    """Somebody who gives every request the same answer; the paths that were asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/api/", asked
        finally:
            server.shutdown()
            serving.join()


def failure_of(url: str, method: str = "chat.postMessage") -> SlackFailure:
    with pytest.raises(SlackFailure) as raised:
        call(client(BOT_TOKEN, url, timeout_seconds=1), method, channel="C1", text="hello")
    return raised.value


def fate(failure: SlackFailure) -> str:
    """What delivery makes of a failure."""
    if failure.is_lasting:
        return "refused"
    if failure.wait_seconds is not None:
        return f"wait {failure.wait_seconds:g}"
    if failure.needs_repair:
        return "repair"
    return "unknown" if failure.may_have_arrived else "passes"


@pytest.mark.parametrize(
    ("status", "body", "headers", "expected"),
    [
        pytest.param(200, b'{"ok":false,"error":"channel_not_found"}', {}, "refused", id="a definite no"),
        pytest.param(
            200, b'{"ok":false,"error":"never_heard_of"}', {}, "refused", id="a code not known here"
        ),
        pytest.param(200, b'{"ok":false,"error":"fatal_error"}', {}, "unknown", id="fatal_error"),
        pytest.param(200, b'{"ok":false,"error":"internal_error"}', {}, "unknown", id="internal_error"),
        pytest.param(200, b'{"ok":false,"error":"request_timeout"}', {}, "unknown", id="request_timeout"),
        pytest.param(
            200, b'{"ok":false,"error":"service_unavailable"}', {}, "unknown", id="service_unavailable"
        ),
        pytest.param(200, b'{"ok":false,"error":"ratelimited"}', {}, "wait 1", id="a limit in the answer"),
        pytest.param(200, b'{"ok":false,"error":"rate_limited"}', {}, "wait 1", id="its other name"),
        pytest.param(429, b"{}", {"Retry_After": "30"}, "wait 30", id="a limit with its time"),
        pytest.param(429, b"", {"Retry_After": "soon"}, "wait 1", id="a limit with no number"),
        pytest.param(429, b"", {"Retry_After": "-5"}, "wait 0", id="a limit that is over"),
        pytest.param(429, b"", {}, "wait 1", id="a limit without a time"),
        pytest.param(200, b'{"ok":false,"error":"token_revoked"}', {}, "repair", id="token_revoked"),
        pytest.param(200, b'{"ok":false,"error":"invalid_auth"}', {}, "repair", id="invalid_auth"),
        pytest.param(200, b'{"ok":false,"error":"missing_scope"}', {}, "repair", id="missing_scope"),
        pytest.param(
            200, b'{"ok":false,"error":"message_limit_exceeded"}', {}, "passes", id="too many for now"
        ),
        pytest.param(500, b"", {}, "unknown", id="500"),
        pytest.param(502, b"<html>", {}, "unknown", id="502 of a proxy"),
        pytest.param(503, b'{"ok":false,"error":"x"}', {}, "unknown", id="503"),
        pytest.param(408, b"", {}, "unknown", id="408"),
        pytest.param(403, b"<html>no</html>", {}, "passes", id="403 of a proxy"),
        pytest.param(404, b"", {}, "passes", id="404 of a proxy"),
        pytest.param(200, b"<html>Please log in</html>", {}, "unknown", id="a page in place of an answer"),
        pytest.param(200, b"[1]", {}, "unknown", id="a list"),
        pytest.param(200, b"", {}, "unknown", id="nothing"),
        pytest.param(200, b'{"ok":false}', {}, "unknown", id="no code"),
        pytest.param(200, b"\xff\xfe", {}, "unknown", id="no text"),
        pytest.param(200, b"x", {"Content_Type": "application/gzip"}, "unknown", id="no JSON at all"),
    ],
)
def test_each_failure_is_told_as_refused_passing_unknown_or_to_be_mended(
    status: int, body: bytes, headers: dict[str, str], expected: str
) -> None:
    with answering(status, body, **headers) as (url, asked):
        assert fate(failure_of(url)) == expected

        assert asked == ["/api/chat.postMessage"]


def test_what_an_answer_says_beside_its_code_goes_no_further() -> None:
    with answering(200, b'{"ok":false,"error":"A planted phrase"}') as (url, _):
        failure = failure_of(url)

    assert failure.error == str(failure) == "unreadable_answer"


def test_where_nobody_listens_nothing_can_have_arrived() -> None:
    failure = failure_of("http://127.0.0.1:9/api/")

    assert (failure.error, fate(failure)) == ("unreachable", "passes")


def test_a_name_that_leads_nowhere_has_seen_nothing() -> None:
    assert fate(failure_of("http://nowhere.invalid/api/")) == "passes"


def test_an_answer_that_does_not_come_in_time_leaves_it_unknown() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        failure = failure_of(f"http://127.0.0.1:{silent.getsockname()[1]}/api/")

    assert fate(failure) == "unknown"


def test_a_dropped_connection_is_not_tried_again_behind_our_back(slack: PracticeSlack) -> None:
    slack.practice.fault("chat.postMessage", "drop_after")

    failure = failure_of(slack.api_url)

    assert fate(failure) == "unknown"
    assert len([one for one in slack.practice.calls() if one["method"] == "chat.postMessage"]) == 1


def test_arguments_arrive_by_json_and_where_slack_reads_none_as_a_form(slack: PracticeSlack) -> None:
    web = client(BOT_TOKEN, slack.api_url)

    assert call(web, "users.info", user="U0TOM")["user"]["id"] == "U0TOM"
    assert call(web, "chat.postMessage", channel="U0TOM", text="hello")["message"]["text"] == "hello"


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/api", "http://127.0.0.1:9/api/"])
def test_an_address_may_end_without_a_slash(url: str) -> None:
    assert client(BOT_TOKEN, url).base_url == "http://127.0.0.1:9/api/"
