"""An answer that no window could show: told by direct message instead."""

import secrets
from datetime import datetime

from casework import telling
from storage import notices, people
from storage.engine import Database


def tell(database: Database, person: int, kind: str, *, now: datetime) -> bool:
    """
    Write the notice of an answer to one person; its words are those of `told` for this kind.

    False where nothing can reach them: they belong to no area yet.
    """
    with database.write() as connection:
        area_id = people.by_id(connection, person).area_id
        if area_id is None:
            return False
        stream = f"answers/{person}"
        notices.write(
            connection,
            notices.Draft(
                key=f"{stream}/{kind}/{secrets.token_hex(8)}",
                stream=stream,
                kind=f"{telling.TOLD}:{kind}",
                area_id=area_id,
                made_at=now,
                person_id=person,
            ),
        )
    return True
