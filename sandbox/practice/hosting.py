"""Keeps a practice workspace going: set up, begun anew when somebody asks, ended in order when told to."""

import errno
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

from sandbox.practice.announcing import Announcer
from sandbox.practice.workspaces import CantStart, Workspace
from sandbox.slack.server import listen

_LOOK_SECONDS = 0.3
"""So soon it is noticed that something has ended by itself."""
_ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PORT_FAULTS = {
    errno.EADDRINUSE: "port {port} is in use, perhaps by another practice: choose another with --port, "
    "or let one be found with --port 0",
    errno.EACCES: "port {port} is not open to you: choose one above 1023 with --port",
}


def host(workspace: Workspace, port: int, announce: Announcer, show: Callable[[str], object]) -> None:
    """
    Keep a workspace going at a port until this process is told to end; raises CantStart.

    `show` is given the page's address once, as soon as there is something to see.
    """
    _check(port)
    with _until_told_to_end(announce):
        port = _once(workspace, port, announce, show)
        while True:
            port = _once(workspace, port, announce, show=lambda _: None)


def _once(workspace: Workspace, port: int, announce: Announcer, show: Callable[[str], object]) -> int:
    """Set the workspace up and keep it until it is to begin anew; return its port."""
    again = threading.Event()
    with ExitStack() as stack:
        with announce.setting_up() as tell:
            slack = stack.enter_context(workspace.set_up(port, tell))
        slack.offer_start_again(again.set)
        announce.ready(slack.url, workspace.keeps())
        show(slack.url)
        _wait(again, workspace, announce)
        announce.begins_anew()
    return urlsplit(slack.url).port or port


def _wait(again: threading.Event, workspace: Workspace, announce: Announcer) -> None:
    said = ""
    while not again.wait(_LOOK_SECONDS):
        ended = workspace.what_ended()
        if ended and not said:
            announce.has_ended(ended)
        said = ended


@contextmanager
def _until_told_to_end(announce: Announcer) -> Iterator[None]:
    """Take the first word to end as such; while everything is being ended, any more change nothing."""

    def end(*_: object) -> None:
        for number in _ENDINGS:
            signal.signal(number, signal.SIG_IGN)
        announce.ending()
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in _ENDINGS}
    try:
        yield
    except KeyboardInterrupt:
        announce.is_over()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _check(port: int) -> None:
    try:
        listen(port).close()
    except OSError as failure:
        words = _PORT_FAULTS.get(failure.errno or 0)
        raise CantStart(words.format(port=port) if words else f"port {port}: {failure}") from None
