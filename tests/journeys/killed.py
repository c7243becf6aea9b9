"""
The app under a supervisor that kills it: `python -m tests.journeys.killed`.

Every commit and every Web API call is a named point, before and after it. The app counts the points it
passes; at the one that KILL_AT names it sends itself SIGKILL, and the supervisor starts it again, once.
Each start is a fork of a process that has everything imported, so that hundreds of deaths take minutes.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from slack_sdk import WebClient
from sqlalchemy.engine.default import DefaultDialect

from bot import command_line


class Points:
    """Counts the points that the app passes, and dies at one of them."""

    def __init__(self, names: Path, kill_at: int) -> None:
        self._names, self._kill_at = names, kill_at
        self._lock = threading.Lock()
        self._passed = 0

    def passed(self, name: str) -> None:
        """Note a point; die here if it is the one."""
        with self._lock:
            self._passed += 1
            with self._names.open("a", encoding="utf-8") as names:
                names.write(f"{name}\n")
            if self._passed == self._kill_at:
                os.kill(os.getpid(), signal.SIGKILL)


def watch(points: Points) -> None:
    """Pass a point before and after every commit and every Web API call of this process."""
    commit: Callable[[Any, Any], None] = DefaultDialect.do_commit
    api_call: Callable[..., Any] = WebClient.api_call

    def watched_commit(self: Any, connection: Any) -> None:
        points.passed("before a commit")
        commit(self, connection)
        points.passed("after a commit")

    def watched_call(self: Any, method: str, **arguments: Any) -> Any:
        points.passed(f"before {method}")
        answer = api_call(self, method, **arguments)
        points.passed(f"after {method}")
        return answer

    DefaultDialect.do_commit = watched_commit  # type: ignore[method-assign]
    WebClient.api_call = watched_call  # type: ignore[method-assign,assignment]


def supervise() -> int:
    """Run the app in a child; where it was killed, run it again without a further death."""
    kill_at = int(os.environ["KILL_AT"])
    while True:
        child = os.fork()
        if child == 0:
            watch(Points(Path(os.environ["KILL_NAMES"]), kill_at))
            command_line.main(["run"], standalone_mode=True)
            os._exit(0)
        signal.signal(signal.SIGTERM, lambda *_, child=child: os.kill(child, signal.SIGTERM))
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            return os.waitstatus_to_exitcode(status)
        kill_at = 0


if __name__ == "__main__":
    sys.exit(supervise())
