"""How often people were shown the way to another procedure: by area, door and month, and nobody's name."""

import sqlalchemy as sa

from storage.tables import elsewhere


def count(connection: sa.Connection, area_id: str, door: str, month: str) -> None:
    """Count one more in a month, written as 2026-11."""
    known = (elsewhere.c.area_id == area_id) & (elsewhere.c.door == door) & (elsewhere.c.month == month)
    counted = connection.execute(elsewhere.update().where(known).values(number=elsewhere.c.number + 1))
    if not counted.rowcount:
        connection.execute(elsewhere.insert().values(area_id=area_id, door=door, month=month, number=1))


def counted(connection: sa.Connection, area_id: str, month: str) -> dict[str, int]:
    """Return how often each door was asked for in a month."""
    known = (elsewhere.c.area_id == area_id) & (elsewhere.c.month == month)
    rows = connection.execute(sa.select(elsewhere.c.door, elsewhere.c.number).where(known))
    return {row.door: row.number for row in rows}
