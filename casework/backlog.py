"""What waits in the program: disagreements, clocks and notices, in figures that say nothing of any case."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage import backlog
from storage.backlog import Clocks, Notices
from storage.engine import Database
from storage.notices import Road


@dataclass(frozen=True)
class Backlog:
    """How many disagreements are not finished, and which clocks and notices wait."""

    open_cases: int
    clocks: Clocks
    notices: Notices


def look(
    database: Database, *, now: datetime, here: datetime, roads: Collection[Road] = (Road.SLACK,)
) -> Backlog:
    """Return what waits at an instant of procedure time, on some roads; `here` is this machine's."""
    with database.read() as connection:
        return Backlog(
            backlog.open_cases(connection),
            backlog.clocks(connection, now),
            backlog.notices(connection, here, roads),
        )
