"""What is owed beside a tier's time: somebody says that their agency has done it."""

from datetime import datetime

from casework import work
from procedure import duties
from storage.engine import Database


def say_done(database: Database, reference: str, number: int, *, by: int, now: datetime) -> None:
    """Record that somebody's agency has done what it owed."""
    with work.on(database, reference, now) as case:
        case.record(duties.say_done(case.case, by, number), by=by)
