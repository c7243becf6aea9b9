"""Letters and e-mails that belong to the record and are kept elsewhere (London 11.1.9)."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from procedure.acts.text import TextRef


@dataclass(frozen=True)
class CommunicationListed:
    """A written communication: what it is, of which day, and where it is kept; nothing of it is copied."""

    number: int
    what: TextRef
    sent_on: date
    kept: TextRef
    act: Literal["communication_listed"] = "communication_listed"


@dataclass(frozen=True)
class CommunicationsComplete:
    """An agency says that no written communication is left that belongs in the record."""

    agency_id: int
    act: Literal["communications_complete"] = "communications_complete"
