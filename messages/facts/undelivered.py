"""What could not be delivered."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Undelivered:
    """
    One message: `what` it was, for which post of which agency, or `to_room`; `error` is Slack's code, or the
    mail server's where it was `by_mail`; `is_tried` says that it may still go, and `is_gone` that their
    account is switched off. No person's name: it stands in the digest too.
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
    by_mail: bool = False
    is_tried: bool = False

    @property
    def step(self) -> str:
        """At what the mail server's code was said: `recipient` of `recipient_550`."""
        return self.error.partition("_")[0]
