"""Tickets into Socket Mode: each opens one connection, soon after it was handed out."""

import time
from collections.abc import Callable
from itertools import count

from sandbox.slack.identity import APP_ID

TICKET_SECONDS = 30.0


class Tickets:
    """Hands out tickets and takes each back once."""

    def __init__(self, machine: Callable[[], float] = time.monotonic) -> None:
        self._machine = machine
        self._numbers = count(1)
        self._open: dict[str, float] = {}

    def address(self, base_url: str) -> str:
        """Return a WebSocket address that is good for one connection."""
        ticket = f"practice-{next(self._numbers)}"
        self._open[ticket] = self._machine()
        return f"ws{base_url.removeprefix('http')}/link/?ticket={ticket}&app_id={APP_ID}"

    def take(self, ticket: str) -> bool:
        """Say whether the ticket opens a connection; it does so once."""
        handed_out = self._open.pop(ticket, None)
        return handed_out is not None and self._machine() - handed_out <= TICKET_SECONDS
