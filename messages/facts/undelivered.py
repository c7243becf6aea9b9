"""What could not be delivered."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Undelivered:
    """
    One message: `what` it was, for which post of which agency, or `to_room`; `error` is Slack's code, and
    `is_gone` says that their account is switched off. No person's name: it stands in the digest too.
    """

    id: int
    what: str
    reference: str
    at: datetime
    error: str
    to_room: bool = False
    post: str = ""
    agency: str = ""
    telephone: str = ""
    is_gone: bool = False
