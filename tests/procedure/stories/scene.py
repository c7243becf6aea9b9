"""One moment of a story: who does what to a disagreement, and what the record then says."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from procedure import duties, inside, mailing, notifying
from procedure.acts import Act, Entry, TextRef
from procedure.case import Case
from procedure.changes import after
from procedure.refusal import Refused
from procedure.roster import Roster
from procedure.rules import Rules

T = TypeVar("T")

WORDS = TextRef("text-1", "digest-1")


@dataclass(frozen=True)
class Moment:
    """A disagreement after one deed: the state, the whole record, who is who, and what the deed has added."""

    deed: str
    case: Case
    roster: Roster
    now: datetime
    entries: tuple[Entry, ...]
    new: tuple[Entry, ...]
    rules_of_area: Rules

    @property
    def is_by_time(self) -> bool:
        """Whether it is what a clock does."""
        return self.deed.endswith("clock strikes")


@dataclass
class Scene:
    """
    A disagreement under the hands of one deed; what is recorded brings with it what the text says: duties,
    and whom it has told, as a use case has it. `chance` decides whatever a deed leaves open.
    """

    case: Case
    roster: Roster
    now: datetime
    chance: int
    by: int = 0
    entries: list[Entry] = field(default_factory=list)

    def record(self, *acts: Act, by: int | None = None) -> None:
        """Append acts to the record; None: the program itself acts."""
        for act in acts:
            entry = Entry(self.case.seq + 1, self.now, by, act)
            self.case = after(self.case, entry)
            self.entries.append(entry)
            self.record(*duties.begun(self.case, entry))
            self.record(*notifying.notified(self.case, entry, self.roster))
            self.record(*inside.in_place_of_the_raiser(self.case, self.roster))
            # One at a time: what is recorded asks for the next.
            self.record(*mailing.at_once(self.case, self.roster)[:1])

    def does(self, *acts: Act) -> None:
        """Append acts of whoever does the deed."""
        self.record(*acts, by=self.by)

    def one_of(self, options: Iterable[T]) -> T:
        """Return one of the options, as chance has it; Refused where there is none."""
        found = list(options)
        if not found:
            raise Refused("no_such_thing_in_this_story")
        self.chance, place = divmod(self.chance, len(found))
        return found[place]

    def knows(self, person: int, **changes: object) -> None:
        """Have something said of a person from now on."""
        known = replace(self.roster.people[person], **changes)  # type: ignore[arg-type]
        self.roster = replace(self.roster, people={**self.roster.people, person: known})


Who = Callable[[Scene], Sequence[int]]


@dataclass(frozen=True)
class Deed:
    """Something that may happen: what, and by whom as a rule; None where nobody does it."""

    name: str
    happens: Callable[[Scene], None]
    who: Who | None = None
    weight: int = 1


def acting(scene: Scene) -> Sequence[int]:
    """Whoever acts for an agency, and inside one whoever answers for it."""
    case = scene.case
    found = (person for agency in case.agencies for person in (*case.acting(agency), *case.answering(agency)))
    return tuple(dict.fromkeys(found))


def called(scene: Scene) -> Sequence[int]:
    """Whoever is called at the tier reached."""
    return tuple(person for call in scene.case.calls for person in call.people)


def with_a_part(scene: Scene) -> Sequence[int]:
    """Everybody with a part."""
    return tuple(scene.case.parts)


def the_raiser(scene: Scene) -> Sequence[int]:
    """Who raised it."""
    return (scene.case.raised_by,)


def leads(scene: Scene) -> Sequence[int]:
    """The area's leads, and the designated leads of all agencies in it."""
    designated = (lead for agency in scene.case.agencies for lead in scene.roster.designated_leads(agency))
    return tuple(dict.fromkeys([*scene.roster.safeguarding_leads(), *designated]))
