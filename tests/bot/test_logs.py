import io
import logging
import sys
import threading
from collections.abc import Callable

import pytest

from bot import logs
from bot.slack import SlackFailure, call, client
from sandbox.slack.identity import BOT_TOKEN
from sandbox.slack.server import PracticeSlack

PLANTED = "a planted phrase"

pytestmark = pytest.mark.usefixtures("own_logging")


@pytest.fixture
def log() -> io.StringIO:
    """What the process logs, everything from DEBUG on."""
    stream = io.StringIO()
    logs.set_up(logging.DEBUG, stream)
    return stream


def by_message(library: logging.Logger) -> None:
    library.debug(f"typed: {PLANTED}")


def by_argument(library: logging.Logger) -> None:
    library.info("typed: %s", PLANTED)


def by_mapping(library: logging.Logger) -> None:
    library.warning("typed: %(words)s", {"words": PLANTED})


def by_exception(library: logging.Logger) -> None:
    try:
        raise ValueError(PLANTED)
    except ValueError:
        library.exception("failed: %s", PLANTED)


def by_stack(library: logging.Logger) -> None:
    library.error(PLANTED, stack_info=True)


@pytest.mark.parametrize("tell", [by_message, by_argument, by_mapping, by_exception, by_stack])
def test_of_a_librarys_message_only_its_place_comes_out(
    log: io.StringIO, tell: Callable[[logging.Logger], None]
) -> None:
    tell(logging.getLogger("some.library"))

    assert "some.library (test_logs:" in log.getvalue()
    assert PLANTED not in log.getvalue()


def test_of_an_exception_only_its_kinds_and_places_come_out(log: io.StringIO) -> None:
    try:
        try:
            raise KeyError(PLANTED)
        except KeyError as first:
            raise ValueError(PLANTED) from first
    except ValueError:
        logs.logger("test").exception("notice %s failed", "D-2026-0001/1")

    said = log.getvalue()
    assert "disagree.test notice D-2026-0001/1 failed" in said
    assert "builtins.ValueError" in said
    assert "builtins.KeyError" in said
    assert "test_logs.py" in said
    assert PLANTED not in said


def test_where_there_is_no_exception_none_is_told(log: io.StringIO) -> None:
    logs.logger("test").error("no exception", exc_info=True)

    assert "no exception" in log.getvalue()


def test_our_own_messages_come_out_as_they_are(log: io.StringIO) -> None:
    logs.logger("test").info("notice %s waits", "D-2026-0001/1")

    assert "INFO disagree.test notice D-2026-0001/1 waits" in log.getvalue()


def test_what_nobody_caught_comes_out_without_its_message(
    log: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    def die() -> None:
        raise ValueError(PLANTED)

    dying = threading.Thread(target=die)
    dying.start()
    dying.join()
    try:
        die()
    except ValueError as failure:
        sys.excepthook(type(failure), failure, failure.__traceback__)

    assert log.getvalue().count("builtins.ValueError") == 2
    assert PLANTED not in log.getvalue() + capsys.readouterr().err


def test_who_ends_the_process_on_purpose_is_no_failure(log: io.StringIO) -> None:
    sys.excepthook(SystemExit, SystemExit(0), None)

    assert log.getvalue() == ""


def test_what_is_sent_to_slack_is_in_no_log_even_where_libraries_tell_all(
    log: io.StringIO, slack: PracticeSlack
) -> None:
    web = client(BOT_TOKEN, slack.api_url)

    call(web, "chat.postMessage", channel="U0TOM", text=PLANTED)
    slack.practice.fault("chat.postMessage", "error", error="msg_too_long")
    with pytest.raises(SlackFailure):
        call(web, "chat.postMessage", channel="U0TOM", text=PLANTED)

    assert "slack_sdk.web.base_client (base_client:" in log.getvalue()
    assert PLANTED not in log.getvalue()
    assert BOT_TOKEN not in log.getvalue()
