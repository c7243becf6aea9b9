"""Who a message shows: people, agencies, posts and what each was asked for."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Who:
    """A person as shown: their name, post and agency, and how to ring them."""

    person: int
    name: str
    post: str = ""
    agency: str = ""
    telephone: str = ""
    slack_id: str = ""


@dataclass(frozen=True)
class Party:
    """
    An agency as shown beside what it has been asked for at the tier reached. `by_mail` are those of its
    people who have no account, and so are called by e-mail alone; `is_mailed`: they were called by it too.
    """

    agency_id: int
    agency: str
    people: tuple[Who, ...] = ()
    standing: str = "holder"
    has_call: bool = False
    times: int = 0
    taken_up_by: Who | None = None
    taken_up_at: datetime | None = None
    speak_by: datetime | None = None
    phoned_at: datetime | None = None
    talked_at: datetime | None = None
    has_answered: bool = False
    is_vacant: bool = False
    route: str = ""
    by_mail: tuple[Who, ...] = ()
    is_mailed: bool = False


@dataclass(frozen=True)
class Emergency:
    """Whom to ring, from the area file."""

    police: str
    out_of_hours: str


@dataclass(frozen=True)
class Facility:
    """
    A specialist regional facility with a side: its host, where its own procedure is kept, if any, and how
    that bears on it.
    """

    agency: str
    host: str
    procedure: str = ""
    bearing: str = "beside"


@dataclass(frozen=True)
class Member:
    """Somebody with a part, and the tier at which their post acts; empty where it acts at none."""

    who: Who
    tier: str = ""


@dataclass(frozen=True)
class Choice:
    """One choice of *how soon*: its id, and the instant it stands for."""

    id: str
    until: datetime | None
