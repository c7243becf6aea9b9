"""What became of the room, and of what was sent."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class MadeGood(StrEnum):
    """How somebody dealt with a message that could not be delivered."""

    TELEPHONED = "telephoned"
    OTHERWISE = "otherwise"
    NOT_NEEDED = "not_needed"


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
class RoomReplaced:
    """The private room was archived, deleted or closed to us: another one takes its place."""

    error: str
    act: Literal["room_replaced"] = "room_replaced"


@dataclass(frozen=True)
class NotDelivered:
    """A message could not be delivered, for good: the lead is told."""

    kind: str
    person: int | None
    error: str
    act: Literal["not_delivered"] = "not_delivered"


@dataclass(frozen=True)
class DealtWith:
    """Somebody dealt with what could not be delivered to a person; None: to the room."""

    kind: str
    person: int | None
    how: MadeGood
    act: Literal["dealt_with"] = "dealt_with"
