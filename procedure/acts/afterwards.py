"""What people say once it is settled: how the procedure went, and thanks (Beds 2.3, 6.2, 6.3)."""

from dataclasses import dataclass
from typing import Literal

from procedure.acts.text import TextRef


@dataclass(frozen=True)
class LookedBack:
    """One of those who acted says what helped and what delayed; neither where they have nothing to say."""

    helped: TextRef | None = None
    delayed: TextRef | None = None
    act: Literal["looked_back"] = "looked_back"


@dataclass(frozen=True)
class Thanked:
    """Somebody thanks somebody else with a part for how they handled it (Beds 6.2, 6.3)."""

    person: int
    act: Literal["thanked"] = "thanked"
