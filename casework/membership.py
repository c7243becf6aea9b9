"""Who comes into a room by another way than ours: the safeguarding leads are told."""

from datetime import datetime

from casework import telling, work
from storage import cases, notices, people
from storage.engine import Database


def joined_room(database: Database, channel: str, slack_id: str, event_id: str, *, now: datetime) -> bool:
    """
    Tell the leads when somebody without a part is in a room; True where that is so.

    The same event told twice is one notice a lead. Leads of the area may read every room.
    """
    with database.write() as connection:
        row = cases.by_room(connection, channel)
        if row is None:
            return False
        case = work.load(connection, row.reference, now)
        known = people.by_slack_id(connection, slack_id)
        leads = case.roster.safeguarding_leads()
        if known is not None and (known.id in leads or case.case.agency_of(known.id) is not None):
            return False
        for lead in leads:
            notices.write(
                connection,
                notices.Draft(
                    key=f"{event_id}/{lead}",
                    stream=f"{row.reference}/{lead}",
                    kind=f"{telling.LEAD}:unexpected_member",
                    area_id=row.area_id,
                    made_at=now,
                    disagreement_id=row.id,
                    seq=case.case.seq,
                    person_id=lead,
                ),
            )
        return True
