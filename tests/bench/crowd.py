"""Very many open disagreements, made by copying the rows of two that were raised."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

from procedure.clocks import Kind
from storage.engine import Database
from storage.tables import clock, disagreement, entry, part
from tests.under_fire import partnership

URGENT_EVERY = 10
"""One in so many can't wait, unless another number is asked for."""

_AT_A_TIME = 5000


@dataclass(frozen=True)
class Crowd:
    """How many are open, and when the time of all runs out."""

    number: int
    ends_at: datetime


def gather(
    database: Database,
    number: int,
    raised_at: datetime = partnership.RAISED_AT,
    urgent_every: int = URGENT_EVERY,
) -> Crowd:
    """
    Set up the partnership with so many open disagreements whose time runs out at one instant; one in
    `urgent_every` can't wait.
    """
    partnership.furnish(database, raised_at)
    partnership.raise_many(database, 1, at=raised_at)
    partnership.raise_many(database, 1, cannot_wait=True, at=raised_at)
    with database.write() as connection:
        connection.execute(clock.delete().where(clock.c.kind != Kind.TIER_ENDS))
        ends_at: datetime = connection.execute(sa.select(sa.func.max(clock.c.due_at))).scalar_one()
        connection.execute(clock.update().where(clock.c.kind == Kind.TIER_ENDS).values(due_at=ends_at))
        plain, urgent = (_rows(connection, row) for row in connection.execute(sa.select(disagreement)).all())
    copies = (_copy(urgent if each % urgent_every == 0 else plain, each) for each in range(number - 2))
    while some := list(islice(copies, _AT_A_TIME)):
        with database.write() as connection:
            for table in (disagreement, part, entry, clock):
                rows = [row for copy in some for row in copy[table.name]]
                connection.execute(table.insert(), rows)
    return Crowd(number, ends_at)


Rows = dict[str, list[dict[str, Any]]]


def _rows(connection: sa.Connection, row: Any) -> Rows:
    """Return all that is stored of one disagreement, by table."""
    return {
        "disagreement": [dict(row._mapping)],  # noqa: SLF001  (SQLAlchemy's public name for it)
        **{table.name: list(_of(connection, table, row)) for table in (part, entry, clock)},
    }


def _of(connection: sa.Connection, table: sa.Table, row: Any) -> Iterator[dict[str, Any]]:
    own = clock.c.owner == row.reference if table is clock else table.c.disagreement_id == row.id
    for each in connection.execute(sa.select(table).where(own)).mappings():
        yield dict(each)


def _copy(rows: Rows, number: int) -> Rows:
    own_id, reference = 1000 + number, f"D-2026-{1000 + number:06d}"
    names = {"id": own_id, "reference": reference, "room_name": f"d-copy-{number}"}
    return {
        "disagreement": [{**row, **names} for row in rows["disagreement"]],
        "part": [{**row, "disagreement_id": own_id} for row in rows["part"]],
        "entry": [{**row, "disagreement_id": own_id} for row in rows["entry"]],
        # Numbered by the database, which goes on from there when it numbers those of a move.
        "clock": [
            {name: value for name, value in {**row, "owner": reference}.items() if name != "id"}
            for row in rows["clock"]
        ],
    }
