"""A queue before the one lock of a process's writers: first come, first served."""

import threading
from collections import deque


class Queue:
    """A lock that goes to whoever has waited longest; a plain one goes to whoever happens to be quickest."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self.is_held = False
        self._waiting: deque[threading.Event] = deque()

    def enter(self, seconds: float) -> bool:
        """Wait for one's turn, so long at most; False where it did not come."""
        with self._guard:
            if not self.is_held:
                self.is_held = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(seconds):
            return True
        with self._guard:
            if turn.is_set():
                # It came while we gave up.
                return True
            self._waiting.remove(turn)
            return False

    def leave(self) -> None:
        """Hand the lock to whoever is next."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self.is_held = False
