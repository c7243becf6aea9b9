"""What a designated professional advised, or why nobody asked them (London 11.1.6; Beds 6.10)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from procedure.acts.text import TextRef


@dataclass(frozen=True)
class AdviceSought:
    """
    An agency has asked for advice, which decides nothing. `adviser` is somebody of the roster, or
    `adviser_words` say who it was.
    """

    agency_id: int
    adviser: int | None
    adviser_words: TextRef | None
    sought_at: datetime
    advice: TextRef
    act: Literal["advice_sought"] = "advice_sought"


@dataclass(frozen=True)
class AdviceNotSought:
    """An agency says why it has asked nobody for advice."""

    agency_id: int
    why: TextRef
    act: Literal["advice_not_sought"] = "advice_not_sought"
