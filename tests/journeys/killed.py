"""
The app under a supervisor that kills it: `python -m tests.journeys.killed`.

Every commit and every Web API call is a named point, before and after it. The app counts the points it
passes; at the one it is told it sends itself SIGKILL, and the supervisor starts it again, to live. Each
start is a fork of a process that has everything imported, so that hundreds of deaths take minutes.

It reads one order a line: `{"environment": ..., "kill_at": 7, "names": "..."}` to start, `{}` to end the app.
"""

import json
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from slack_sdk import WebClient
from sqlalchemy.engine.default import DefaultDialect

from bot import command_line

_LOOK_SECONDS = 0.02


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


def supervise() -> None:
    """Take orders until standard input ends."""
    child, order = 0, {}
    while True:
        if select.select([sys.stdin], [], [], _LOOK_SECONDS)[0]:
            line = sys.stdin.readline()
            _end(child)
            if not line:
                return
            order = json.loads(line)
            child = _start(order) if order else 0
            print("done", flush=True)  # noqa: T201
        if child and os.waitpid(child, os.WNOHANG)[0]:
            child = _start(order | {"kill_at": 0})


def _start(order: dict[str, Any]) -> int:
    child = os.fork()
    if child:
        return child
    os.environ.update(order["environment"])
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(log, stream)
    watch(Points(Path(order["names"]), order["kill_at"]))
    command_line.main(["run"], standalone_mode=False)
    os._exit(0)


def _end(child: int) -> None:
    if child:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    supervise()
