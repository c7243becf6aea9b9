"""Leave: who is away on which days, and who covers."""

from datetime import date, datetime

import sqlalchemy as sa

from procedure.leave import Leave
from storage.tables import leave, person


def put(connection: sa.Connection, asked: Leave, *, by: int, at: datetime) -> int:
    """Keep somebody's leave, whatever id it came with; return the one by which it is known from now on."""
    added = connection.execute(
        leave.insert()
        .values(
            person_id=asked.person,
            first_on=asked.first_on,
            last_on=asked.last_on,
            covered_by=asked.covered_by,
            entered_by=by,
            entered_at=at,
        )
        .returning(leave.c.id)
    )
    return int(added.scalar_one())


def find(connection: sa.Connection, leave_id: int) -> Leave | None:
    """Return leave by its id; None where it was taken back."""
    row = connection.execute(sa.select(leave).where(leave.c.id == leave_id)).one_or_none()
    return _leave(row) if row else None


def shorten(connection: sa.Connection, leave_id: int, last_on: date) -> None:
    """Have leave end earlier; leave that would end before it begins is as if it had never been."""
    own = leave.c.id == leave_id
    connection.execute(leave.delete().where(own, leave.c.first_on > last_on))
    connection.execute(leave.update().where(own).values(last_on=last_on))


def not_over(connection: sa.Connection, area_id: str, on: date) -> list[Leave]:
    """Return the leave in an area that runs or is still to come, in the order of the days."""
    rows = connection.execute(
        sa.select(leave)
        .join(person, person.c.id == leave.c.person_id)
        .where(person.c.area_id == area_id, leave.c.last_on >= on)
        .order_by(leave.c.first_on, leave.c.id)
    )
    return [_leave(row) for row in rows]


def covers(connection: sa.Connection, area_id: str, on: date) -> dict[int, int | None]:
    """Return who is away in an area on a day, and who covers for each; None: nobody in particular."""
    away = [each for each in not_over(connection, area_id, on) if each.holds_on(on)]
    # Whoever entered a second leave over the first may have named nobody in it: the first cover holds.
    return {each.person: None for each in away} | {
        each.person: each.covered_by for each in away if each.covered_by is not None
    }


def _leave(row: sa.Row[tuple[object, ...]]) -> Leave:
    return Leave(row.id, row.person_id, row.first_on, row.last_on, row.covered_by)
