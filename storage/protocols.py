"""Facilities' own procedures, as set: each holds for the disagreements raised from then on."""

import sqlalchemy as sa

from procedure import protocol as protocols
from procedure.protocol import Agreed
from storage.tables import protocol


def put(connection: sa.Connection, agreed: Agreed) -> None:
    """Keep what was agreed with a facility, in place of what was agreed before."""
    own = (protocol.c.area_id == agreed.protocol.area_id, protocol.c.id == agreed.protocol.id)
    connection.execute(protocol.delete().where(*own))
    connection.execute(
        protocol.insert().values(
            area_id=agreed.protocol.area_id, id=agreed.protocol.id, content=protocols.dump(agreed)
        )
    )


def of_area(connection: sa.Connection, area_id: str) -> dict[str, Agreed]:
    """Return all that an area's facilities have agreed, by the protocols' ids."""
    rows = connection.execute(
        sa.select(protocol).where(protocol.c.area_id == area_id).order_by(protocol.c.id)
    )
    return {row.id: protocols.restore(row.content) for row in rows}
