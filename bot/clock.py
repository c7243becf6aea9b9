"""The one seam of time: procedure time, which a practice workspace can move, and machine time."""

import json
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from typing import Any, Protocol
from urllib.parse import urlsplit


class Clock(Protocol):
    """
    What the process needs to know of time.

    In the practice workspace `pace` shortens pacing and leases, which stay machine time, and `speed` says how
    procedure time runs: nought where it is held. It `is_waited_for` where somebody wants to know when all
    that is due has been done.
    """

    pace: float
    is_waited_for: bool

    @property
    def speed(self) -> float:
        """Return how many seconds of procedure time pass in one of this machine's."""

    def now(self) -> datetime:
        """Return procedure time, aware, in UTC."""

    def follow(self, wake: Callable[[], None]) -> None:
        """Call `wake` whenever procedure time is moved, until `stop`."""

    def version(self) -> int:
        """Return how often procedure time has been moved."""

    def settled(self, version: int, next_due: datetime | None) -> None:
        """Say that everything due at a version of procedure time has been done, and when the next is due."""

    def stop(self) -> None:
        """Follow no longer."""


def of(practice_clock: str) -> Clock:
    """Return this machine's time, or that of the practice workspace whose clock is at a URL."""
    return PracticeClock(practice_clock) if practice_clock else SystemClock()


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Machine:
    """
    Machine time, for leases, pacing and what Slack asks us to wait: `now` is aware, in UTC, and whoever sets
    the machine's clock moves it; `monotonic` counts seconds that nobody can move.
    """

    now: Callable[[], datetime] = _utc_now
    monotonic: Callable[[], float] = time.monotonic


THIS_MACHINE = Machine()


class SystemClock:
    """Procedure time is this machine's time."""

    pace = 1.0
    speed = 1.0
    is_waited_for = False

    def now(self) -> datetime:
        """Return this machine's time."""
        return THIS_MACHINE.now()

    def follow(self, wake: Callable[[], None]) -> None:
        """Nobody moves this clock."""

    def version(self) -> int:
        """Never moved."""
        return 0

    def settled(self, version: int, next_due: datetime | None) -> None:
        """Nobody waits for it."""

    def stop(self) -> None:
        """Nothing to stop."""


class PracticeClock:
    """Procedure time is that of a practice workspace, followed over HTTP."""

    is_waited_for = True

    def __init__(self, url: str, name: str = "disagree") -> None:
        self._url, self._name = urlsplit(url.rstrip("/")), name
        self._stopping = threading.Event()
        self._polling: HTTPConnection | None = None
        self._thread: threading.Thread | None = None
        self._version = -1
        self._take(self._ask(self._connection(), ""))

    def now(self) -> datetime:
        """Return the workspace's time, run on by this machine's as fast as the workspace runs."""
        at, taken, speed = self._at
        return at + timedelta(seconds=(time.monotonic() - taken) * speed)

    @property
    def speed(self) -> float:
        """Return how fast the workspace runs; nought where it is held."""
        return self._at[2]

    def follow(self, wake: Callable[[], None]) -> None:
        """Wait for moves in a thread of its own."""
        self._thread = threading.Thread(target=self._follow, args=(wake,), name="practice-clock", daemon=True)
        self._thread.start()

    def version(self) -> int:
        """Return the version of the workspace's time that was seen last."""
        return self._version

    def settled(self, version: int, next_due: datetime | None = None) -> None:
        """Report to the workspace, which waits for its followers before it moves on."""
        due = next_due.isoformat() if next_due else None
        body = json.dumps({"follower": self._name, "version": version, "next_due": due})
        connection = self._connection(seconds=5)
        try:
            connection.request(
                "POST", f"{self._url.path}/settled", body, {"Content-Type": "application/json"}
            )
            connection.getresponse().read()
        except (OSError, HTTPException):
            # The workspace is gone or going: there is nobody left to wait.
            return
        finally:
            connection.close()

    def stop(self) -> None:
        """Hang up, so that the workspace waits for us no longer, and end the following thread."""
        self._stopping.set()
        polling = self._polling.sock if self._polling else None
        if polling is not None:
            with suppress(OSError):
                polling.shutdown(socket.SHUT_RDWR)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=1)

    def _follow(self, wake: Callable[[], None]) -> None:
        while not self._stopping.is_set():
            try:
                self._take(self._poll())
            except (OSError, HTTPException, ValueError, KeyError):
                self._stopping.wait(0.2)
            wake()

    def _poll(self) -> dict[str, Any]:
        self._polling = self._connection()
        self._polling.connect()
        if self._stopping.is_set():
            # `stop` looked before there was anything to hang up.
            self._polling.close()
            raise ConnectionAbortedError
        return self._ask(self._polling, f"?after={self._version}&follower={self._name}")

    def _connection(self, seconds: float = 15) -> HTTPConnection:
        return HTTPConnection(self._url.hostname or "", self._url.port, timeout=seconds)

    def _ask(self, connection: HTTPConnection, query: str) -> dict[str, Any]:
        try:
            connection.request("GET", f"{self._url.path}{query}")
            found: dict[str, Any] = json.load(connection.getresponse())
            return found
        finally:
            connection.close()

    def _take(self, found: dict[str, Any]) -> None:
        at, version = datetime.fromisoformat(found["now"]), int(found["version"])
        if 0 <= self._version <= version:
            # News of a slower clock comes late, when we have run ahead already; our time never goes back.
            at = max(at, self.now())
        self._at = (at, time.monotonic(), float(found["speed"]))
        self.pace = float(found["pace"])
        self._version = version
