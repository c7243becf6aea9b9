"""Where tests keep their databases: in files, or on a PostgreSQL server of their own."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest
from sqlalchemy import event

from storage.engine import Database, connect
from tests import postgresql, volatile


class Kind(StrEnum):
    """Which database a test runs on."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"


def chosen() -> Kind:
    """Return what those tests run on that run on one of them: a file, unless the environment says."""
    return Kind(os.environ.get("DISAGREE_TESTS_ON", Kind.SQLITE))


class Store(Protocol):
    """Makes databases, new or like another, and takes them away."""

    def make(self, like: str = "") -> str:
        """Make a database; return its name."""

    def url(self, name: str) -> str:
        """Return where a database is."""

    def drop(self, name: str) -> None:
        """Take a database away."""


@dataclass
class Files:
    """A folder of SQLite's files."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def make(self, like: str = "") -> str:
        """Make a file; return its name."""
        name = f"{next(self._numbers)}.db"
        if like:
            shutil.copy(self.folder / like, self.folder / name)
        return name

    def url(self, name: str) -> str:
        """Return where a file is."""
        return f"sqlite:///{self.folder / name}"

    def drop(self, name: str) -> None:
        """Take a file away."""
        (self.folder / name).unlink(missing_ok=True)


@dataclass
class OnServer:
    """A PostgreSQL server."""

    server: postgresql.Server

    def make(self, like: str = "") -> str:
        """Make a database; return its name."""
        return self.server.new(like or "template1")

    def url(self, name: str) -> str:
        """Return where a database is."""
        return self.server.url(name)

    def drop(self, name: str) -> None:
        """Take a database away."""
        self.server.drop(name)


@contextmanager
def opened(kind: Kind) -> Iterator[Store]:
    """Open a store, and take it away with all that is in it; skips the test where the machine has none."""
    if kind is Kind.SQLITE:
        with volatile.folder() as folder:
            yield Files(folder)
        return
    with postgresql.started(server_programs()) as server:
        yield OnServer(server)


def server_programs() -> Path:
    """Return where PostgreSQL's programs are; skips the test where the machine has none."""
    programs = postgresql.found()
    if programs is None:
        why = "no PostgreSQL server on this machine: it needs initdb and pg_ctl"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return programs


def furnish(store: Store, set_up: Callable[[Database], None], like: str = "") -> str:
    """Set up a database once, of which each test has a copy; return its name."""
    name = store.make(like)
    database = connect(store.url(name))
    set_up(database)
    database.close()
    return name


@contextmanager
def copied(store: Store, like: str = "") -> Iterator[Database]:
    """Open a copy of a database, or a new one; it need not outlive a loss of power."""
    name = store.make(like)
    database = connect(store.url(name))
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", _hurry)
    try:
        yield database
    finally:
        database.close()
        store.drop(name)


def _hurry(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")
