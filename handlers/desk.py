"""What every conversation works with: the database, the time, and the bell that starts delivery."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from storage.engine import Database


@dataclass(frozen=True)
class Desk:
    """
    `now` is procedure time, aware, in UTC; `wake` starts delivery at once and cannot raise; `fault_shown`
    counts that somebody was shown that something went wrong.
    """

    database: Database
    now: Callable[[], datetime]
    wake: Callable[[], None]
    fault_shown: Callable[[], None] = lambda: None
