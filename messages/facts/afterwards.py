"""What people said once it was settled, as shown."""

from dataclasses import dataclass
from datetime import datetime

from messages.facts.people import Who


@dataclass(frozen=True)
class LookBack:
    """What somebody who acted says of how the procedure went; either text may be empty."""

    by: Who
    at: datetime
    helped: str
    delayed: str


@dataclass(frozen=True)
class LookBacks:
    """What everybody said looking back on one disagreement, and the tier that it had reached."""

    reference: str
    tier: str
    said: tuple[LookBack, ...]
