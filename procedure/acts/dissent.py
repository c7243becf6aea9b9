"""Somebody still disagrees, at any time (Beds 3.3)."""

from dataclasses import dataclass
from typing import Literal

from procedure.acts.text import TextRef


@dataclass(frozen=True)
class StillDisagreed:
    """Somebody with a part still disagrees, in their own words, also after it was settled or closed."""

    agency_id: int
    words: TextRef
    act: Literal["still_disagreed"] = "still_disagreed"
