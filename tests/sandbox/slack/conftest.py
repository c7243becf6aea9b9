"""The practice Slack, Slack's own client, and the foreign app over Socket Mode."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.slack.client import Practice
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN
from sandbox.slack.server import PracticeSlack
from tests.sandbox.slack.foreign import Foreign, manifest

# rate-limit windows so short that only a test of them meets them
QUICK = 10_000.0


@pytest.fixture
def slack() -> Iterator[PracticeSlack]:
    with PracticeSlack.start(pace=QUICK) as running:
        yield running


@pytest.fixture
def practice(slack: PracticeSlack) -> Practice:
    """The practice Slack with the foreign app installed and four people in it."""
    practice = slack.practice
    practice.add_person("UPRIYA", "Priya Shah", "priya@example.org", title="Health visitor")
    practice.add_person("UTOM", "Tom Reed", "tom@example.org", title="Social worker")
    practice.add_person("URUTH", "Ruth Bell", "ruth@example.org", title="Safeguarding lead")
    practice.add_person("UZED", "Zed Moss", "zed@example.org")
    practice.install(manifest())
    return practice


@pytest.fixture
def web(slack: PracticeSlack, practice: Practice) -> WebClient:
    return web_client(slack)


@pytest.fixture
def foreign(slack: PracticeSlack, practice: Practice) -> Iterator[Foreign]:
    """The foreign app, connected over Socket Mode."""
    foreign = Foreign(web_client(slack))
    with connected(foreign.app, practice):
        yield foreign


@contextmanager
def connected(app: App, practice: Practice) -> Iterator[SocketModeHandler]:
    """Keep an app connected over Socket Mode."""
    handler = SocketModeHandler(app, APP_TOKEN, web_client=app.client, ping_interval=0.5)
    handler.connect()  # type: ignore[no-untyped-call]
    practice.wait_for_app()
    yield handler
    _end_at_once(handler, practice)


def _end_at_once(handler: SocketModeHandler, practice: Practice) -> None:
    # Slack's client notices its own closing only when its reads time out, after seconds; the other side's
    # closing and a message in its queue it notices at once
    client = handler.client
    client.auto_reconnect_enabled = False
    client.current_session_state.terminated = True
    practice.drop_sockets()
    client.current_session_runner.shutdown()  # type: ignore[no-untyped-call]
    client.closed = True
    client.enqueue_message("{}")
    handler.close()  # type: ignore[no-untyped-call]


def web_client(slack: PracticeSlack, token: str = BOT_TOKEN) -> WebClient:
    """Return Slack's own client, which says each thing once and waits no longer than a test may."""
    return WebClient(token, base_url=slack.api_url, timeout=10, retry_handlers=[])
