"""What an examination asks of a database: is it there, does it take what is written, is its record whole."""

import random
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from storage import record
from storage.engine import Database, NoDatabase, connect
from storage.tables import disagreement


class NotThere(Exception):  # noqa: N818  (it says what is the case)
    """There is no database at a URL, or the URL is none."""


@dataclass(frozen=True)
class File:
    """The file of a SQLite database: where it is, how many bytes are free beside it, how it is journalled."""

    path: Path
    free_bytes: int
    version: str
    journal: str


@dataclass(frozen=True)
class Looked:
    """How many records were looked at, of how many, and the references of those that are not whole."""

    looked: int
    of: int
    broken: tuple[str, ...]


def existing(url: str) -> Database:
    """Return the database at a URL, and make none; raises NotThere."""
    try:
        database = connect(url)
    except NoDatabase as what_is_known:
        raise NotThere(str(what_is_known)) from None
    file = database.engine.url.database or ""
    is_file = database.engine.dialect.name == "sqlite" and not file.startswith("file:")
    if is_file and not Path(file).is_file():
        raise NotThere(f"there is no file {file}")
    return database


def try_to_write(database: Database) -> None:
    """Write something and take it back; raises Unavailable where the database takes nothing."""
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")
        connection.rollback()


def file_of(database: Database) -> File | None:
    """Return the file of a SQLite database; None for one of another kind."""
    if database.engine.dialect.name != "sqlite":
        return None
    with database.read() as connection:
        at = connection.exec_driver_sql("PRAGMA database_list").all()[0]
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        version = connection.exec_driver_sql("SELECT sqlite_version()").scalar_one()
    assert at is not None, "a SQLite database has a file"
    path = Path(at.file)
    return File(path, shutil.disk_usage(path.parent).free, str(version), str(journal).upper())


def clock_of(database: Database) -> datetime | None:
    """Return the time of the database's server; None where it is a file."""
    if database.engine.dialect.name == "sqlite":
        return None
    with database.read() as connection:
        now: datetime = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one()
        return now


def look_at_records(connection: sa.Connection, most: int) -> Looked:
    """Verify the chains of the newest disagreements, and of others by chance, at most so many in all."""
    query = sa.select(disagreement.c.id, disagreement.c.reference).order_by(disagreement.c.id.desc())
    every = list(connection.execute(query))
    newest, older = every[: most // 2], every[most // 2 :]
    chosen = [*newest, *random.sample(older, min(len(older), most - len(newest)))]
    broken = [row.reference for row in chosen if not _is_whole(connection, row.id)]
    return Looked(len(chosen), len(every), tuple(sorted(broken)))


def _is_whole(connection: sa.Connection, disagreement_id: int) -> bool:
    try:
        record.verify(connection, disagreement_id)
    except record.BrokenChain:
        return False
    return True
