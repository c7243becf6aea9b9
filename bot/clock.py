"""The one seam of time: procedure time, which a practice workspace can move, and machine time."""

import json
import threading
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any, Protocol


class Clock(Protocol):
    """What the process needs to know of time. `pace` shortens pacing and leases in the practice workspace."""

    pace: float

    def now(self) -> datetime:
        """Return procedure time, aware, in UTC."""

    def follow(self, wake: Callable[[], None]) -> None:
        """Call `wake` whenever procedure time is moved, until `stop`."""

    def version(self) -> int:
        """Return how often procedure time has been moved."""

    def settled(self, version: int) -> None:
        """Say that everything due at a version of procedure time has been done."""

    def stop(self) -> None:
        """Follow no longer."""


def of(practice_clock: str) -> Clock:
    """Return this machine's time, or that of the practice workspace whose clock is at a URL."""
    return PracticeClock(practice_clock) if practice_clock else SystemClock()


def machine_now() -> datetime:
    """Return machine time, aware, in UTC: for leases, pacing and what Slack asks us to wait."""
    return datetime.now(UTC)


class SystemClock:
    """Procedure time is this machine's time."""

    pace = 1.0

    def now(self) -> datetime:
        """Return this machine's time."""
        return machine_now()

    def follow(self, wake: Callable[[], None]) -> None:
        """Nobody moves this clock."""

    def version(self) -> int:
        """Never moved."""
        return 0

    def settled(self, version: int) -> None:
        """Nobody waits for it."""

    def stop(self) -> None:
        """Nothing to stop."""


class PracticeClock:
    """Procedure time is that of a practice workspace, followed over HTTP."""

    def __init__(self, url: str, name: str = "disagree") -> None:
        self._url, self._name = url.rstrip("/"), name
        self._stopping = threading.Event()
        self._take(self._get(""))

    def now(self) -> datetime:
        """Return the workspace's time, running on by this machine's unless it is frozen."""
        at, taken, is_frozen = self._at
        return at if is_frozen else at + timedelta(seconds=time.monotonic() - taken)

    def follow(self, wake: Callable[[], None]) -> None:
        """Wait for moves in a thread of its own."""
        threading.Thread(target=self._follow, args=(wake,), name="practice-clock", daemon=True).start()

    def version(self) -> int:
        """Return the version of the workspace's time that was seen last."""
        return self._version

    def settled(self, version: int) -> None:
        """Report to the workspace, which waits for its followers before it moves on."""
        body = json.dumps({"follower": self._name, "version": version}).encode()
        request = urllib.request.Request(f"{self._url}/settled", body, {"Content-Type": "application/json"})  # noqa: S310
        try:
            urllib.request.urlopen(request, timeout=5).close()  # noqa: S310
        except OSError:
            # The workspace is gone or going: there is nobody left to wait.
            return

    def stop(self) -> None:
        """End the following thread at its next turn."""
        self._stopping.set()

    def _follow(self, wake: Callable[[], None]) -> None:
        while not self._stopping.is_set():
            try:
                self._take(self._get(f"?after={self._version}&follower={self._name}"))
            except (OSError, HTTPException, ValueError):
                self._stopping.wait(0.2)
            wake()

    def _get(self, query: str) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self._url}{query}", timeout=15) as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
            return found

    def _take(self, found: dict[str, Any]) -> None:
        self._at = (datetime.fromisoformat(found["now"]), time.monotonic(), bool(found["frozen"]))
        self.pace = float(found["pace"])
        self._version = int(found["version"])
