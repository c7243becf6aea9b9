"""Not left alone with it: raised on somebody's behalf, supported by a colleague (Beds 3.4, 6.7)."""

from datetime import datetime

from casework import facilities, work
from procedure import support
from storage.engine import Database


def raise_for(database: Database, reference: str, person: int, *, by: int, now: datetime) -> None:
    """Record on whose behalf a lead has raised it; they have a part from now on, and are told."""
    with work.on(database, reference, now) as case:
        case.record(support.raise_for(case.case, by, person, case.roster), by=by)
        facilities.involve(case)


def ask(database: Database, reference: str, person: int, *, by: int, now: datetime) -> None:
    """Record that somebody supports one in it; they are told what is asked of them, and what is not."""
    with work.on(database, reference, now) as case:
        case.record(support.ask_support(case.case, by, person, case.roster), by=by)
