"""The heartbeat reaches whoever waits for it while all is well, and nobody otherwise."""

import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from bot.watching.heartbeat import Heartbeat


class Listener(HTTPServer):
    """Somebody who counts how often they are called, and answers with a status."""

    beats: int = 0
    status: int = 200

    @property
    def url(self) -> str:
        """The address, with something secret in it."""
        return f"http://127.0.0.1:{self.server_port}/ping/a-secret"


class Counting(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Listener)
        self.server.beats += 1
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener(("127.0.0.1", 0), Counting) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield server
        server.shutdown()
        serving.join()


def test_while_all_is_well_each_minute_has_its_beat(listener: Listener) -> None:
    heartbeat = Heartbeat(listener.url, lambda: True)

    assert [heartbeat.beat(), heartbeat.beat()] == [60.0, 60.0]

    assert listener.beats == 2


def test_where_anything_is_wrong_there_is_none(listener: Listener) -> None:
    Heartbeat(listener.url, lambda: False).beat()

    assert listener.beats == 0


@pytest.mark.parametrize("status", [404, 500])
def test_a_beat_that_is_not_taken_is_said_without_its_address(
    listener: Listener, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    listener.status = status
    caplog.set_level(logging.WARNING)

    Heartbeat(listener.url, lambda: True).beat()

    assert "the heartbeat did not get through: HTTPStatusError" in caplog.text
    assert "a-secret" not in caplog.text


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/a-secret", "nonsense://a-secret"])
def test_an_address_that_is_not_there_stops_nothing(url: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)

    assert Heartbeat(url, lambda: True).beat() == 60.0

    assert "did not get through" in caplog.text
    assert "a-secret" not in caplog.text
