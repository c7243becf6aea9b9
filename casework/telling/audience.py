"""Who is told: what the audiences of all acts are made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from casework.telling.kinds import CALL, LEAD, LINE
from procedure.acts import Entry
from procedure.case import Call, Case
from procedure.roster import Roster

A = TypeVar("A")


@dataclass(frozen=True)
class Telling:
    """One thing to be told: `person` None is the room; `kind` may carry its wording after a colon."""

    kind: str
    person: int | None = None
    subject: int = 0


def to_called(call: Call, people: Iterable[int] | None = None) -> list[Telling]:
    """Return that a call goes to everyone called, or to these people of them."""
    agency = call.holder.agency_id
    return [Telling(CALL, person, agency) for person in (call.people if people is None else people)]


def to_leads(roster: Roster, kind: str, subject: int = 0) -> list[Telling]:
    """Return that each safeguarding lead is told."""
    return [Telling(f"{LEAD}:{kind}", person, subject) for person in roster.safeguarding_leads()]


def to_designated_leads(case: Case, roster: Roster, kind: str) -> list[Telling]:
    """The designated leads of the agencies, but for those who are told already: as managers, as leads."""
    told = {*case.parts, *roster.safeguarding_leads()}
    return [
        Telling(f"{LEAD}:{kind}", person, agency)
        for agency in case.agencies
        for person in roster.designated_leads(agency)
        if person not in told
    ]


def a_line(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Return that the room has a line, and nobody else is told."""
    return [Telling(LINE)]


def nobody(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Return that nobody is told."""
    return []


def of(entry: Entry, kind: type[A]) -> A:
    """Return the entry's act, known to be of a kind."""
    assert isinstance(entry.act, kind), "looked up by its kind"
    return entry.act


Audience = Callable[[Case, Entry, Case, Roster], list[Telling]]
"""Who is told of an entry, from the state before and after it."""


Audiences = Mapping[type, Audience]
"""The audience of each kind of act; a line in the room where none stands here."""
