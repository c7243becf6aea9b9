"""`disagree practice` as somebody runs it: a process with a terminal's lines, and what it leaves running."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from sandbox.practice.people import accounts
from sandbox.practice.stage import Actor
from sandbox.slack.client import Practice

PATIENCE_SECONDS = 150.0

REAL = {
    "SLACK_BOT_TOKEN": "xoxb-a-real-one",
    "SLACK_APP_TOKEN": "xapp-a-real-one",
    "SLACK_SIGNING_SECRET": "a-real-secret",
    "SLACK_API_URL": "https://slack.example/api/",
    "DATABASE_URL": "postgresql://real.example/disagree",
    "DISAGREE_LOG_LEVEL": "DEBUG",
}
"""What must never reach the practice app, whatever shell the command is typed in."""


class Running:
    """One run of the command, and what it has said so far."""

    def __init__(self, *arguments: str | Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.command_line", "practice", "--no-browser", *map(str, arguments)],
            env={**os.environ, **REAL},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""
        self._more = threading.Condition()
        self._listening = threading.Thread(target=self._listen)
        self._listening.start()

    def waits_for(self, words: str, *, times: int = 1) -> str:
        """Return all that was said as soon as these words were said so many times."""
        with self._more:
            self._more.wait_for(
                lambda: self.said.count(words) >= times or self.process.poll() is not None, PATIENCE_SECONDS
            )
        assert self.said.count(words) >= times, f"{words!r} was not said {times} times:\n{self.said}"
        return self.said

    def ends(self, number: signal.Signals | None = None) -> int:
        """Give a signal, if any, and return the exit code."""
        if number is not None:
            self.process.send_signal(number)
        code = self.process.wait(PATIENCE_SECONDS)
        self._listening.join()
        return code

    @property
    def url(self) -> str:
        """Where the page is."""
        found = re.findall(r"Page +(\S+)/\n", self.waits_for("Ctrl-C ends it."))
        return str(found[-1])

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stdout:
            for line in stdout:
                with self._more:
                    self.said += line
                    self._more.notify_all()
            self.process.wait()
        with self._more:
            self._more.notify_all()


@contextmanager
def running(*arguments: str | Path) -> Iterator[Running]:
    """Run the command, and end it by SIGTERM if it has not ended."""
    command = Running(*arguments)
    try:
        yield command
    finally:
        if command.process.poll() is None:
            command.ends(signal.SIGTERM)


@contextmanager
def practice_of(command: Running) -> Iterator[Practice]:
    """Return the control of its practice Slack."""
    practice = Practice(command.url)
    yield practice
    practice.close()


def person(practice: Practice, first_name: str) -> Actor:
    """Return somebody of the invented partnership."""
    account = next(one for one in accounts() if one.first_name == first_name)
    return Actor(practice, account.id, account.name)


def apps_of(folder: Path) -> dict[int, Mapping[str, str]]:
    """Return the processes whose database is in a folder, each with its environment."""
    found: dict[int, Mapping[str, str]] = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            listed = (process / "environ").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        environment = dict(each.split("=", 1) for each in listed if "=" in each)
        if environment.get("DATABASE_URL", "").startswith(f"sqlite:///{folder}/"):
            found[int(process.name)] = environment
    return found


def none_left(folder: Path) -> bool:
    """Say whether no process of a practice is there any more."""
    give_up_at = time.monotonic() + 5
    while apps_of(folder) and time.monotonic() < give_up_at:
        threading.Event().wait(0.05)
    return not apps_of(folder)
