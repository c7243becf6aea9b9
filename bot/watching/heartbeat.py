"""The heartbeat: an address that is called each minute as long as all is well, and misses us otherwise."""

from collections.abc import Callable
from dataclasses import dataclass

import httpx

from bot import logs

BETWEEN_SECONDS = 60.0
TIMEOUT_SECONDS = 5.0

_log = logs.logger("heartbeat")


@dataclass(frozen=True)
class Heartbeat:
    """Whoever watches the address notices that we are silent, also where this machine is gone."""

    url: str
    is_ready: Callable[[], bool]
    between_seconds: float = BETWEEN_SECONDS

    def beat(self) -> float:
        """Call the address where all is well; return in how many seconds to do so again."""
        if self.is_ready():
            try:
                httpx.get(self.url, timeout=TIMEOUT_SECONDS).raise_for_status()
            except (httpx.HTTPError, httpx.InvalidURL) as failure:
                # The address is a secret of whoever watches it, and stands in the failure's words.
                _log.warning("the heartbeat did not get through: %s", type(failure).__name__)
        return self.between_seconds
