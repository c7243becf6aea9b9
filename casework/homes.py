"""App Home kept true: whoever has opened theirs gets it anew after all that changes what it shows."""

import secrets
from collections.abc import Collection
from datetime import datetime

from casework import telling
from storage import notices, people
from storage.engine import Connection, Database


def remember(database: Database, slack_id: str, *, now: datetime) -> None:
    """
    Remember that an account has opened its Home, which from now on is kept true.

    Something may have changed after what was shown first was looked up, so that is shown once more.
    """
    with database.read() as connection:
        if people.has_opened_home(connection, slack_id):
            return
    with database.write() as connection:
        people.note_home_opened(connection, slack_id)
        known = people.by_slack_id(connection, slack_id)
        if known is not None and known.area_id is not None:
            renew(connection, [known.id], known.area_id, now)


def renew(connection: Connection, person_ids: Collection[int], area_id: str, now: datetime) -> None:
    """
    Have the Home of these people shown anew, of those who have opened it; it is composed when it goes out,
    so one that waits already says this too. Each has a stream of its own, and so holds up nothing.
    """
    for person in people.with_home(connection, person_ids):
        stream = f"{telling.HOME}/{person}"
        if not notices.is_waiting(connection, stream):
            notices.write(
                connection,
                notices.Draft(
                    key=f"{stream}/{secrets.token_hex(8)}",
                    stream=stream,
                    kind=telling.HOME,
                    area_id=area_id,
                    made_at=now,
                    person_id=person,
                    urgency=notices.Urgency.MIRROR,
                ),
            )
