"""The processes of a measurement: the practice Slack, the program, what stands beside it, the client."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import IO

import yaml

from bot.manifest import text as manifest
from sandbox.practice.people import accounts
from sandbox.slack.client import Practice
from sandbox.slack.identity import BOT_TOKEN, SIGNING_SECRET
from tests.bench.payloads import Payload

_START_SECONDS = 60.0
_STOP_SECONDS = 60.0


@dataclass(frozen=True)
class Answered:
    """How long a payload took to be acknowledged, in seconds, and with what."""

    seconds: float
    status: int
    said: str


@dataclass(frozen=True)
class Round:
    """What became of some payloads, sent so many at once."""

    seconds: float
    answered: tuple[Answered, ...]


@dataclass(frozen=True)
class Client:
    """The process that sends payloads as Slack does."""

    orders: IO[str]
    answers: IO[str]

    def send(self, url: str, payloads: list[Payload], at_once: int) -> Round:
        """Send payloads, so many at once, and wait for every answer."""
        self.orders.write(json.dumps({"url": url, "at_once": at_once, "payloads": payloads}) + "\n")
        self.orders.flush()
        said = json.loads(self.answers.readline())
        return Round(said["seconds"], tuple(Answered(*each) for each in said["answered"]))


@dataclass(frozen=True)
class Program:
    """The program, where Slack reaches it and as which process it runs."""

    url: str
    pid: int


@contextmanager
def client() -> Iterator[Client]:
    """Start the client."""
    with _started("-m", "tests.bench.client") as process:
        assert process.stdin is not None, "as it is started"
        assert process.stdout is not None, "as it is started"
        yield Client(process.stdin, process.stdout)


@contextmanager
def slack(pace: float) -> Iterator[str]:
    """Start a practice Slack with everybody in it and the app installed; return its address."""
    with _started("-m", "tests.bench.slack", str(pace)) as process:
        url = _line(process)
        practice = Practice(url)
        practice.add_people(asdict(account) for account in accounts())
        practice.install(yaml.safe_load(manifest()))
        practice.close()
        try:
            yield url
        finally:
            process.terminate()


@contextmanager
def bare(database: str = "") -> Iterator[str]:
    """Start the bare listener, that inserts into a database if one is named; return where it listens."""
    with _started("-m", "tests.bench.bare", *([database] if database else [])) as process:
        yield f"http://127.0.0.1:{_line(process)}/slack/events"


@contextmanager
def program(database: str, slack_url: str, port: int) -> Iterator[Program]:
    """Start the program, its door signed HTTP; return it once it listens."""
    environment = {
        "DATABASE_URL": database,
        "SLACK_API_URL": f"{slack_url}/api/",
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "DISAGREE_PORT": str(port),
        "DISAGREE_LOG_LEVEL": "ERROR",
    }
    with _started("-m", "bot.command_line", "run", environment=environment) as process:
        _wait_for_door(process, port)
        try:
            yield Program(f"http://127.0.0.1:{port}/slack/events", process.pid)
        finally:
            process.terminate()


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_for_door(process: subprocess.Popen[str], port: int) -> None:
    gives_up_at = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < gives_up_at:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.005)
    raise RuntimeError("the program does not come")


@contextmanager
def _started(
    *arguments: str, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("DISAGREE", "SLACK"))}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env={**clean, **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        if process.stdin is not None:
            process.stdin.close()
        process.wait(_STOP_SECONDS)
        if process.stdout is not None:
            process.stdout.close()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None, "as it is started"
    line = process.stdout.readline().strip()
    if not line:
        raise RuntimeError("a process of the measurement has not started")
    return line
