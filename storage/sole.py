"""One process at a time on a SQLite file; on PostgreSQL any number."""

import fcntl
import os
from pathlib import Path
from typing import IO

from storage.engine import Database, Unavailable


class InUse(Exception):  # noqa: N818  (it says what is the case)
    """Another process runs on the same SQLite file."""

    def __init__(self, by: str) -> None:
        super().__init__(
            f"the program runs already on this database (process {by}): on SQLite it is one process, "
            "so stop that one first, or use PostgreSQL, which takes any number"
        )


class Hold:
    """
    The hold of a process on a SQLite file, for as long as the process lives: the machine lets go of it when
    the process dies, however that comes about. It is kept in a file of its own beside the database.
    """

    def __init__(self, lock: IO[str]) -> None:
        self._lock = lock

    def let_go(self) -> None:
        """Let the next process have it."""
        self._lock.close()


def hold(database: Database) -> Hold | None:
    """Take hold of a SQLite file; None on PostgreSQL, where nobody needs to. Raises InUse or Unavailable."""
    url = database.engine.url
    if url.get_backend_name() != "sqlite":
        return None
    try:
        lock = Path(f"{url.database}.lock").open("a+", encoding="ascii")  # noqa: SIM115  (held until the end)
    except OSError as failure:
        raise Unavailable(type(failure).__name__) from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        by = lock.read().strip() or "unknown"
        lock.close()
        raise InUse(by) from None
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return Hold(lock)
