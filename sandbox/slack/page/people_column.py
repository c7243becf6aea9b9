"""The column of everyone with an account."""

from dataclasses import dataclass

from sandbox.slack.page.characters import harmless
from sandbox.slack.page.seats import Seats
from sandbox.slack.people import Person
from sandbox.slack.workspace import Workspace


@dataclass(frozen=True)
class Row:
    """One person in the column; what is unread is a count and nothing more."""

    id: str
    name: str
    title: str
    guest: bool
    deactivated: bool
    unread: int
    chosen: bool
    address: str
    beside: str


def rows(workspace: Workspace, seats: Seats) -> tuple[Row, ...]:
    """Return everyone with an account, apps left out, in the order in which the accounts were made."""
    return tuple(_row(workspace, seats, one) for one in workspace.people.values() if not one.is_bot)


def _row(workspace: Workspace, seats: Seats, person: Person) -> Row:
    return Row(
        id=person.id,
        name=harmless(person.name),
        title=harmless(person.title),
        guest=person.is_guest,
        deactivated=person.deactivated,
        unread=_unread(workspace, person),
        chosen=seats.has(person.id),
        address=seats.choosing(person.id).address,
        beside=seats.putting_beside(person.id).address,
    )


def _unread(workspace: Workspace, person: Person) -> int:
    if person.deactivated:
        return 0
    own = (channel for channel in workspace.channels.values() if person.id in channel.members)
    return sum(workspace.reading.unread(person.id, channel) for channel in own)
