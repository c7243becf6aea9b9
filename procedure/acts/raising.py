"""How a disagreement begins (London 11.1.3, 11.1.4; Beds 5, 6.6)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from procedure.acts.calls import Called
from procedure.acts.text import TextRef


class Danger(StrEnum):
    """What was answered to the first question of the form."""

    NONE = "none"
    NOW = "now"
    INFANT_INJURY = "infant_injury"


class PartySide(StrEnum):
    """Which side of the disagreement an agency is on."""

    RAISED_BY = "raised_by"
    RESPONDING = "responding"
    INVOLVED = "involved"


class Way(StrEnum):
    """Between whom it is: agencies; one agency's own people; somebody and their designated lead alone."""

    BETWEEN = "between"
    INSIDE = "inside"
    CONCERN = "concern"


@dataclass(frozen=True)
class Party:
    """One agency's side in one disagreement: its team, and the practitioners named for it."""

    agency_id: int
    side: PartySide
    team_id: int | None = None
    practitioners: tuple[int, ...] = ()


@dataclass(frozen=True)
class Raised:
    """
    The disagreement is opened; the clock of the first tier starts (London 11.1.3, 11.1.4).

    Inside one agency (London 11.1.2; Beds 8.1, 8.2) `about` and `about_teams` say whom it is about: being
    about somebody gives them no part.
    """

    danger: Danger
    parties: tuple[Party, ...]
    tier: int
    due_at: datetime | None
    protect_by: datetime | None
    ask_lead: bool
    calls: tuple[Called, ...]
    dispute: TextRef | None
    wanted: TextRef | None
    their_reference: TextRef | None
    way: Way = Way.BETWEEN
    about: tuple[int, ...] = ()
    about_teams: tuple[int, ...] = ()
    act: Literal["raised"] = "raised"


@dataclass(frozen=True)
class TakenBack:
    """Raised by mistake, and taken back."""

    act: Literal["taken_back"] = "taken_back"
