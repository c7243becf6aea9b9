"""
A PostgreSQL server of the tests' own: started where the machine has one, in a folder that goes with it.

It listens on a socket in that folder and nowhere else. PostgreSQL refuses to run as root, so it is started as
another user of the machine then.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from sqlalchemy import URL, create_engine

from tests import volatile

_DEBIANS = Path("/usr/lib/postgresql")
_QUICK = ("fsync=off", "full_page_writes=off")
"""No test cuts the power; but a server that falls over has handed each commit to the machine."""


def found() -> Path | None:
    """Return the folder of PostgreSQL's programs, the newest where there are several; None where none is."""
    if on_the_path := shutil.which("initdb"):
        return Path(on_the_path).parent
    versions = [folder for folder in _DEBIANS.glob("*/bin") if (folder / "initdb").exists()]
    return max(versions, key=lambda folder: int(folder.parent.name), default=None)


@dataclass
class Server:
    """A server that runs: what it is told in its configuration, and the databases that are made in it."""

    programs: Path
    folder: Path
    settings: tuple[str, ...] = _QUICK
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str = "postgres") -> str:
        """Return where one of its databases is."""
        where = URL.create("postgresql", "disagree", database=database, query={"host": str(self.folder)})
        return where.render_as_string()

    def new(self, like: str = "template1") -> str:
        """Make a database, like another to which nobody is connected; return its name."""
        name = f"{'like_' * (like != 'template1')}{os.getpid()}_{next(self._numbers)}"
        self._administer(f'CREATE DATABASE "{name}" TEMPLATE "{like}" STRATEGY wal_log')
        return name

    def drop(self, name: str) -> None:
        """Take a database away, whoever is connected to it."""
        self._administer(f'DROP DATABASE "{name}" WITH (FORCE)')

    def start(self) -> None:
        """Start it, and wait until it takes connections."""
        said = [f"-c {each}" for each in (*self.settings, "listen_addresses=''", "max_connections=300")]
        options = " ".join([f"-k {self.folder}", *said])
        self._run("pg_ctl", "start", "--wait", "-D", self._files, "-l", self.folder / "log", "-o", options)

    def stop(self, mode: str = "immediate") -> None:
        """Stop it: `immediate` as a crash does, `fast` in order."""
        self._run("pg_ctl", "stop", "--wait", "-D", self._files, "-m", mode)

    def restart(self) -> None:
        """Let it crash, and start it again."""
        self.stop()
        self.start()

    def make(self) -> None:
        """Make its files."""
        if (user := _other_user()) is not None:
            shutil.chown(self.folder, user)
        self._run("initdb", "--no-sync", "-U", "disagree", "-A", "trust", "-E", "UTF8", "-D", self._files)

    @property
    def _files(self) -> Path:
        return self.folder / "files"

    def _administer(self, statement: str) -> None:
        engine = create_engine(
            self.url().replace("postgresql", "postgresql+psycopg", 1), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(
            [self.programs / program, *map(str, arguments)],
            user=_other_user(),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace"))


def _other_user() -> str | None:
    """Return as whom it has to run: None for whoever runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextmanager
def started(
    programs: Path, settings: tuple[str, ...] = _QUICK, folder: Path | None = None
) -> Iterator[Server]:
    """Start a server of one's own, in memory unless a folder is given, and end it with the block."""
    with nullcontext(folder) if folder else volatile.folder() as place:
        server = Server(programs, place, settings)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()
