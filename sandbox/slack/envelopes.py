"""What goes out to the app and what comes back, whichever way the two are joined."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from sandbox.slack.shapes import Json

ACK_SECONDS = 3.0


class Sort(StrEnum):
    """The sorts of envelope, as Socket Mode names them."""

    COMMAND = "slash_commands"
    INTERACTION = "interactive"
    EVENT = "events_api"


class Why(StrEnum):
    """Why no acknowledgement came, as retried events tell it."""

    TIMEOUT = "http_timeout"
    UNREACHABLE = "connection_failed"
    NOT_ACCEPTED = "http_error"


@dataclass(frozen=True)
class Envelope:
    """One payload for the app; only some may be answered with more than an acknowledgement."""

    sort: Sort
    payload: Json
    takes_answer: bool = False
    retry: int = 0
    retry_reason: Why | None = None


@dataclass(frozen=True)
class Answer:
    """The app acknowledged; the body is None, text, or what its JSON said."""

    body: Any = None


@dataclass(frozen=True)
class Silence:
    """The app did not acknowledge in time."""

    why: Why


class WayToApp(Protocol):
    """Socket Mode or HTTP."""

    async def deliver(self, envelope: Envelope, seconds: float) -> Answer | Silence:
        """Send an envelope and wait for its acknowledgement."""
        ...
