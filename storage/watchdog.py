"""What the watchdog reads: what is unfinished, page by page, the clocks that are armed for it, its calls."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from procedure.clocks import Kind
from storage.notices import State
from storage.tables import clock, disagreement, notice


@dataclass(frozen=True)
class Unfinished:
    """A disagreement in which something may still wait for somebody."""

    id: int
    reference: str


@dataclass(frozen=True)
class Armed:
    """When an armed clock is due, and how often its act has failed; then it is due later than it was."""

    due_at: datetime
    failures: int


@dataclass(frozen=True)
class Told:
    """A notice: when it was made (procedure time), and where it stands."""

    made_at: datetime
    state: State

    @property
    def is_on_its_way(self) -> bool:
        """Whether nobody knows yet what becomes of it."""
        return self.state in (State.WAITING, State.SENDING)


def unfinished(connection: sa.Connection, after: int, most: int) -> list[Unfinished]:
    """Return the next disagreements that are not finished, after one of them."""
    rows = connection.execute(
        sa.select(disagreement.c.id, disagreement.c.reference)
        .where(~disagreement.c.is_finished, disagreement.c.id > after)
        .order_by(disagreement.c.id)
        .limit(most)
    )
    return [Unfinished(row.id, row.reference) for row in rows]


def armed(connection: sa.Connection, owner: str) -> Mapping[tuple[Kind, int], Armed]:
    """Return the armed clocks of an owner, by their kind and subject."""
    rows = connection.execute(sa.select(clock).where(clock.c.owner == owner, clock.c.is_armed))
    return {(Kind(row.kind), row.subject): Armed(row.due_at, row.failures) for row in rows}


def told(connection: sa.Connection, keys: Collection[str]) -> Mapping[str, Told]:
    """Return the notices that there are of some keys."""
    rows = connection.execute(sa.select(notice).where(notice.c.key.in_(keys)))
    return {row.key: Told(row.made_at, State(row.state)) for row in rows}
