"""A message of a room on its way into a note: only what the shortcut brought along, nothing is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from casework import view
from messages import facts
from procedure.refusal import Refused
from storage import cases, people
from storage.engine import Database

_SAID_MOST = 1500


@dataclass(frozen=True)
class Said:
    """A message as it was brought along: where, by whose account, when, and its words as plain text."""

    channel: str
    account: str
    at: datetime
    text: str


def reference_of(database: Database, channel: str) -> str:
    """Return the disagreement whose room a channel is; Refused where it is none."""
    with database.read() as connection:
        row = cases.by_room(connection, channel)
    if row is None:
        raise Refused("not_in_a_room")
    return row.reference


def draft(database: Database, reference: str, said: Said, *, by: int, now: datetime) -> facts.NoteDraft:
    """Return a note begun with a message; whoever wrote it took part, if the list knows where they work."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        author = people.by_slack_id(connection, said.account)
    others = [author.id] if author and author.id != by and author.id in shown.roster.people else []
    return facts.NoteDraft(
        held_at=min(said.at, now),
        channel="room",
        took_part=shown.everyone(others),
        said=said.text[:_SAID_MOST],
        is_cut=len(said.text) > _SAID_MOST,
    )


def names(database: Database, accounts: Iterable[str]) -> dict[str, str]:
    """Return the names of those accounts that are known."""
    with database.read() as connection:
        known = {account: people.by_slack_id(connection, account) for account in accounts}
    return {account: person.name for account, person in known.items() if person}
