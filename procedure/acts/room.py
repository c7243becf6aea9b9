"""What became of the room, and of what was sent."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class RoomOpened:
    """The private room exists."""

    act: Literal["room_opened"] = "room_opened"


@dataclass(frozen=True)
class RoomFailed:
    """A private room can't be had; the disagreement goes on by direct message. Never a public one."""

    error: str
    act: Literal["room_failed"] = "room_failed"


@dataclass(frozen=True)
class NotDelivered:
    """A message could not be delivered, for good: the lead is told."""

    kind: str
    person: int | None
    error: str
    act: Literal["not_delivered"] = "not_delivered"
