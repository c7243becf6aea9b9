"""The two ways in which a Bolt app is joined to the practice Slack."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.simple_server import WSGIRequestHandler, make_server

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(app: App) -> Iterator[str]:
    """Serve an app over HTTP and return its request URL."""
    server = make_server("127.0.0.1", 0, SlackRequestHandler(app), handler_class=Quiet)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}/slack/events"
    server.shutdown()
    serving.join()
    server.server_close()
