"""People come first: while somebody waits for an answer, clocks and messages give way, for a moment."""

import threading
import time
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse

LONGEST_SECONDS = 0.1
"""So long at most a step of the engine waits: a call leaves within a second, come what may."""
LINGER_SECONDS = 0.01
"""Where somebody has just been answered, somebody else often follows."""


class Precedence:
    """Knows whether anybody waits for an answer: whatever its threads, a process does one thing at a time."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting = 0
        self._answered_at = 0.0

    def __enter__(self) -> None:
        with self._changed:
            self._waiting += 1

    def __exit__(self, *failure: object) -> None:
        with self._changed:
            self._waiting -= 1
            self._answered_at = time.monotonic()
            self._changed.notify_all()

    def give_way(self) -> None:
        """Wait until nobody waits any more, or as long as may be."""
        gives_up_at = time.monotonic() + LONGEST_SECONDS
        with self._changed:
            while (seconds := min(self._seconds(), gives_up_at - time.monotonic())) > 0:
                self._changed.wait(seconds)

    def _seconds(self) -> float:
        if self._waiting:
            return LONGEST_SECONDS
        return self._answered_at + LINGER_SECONDS - time.monotonic()


class AttendedApp(App):
    """A Bolt app that lets it be known while it answers."""

    def __init__(self, precedence: Precedence, **settings: Any) -> None:
        super().__init__(**settings)
        self._precedence = precedence

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        """Answer a payload, before all else."""
        with self._precedence:
            return super().dispatch(req)
