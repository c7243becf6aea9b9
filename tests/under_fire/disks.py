"""Disks to be filled: for SQLite what the program itself writes to, for PostgreSQL the server's own."""

import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import pytest

from sandbox.practice.stage import Stage, at
from tests import postgresql, stores
from tests.stores import Kind
from tests.under_fire import kills
from tests.under_fire.fleet import Fleet

SIZE_MIB = 160
"""A new server's files take less than half of it."""
_BLOCK = bytes(4096)


class Disk(Protocol):
    """What a database is kept on."""

    def fill(self) -> None:
        """Leave no room."""

    def make_room(self) -> None:
        """Leave room again."""


@dataclass(frozen=True)
class Forbidden:
    """Whatever the program itself writes to, as it does on SQLite, takes no further byte."""

    fleet: Fleet

    def fill(self) -> None:
        """Leave no file any room."""
        self._limit(0)

    def make_room(self) -> None:
        """Let its files grow again."""
        self._limit(resource.RLIM_INFINITY)

    def _limit(self, size: int) -> None:
        for number in self.fleet.running:
            _, most = resource.prlimit(number, resource.RLIMIT_FSIZE)
            resource.prlimit(number, resource.RLIMIT_FSIZE, (size, most))


@dataclass(frozen=True)
class Mounted:
    """A small disk on which all of a server's files are."""

    folder: Path

    def fill(self) -> None:
        """Write to it until nothing more goes on it."""
        with suppress(OSError), self._ballast.open("wb", buffering=0) as ballast:
            while True:
                ballast.write(_BLOCK)

    def make_room(self) -> None:
        """Take away what fills it."""
        self._ballast.unlink()

    @property
    def _ballast(self) -> Path:
        return self.folder / "ballast"


@contextmanager
def stage_on(kind: Kind) -> Iterator[tuple[Stage, Disk]]:
    """Set a stage whose database is on a disk that can be filled; skips the test where there is none."""
    with ExitStack() as stack:
        here = stack.enter_context(kills.place(Kind.SQLITE))
        fleet = Fleet(here.folder / "disagree.log", 1)
        stack.callback(fleet.end)
        own: tuple[str, Disk] = (here.url, Forbidden(fleet))
        url, disk = own if kind is Kind.SQLITE else stack.enter_context(_server_on_small_disk())
        begins = at("Friday 2026-11-27 10:00")
        stage = Stage(here.folder, fleet, starts_at=begins, pace=kills.PACE, database_url=url)
        yield stack.enter_context(stage), disk


@contextmanager
def _server_on_small_disk() -> Iterator[tuple[str, Disk]]:
    programs = stores.server_programs()
    with _mounted() as disk, postgresql.started(programs, folder=disk.folder) as server:
        yield server.url(server.new()), disk


@contextmanager
def _mounted() -> Iterator[Mounted]:
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if mount is None or unmount is None:
        pytest.skip("no disk can be mounted: this machine has no mount")
    with TemporaryDirectory(prefix="disagree-") as name:
        ask = [mount, "-t", "tmpfs", "-o", f"size={SIZE_MIB}m", "tmpfs", name]
        done = subprocess.run(ask, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no disk can be mounted: {done.stderr.strip()}")
        try:
            yield Mounted(Path(name))
        finally:
            subprocess.run([unmount, name], check=True)
