"""App Home: what waits, what is open, one's posts."""

from dataclasses import dataclass
from datetime import date, datetime

from messages.facts.people import Emergency, Who
from messages.facts.undelivered import Undelivered


@dataclass(frozen=True)
class WaitingItem:
    """One thing that waits for one person; `what` as in `procedure.owed`."""

    reference: str
    what: str
    number: int = 0
    version: int = 0
    due_at: datetime | None = None
    room: str = ""
    title: str = ""


@dataclass(frozen=True)
class Waiting:
    """The one message a person a day: reminders, approvals, confirmations."""

    day: date
    items: tuple[WaitingItem, ...]


@dataclass(frozen=True)
class OpenCase:
    """
    One open disagreement in a person's list. `to_ring`: where it can't wait, those called who have not
    answered.
    """

    reference: str
    tier: str
    due_at: datetime | None
    state: str
    agencies: tuple[str, ...]
    room: str = ""
    is_finished: bool = False
    to_ring: tuple[Who, ...] = ()


@dataclass(frozen=True)
class Absence:
    """Somebody's leave, the first and the last day included; `cover` None: the deputies."""

    id: int
    who: Who
    first_on: date
    last_on: date
    cover: Who | None = None
    is_now: bool = False


@dataclass(frozen=True)
class PostShown:
    """A post as shown, with its agency; `people` are those of whom something is said."""

    id: int
    title: str
    agency: str
    people: tuple[Who, ...] = ()


@dataclass(frozen=True)
class Watch:
    """
    What a safeguarding lead sees of who is who: posts for which nobody can be called today, who is away or
    will be, posts whose holders have not said that they are theirs, and those who said that they are not.
    """

    vacant: tuple[PostShown, ...] = ()
    away: tuple[Absence, ...] = ()
    unanswered: tuple[PostShown, ...] = ()
    disowned: tuple[PostShown, ...] = ()


@dataclass(frozen=True)
class Home:
    """App Home: what waits for one's answer, one's open disagreements, one's leave; `watch` for leads,
    `route` of one's agency for its designated professionals, where the procedure lets them choose;
    `undelivered` for those who watch over what it was about."""

    name: str
    agency: str
    waiting: tuple[WaitingItem, ...]
    cases: tuple[OpenCase, ...]
    is_lead: bool = False
    emergency: Emergency | None = None
    leave: tuple[Absence, ...] = ()
    watch: Watch | None = None
    route: str | None = None
    ended: tuple[OpenCase, ...] = ()
    undelivered: tuple[Undelivered, ...] = ()
