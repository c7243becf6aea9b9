"""Accounts as they are seen in the workspace: whose they are, and who comes into a room by hand."""

from datetime import datetime

from casework import telling, who_is_who, work
from procedure import inside
from procedure.acts import Way
from procedure.refusal import Refused
from storage import cases, notices, people
from storage.engine import Database
from storage.people import Known


def to_be_confirmed(database: Database, person_id: int, *, by: int, now: datetime) -> Known:
    """Return somebody who chose their agency themselves, for a safeguarding lead of their area to check."""
    with database.read() as connection:
        try:
            person = people.by_id(connection, person_id)
        except LookupError:
            raise Refused("unknown_person") from None
        who_is_who.require_lead(connection, person.area_id, by, now)
        return person


def joined_room(database: Database, channel: str, slack_id: str, event_id: str, *, now: datetime) -> bool:
    """
    Tell those who watch over it when somebody without a part is in a room; True where that is so.

    The same event told twice is one notice a lead. Who watches over it may read the room too; a written
    concern is watched over by nobody, so there the designated lead who has it is told.
    """
    with database.write() as connection:
        row = cases.by_room(connection, channel)
        if row is None:
            return False
        case = work.load(connection, row.reference, now)
        known = people.by_slack_id(connection, slack_id)
        if known is not None and inside.may_read(case.case, known.id, case.roster):
            return False
        for lead in _told_of(case):
            notices.write(
                connection,
                notices.Draft(
                    key=f"{event_id}/{lead}",
                    stream=f"{row.reference}/{lead}",
                    kind=telling.CAME_IN,
                    area_id=row.area_id,
                    made_at=now,
                    disagreement_id=row.id,
                    seq=case.case.seq,
                    person_id=lead,
                    subject=known.id if known is not None else 0,
                ),
            )
        return True


def _told_of(case: work.Work) -> tuple[int, ...]:
    if case.case.way is Way.CONCERN:
        return case.roster.reachable(case.case.acting(case.case.raising_agency))
    return inside.watchers(case.case, case.roster)
