"""Who is before the page and what each has open, as the page's address says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlencode

HOME, MESSAGES = "home", "messages"
_NAMES = (("as", "at"), ("beside", "beside_at"))


@dataclass(frozen=True)
class Seat:
    """Somebody at their desk; `at` is a conversation's id, a person's for the direct message, or a tab."""

    person: str
    at: str = ""


@dataclass(frozen=True)
class Seats:
    """The people whose desks are drawn, two at most and nobody twice."""

    taken: tuple[Seat, ...]

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """Read an address."""
        asked = (Seat(query.get(person, ""), query.get(at, "")) for person, at in _NAMES)
        return cls(_once(seat for seat in asked if seat.person))

    @property
    def address(self) -> str:
        """Return the page's address with these people before it."""
        said = {
            key: value
            for (person, at), seat in zip(_NAMES, self.taken, strict=False)
            for key, value in ((person, seat.person), (at, seat.at))
            if value
        }
        return f"/?{urlencode(said)}" if said else "/"

    def has(self, person: str) -> bool:
        """Say whether somebody's desk is drawn."""
        return any(seat.person == person for seat in self.taken)

    def choosing(self, person: str) -> "Seats":
        """Put somebody in the first place."""
        return Seats(_once((self._known(person), *self.taken[1:])))

    def putting_beside(self, person: str) -> "Seats":
        """Put somebody beside who is in the first place."""
        return Seats(_once((*self.taken[:1], self._known(person))))

    def opening(self, person: str, at: str) -> "Seats":
        """Have somebody open a place; nothing is the list of their places."""
        return Seats(tuple(Seat(person, at) if seat.person == person else seat for seat in self.taken))

    def closing(self, person: str) -> "Seats":
        """Take somebody's desk away."""
        return Seats(tuple(seat for seat in self.taken if seat.person != person))

    def _known(self, person: str) -> Seat:
        return next((seat for seat in self.taken if seat.person == person), Seat(person))


def _once(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    first: dict[str, Seat] = {}
    for seat in seats:
        first.setdefault(seat.person, seat)
    return tuple(first.values())
