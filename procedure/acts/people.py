"""Who has a part (London 11.1.1)."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Joined:
    """Somebody has a part from now on."""

    person: int
    agency_id: int
    act: Literal["joined"] = "joined"


@dataclass(frozen=True)
class TakenOut:
    """Somebody invited by mistake has no part any more."""

    person: int
    act: Literal["taken_out"] = "taken_out"


@dataclass(frozen=True)
class HandedOver:
    """One person's part goes to another of the same agency."""

    giver: int
    taker: int
    act: Literal["handed_over"] = "handed_over"
