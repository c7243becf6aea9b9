"""A referral for wider learning, as shown."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Lessons:
    """
    A referral for wider learning: what the record shows (`checks` by name, whether it is so), where it
    goes, and the summary once it is referred. Nothing in it names a person or an agency.
    """

    reference: str
    checks: tuple[tuple[str, bool], ...]
    body: str
    mailbox: str
    area: str
    procedure: str
    version: str
    tiers: tuple[str, ...]
    kinds: tuple[str, ...]
    raised_at: datetime
    how: str
    summary: str = ""
    referred_at: datetime | None = None
    is_example: bool = False

    @property
    def is_followed(self) -> bool:
        """Whether the record shows that the procedure was followed."""
        return all(is_so for _, is_so in self.checks)
