"""
Starts the program within moments, and kills it: `python -m tests.under_fire.warm`.

Each start is a fork of a process that has everything imported. What the program posts says in its metadata
for which notice it is, so that a repetition can be told from another message in the same words.

It reads one order a line and answers each with one: `{"start": {...the environment...}, "log": "..."}` with
the number of the process, `{"kill": number}` and `{"has_ended": number}` with whether it had ended by itself.
"""

import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient

from bot import command_line
from bot.slack import POST
from casework import delivery
from storage.notices import Notice

_ended: set[int] = set()


def supervise() -> None:
    """Take orders until standard input ends; then kill all that still runs."""
    running: set[int] = set()
    for line in sys.stdin:
        order = json.loads(line)
        if "start" in order:
            said: object = _start(order["start"], order["log"])
            running.add(int(str(said)))
        elif "kill" in order:
            said = _kill(order["kill"])
            running.discard(order["kill"])
        else:
            said = _has_ended(order["has_ended"])
        print(json.dumps(said), flush=True)  # noqa: T201
    for number in running:
        _kill(number)


def _start(environment: dict[str, str], log: str) -> int:
    child = os.fork()
    if child:
        # The system may give a number again.
        _ended.discard(child)
        return child
    os.environ.update(environment)
    nothing = os.open(os.devnull, os.O_RDONLY)
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream, instead in enumerate((nothing, said, said)):
        os.dup2(instead, stream)
    try:
        _say_for_which_notice()
        command_line.main(["run"], standalone_mode=False)
    except BaseException:  # noqa: BLE001  (nothing below this may go on with the orders)
        traceback.print_exc()
    finally:
        os._exit(1)


def _kill(number: int) -> bool:
    """Kill a process and wait until it is gone; return whether it had ended by itself."""
    if _has_ended(number):
        return True
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    _ended.add(number)
    return False


def _has_ended(number: int) -> bool:
    if number not in _ended and os.waitpid(number, os.WNOHANG)[0]:
        _ended.add(number)
    return number in _ended


def _say_for_which_notice() -> None:
    taken: Any = threading.local()
    take: Callable[..., Notice | None] = delivery.take
    api_call: Callable[..., Any] = WebClient.api_call

    def noted(*arguments: Any, **named: Any) -> Notice | None:
        notice = take(*arguments, **named)
        taken.key = notice.key if notice is not None else ""
        return notice

    def saying(self: Any, method: str, **arguments: Any) -> Any:
        key = vars(taken).get("key")
        if method == POST and key:
            metadata = {"event_type": "notice", "event_payload": {"key": key}}
            arguments["json"] = {**arguments["json"], "metadata": metadata}
        return api_call(self, method, **arguments)

    delivery.take = noted
    WebClient.api_call = saying  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    supervise()
