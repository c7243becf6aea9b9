"""The partnership that the stories are about: its database prepared once, to be copied for each story."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event

from casework import areas, people, roster
from casework.people import Account
from procedure import rules
from sandbox.practice.people import accounts
from sandbox.practice.people import roster as roster_file
from storage import schema
from storage.engine import Database, connect
from tests.procedure.london_time import at
from tests.volatile import folder

AREA = "northmere"
_PREPARED_AT = at("Tuesday 2026-12-22 08:00")


@dataclass(frozen=True)
class Place:
    """A folder in memory with the prepared database, and the one of the story under way."""

    prepared: Path
    file: Path
    database: Database

    def begin_anew(self) -> None:
        """Make the database what it was before any story."""
        self.database.close()
        shutil.copy(self.prepared, self.file)


@contextmanager
def place() -> Iterator[Place]:
    """Prepare a database with everybody in it; it is gone afterwards."""
    with folder() as name:
        prepared, file = name / "prepared.db", name / "disagree.db"
        _prepare(prepared)
        shutil.copy(prepared, file)
        database = open_hurriedly(file)
        try:
            yield Place(prepared, file, database)
        finally:
            database.close()


def open_hurriedly(file: Path) -> Database:
    """Open a database that need not outlive a loss of power: nothing here is killed within a commit."""
    database = connect(f"sqlite:///{file}")
    event.listen(database.engine, "connect", _hurry)
    return database


def _prepare(file: Path) -> None:
    database = open_hurriedly(file)
    schema.prepare(database)
    texts = {text.id: text for text in rules.published()}
    for area in rules.example_areas():
        if area.id == AREA:
            areas.install_area(database, area, texts[area.procedure_id])
    roster.import_roster(database, roster_file(), now=_PREPARED_AT)
    listed = [Account(one.id, one.name, one.email, is_active=True) for one in accounts()]
    people.note_accounts(database, listed, now=_PREPARED_AT)
    database.close()


def _hurry(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA journal_mode=MEMORY")
