"""Who has a part (London 11.1.1)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from procedure.acts.calls import Called
from procedure.acts.raising import Party


class JoinedAs(StrEnum):
    """
    As what somebody has a part who was neither named when it was raised nor called. `in_place` is who says
    inside an agency whether it is settled, once the one who raised it can't be reached any more.
    """

    MEMBER = "member"
    COPIED = "copied"
    SUPPORTER = "supporter"
    IN_PLACE = "in_place"


@dataclass(frozen=True)
class Joined:
    """Somebody has a part from now on."""

    person: int
    agency_id: int
    joined_as: JoinedAs = JoinedAs.MEMBER
    act: Literal["joined"] = "joined"


@dataclass(frozen=True)
class ManagerJoined:
    """A practitioner's own manager has a part from now on, uncalled: no tier changes (Beds 6.6)."""

    person: int
    agency_id: int
    act: Literal["manager_joined"] = "manager_joined"


@dataclass(frozen=True)
class AgencyJoined:
    """
    Another agency is concerned too: from now on it is a party like the others, and whoever acts for it at
    the tier reached is called; None where nobody can be reached (London 11.1.1, 11.3.1).
    """

    party: Party
    call: Called | None
    act: Literal["agency_joined"] = "agency_joined"


@dataclass(frozen=True)
class RaisedFor:
    """A lead has raised it on this person's behalf: they are its practitioner (Beds 6.7)."""

    person: int
    agency_id: int
    team_id: int | None = None
    act: Literal["raised_for"] = "raised_for"


class Bearing(StrEnum):
    """How a facility's own procedure bears on a disagreement in which the facility has a side."""

    NONE_AGREED = "none_agreed"
    BESIDE = "beside"
    FOLLOWED = "followed"
    CAME_LATER = "came_later"
    NOT_SET = "not_set"
    SEVERAL = "several"


@dataclass(frozen=True)
class FacilityInvolved:
    """
    A specialist regional facility has a side, and so the authority that hosts it has one (London 11.3.4).
    `procedure` says where the facility's own procedure is kept; empty where nobody has said.
    """

    agency_id: int
    host_id: int
    procedure: str
    bearing: Bearing = Bearing.BESIDE
    act: Literal["facility_involved"] = "facility_involved"


@dataclass(frozen=True)
class TakenOut:
    """Somebody invited by mistake has no part any more."""

    person: int
    act: Literal["taken_out"] = "taken_out"


@dataclass(frozen=True)
class HandedOver:
    """One person's part goes to another of the same agency."""

    giver: int
    taker: int
    act: Literal["handed_over"] = "handed_over"
