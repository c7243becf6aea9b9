"""A disagreement as one person sees it: its state, its people, its texts and its area's own time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from casework import facilities, work
from messages.facts import Who
from procedure import inside, withdrawing
from procedure.acts import TextRef
from procedure.case import Case
from procedure.refusal import Refused
from procedure.roster import Roster
from procedure.rules import Rules
from storage import areas, texts
from storage.engine import Connection


@dataclass(frozen=True)
class View:
    """A disagreement opened for showing: its state, its people, its texts, in the area's own time."""

    case: Case
    roster: Roster
    bodies: dict[str, str]
    channel: str | None
    newer: Rules | None = None

    @property
    def room(self) -> str:
        """The room that there is to go to; empty where there is none, or none any more."""
        return (self.channel or "") if self.case.has_room else ""

    def local(self, instant: datetime) -> datetime:
        """Return an instant in the area's zone."""
        return self.case.rules.calendar.local(instant)

    def local_if_any(self, instant: datetime | None) -> datetime | None:
        """Return an instant that may be missing in the area's zone."""
        return self.local(instant) if instant is not None else None

    def body(self, ref: TextRef | None) -> str:
        """Return a text; empty where there is none."""
        return self.bodies.get(ref.id, "") if ref else ""

    def agency(self, agency_id: int | None) -> str:
        """Return an agency's name."""
        known = self.roster.agencies.get(agency_id) if agency_id is not None else None
        return known.name if known else ""

    def who(self, person_id: int) -> Who:
        """Return a person as shown."""
        person = self.roster.people.get(person_id)
        if person is None:
            return Who(person_id, "")
        agency_id = self.case.parts.get(person_id, person.agency_id)
        held = [post for post in self.roster.posts_held_by(person_id) if post.agency_id == agency_id]
        return Who(
            person=person_id,
            name=person.name,
            post=held[0].title if held else "",
            agency=self.agency(agency_id),
            telephone=person.telephone,
            slack_id=person.account,
        )

    def everyone(self, people_ids: Iterable[int]) -> tuple[Who, ...]:
        """Return people as shown, in their order."""
        return tuple(self.who(person) for person in people_ids)


def of(connection: Connection, reference: str, now: datetime) -> View:
    """Open a disagreement for showing, whoever it is for; the callers know who may see it."""
    loaded = work.load(connection, reference, now)
    bodies = texts.read_all(connection, loaded.row.id)
    newer = areas.newer_than_its_own(connection, loaded.row.id)
    if loaded.case.rules.protocol_id:
        newer = facilities.newer_than(connection, loaded.row.area_id, loaded.case.rules)
    return View(loaded.case, loaded.roster, bodies, loaded.row.room, newer)


def at_hand(case: Case, roster: Roster) -> View:
    """A disagreement as a use case has left it: without its texts and its room, which it had no need of."""
    return View(case, roster, {}, None)


def readable(connection: Connection, reference: str, by: int, now: datetime) -> View:
    """Open a disagreement for somebody who may read it; else Refused."""
    shown = of(connection, reference, now)
    if not may_read(shown.case, shown.roster, by):
        raise Refused("no_part")
    return shown


def may_read(case: Case, roster: Roster, person: int) -> bool:
    """Whether somebody has a part in it, watches over it, or is asked to agree to its withdrawal."""
    return inside.may_read(case, person, roster) or withdrawing.is_asked(case, person, roster)
