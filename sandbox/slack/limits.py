"""Rate limits: so many calls of a method in a minute, and one message a second in a channel."""

import math
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """At most `calls` in `seconds`; `each` names the argument by which calls are counted apart."""

    calls: int
    seconds: float = 60.0
    each: str | None = None


TIER_1 = Limit(1)
TIER_2 = Limit(20)
TIER_3 = Limit(50)
TIER_4 = Limit(100)
HUNDREDS = Limit(600)
ONE_A_SECOND_A_CHANNEL = Limit(1, 1.0, "channel")


class Limits:
    """Counts calls in a sliding window of machine time, which the pace makes shorter."""

    def __init__(self, pace: float = 1.0, machine: Callable[[], float] = time.monotonic) -> None:
        self._pace = pace
        self._machine = machine
        self._made: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    def refuse_for(self, method: str, limit: Limit, apart: str = "") -> int | None:
        """Count the call and return None; or, when it is one too many, the whole seconds to wait."""
        window = limit.seconds / self._pace
        made, now = self._made[method, apart], self._machine()
        while made and now - made[0] >= window:
            made.popleft()
        if len(made) >= limit.calls:
            return max(1, math.ceil(window - (now - made[0])))
        made.append(now)
        return None
