"""The folder of a practice: the app's database, which each practice makes anew, and what the app logs."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_MARK = "practice.txt"
_MARKED = (
    "`disagree practice` keeps its database here. Everything in it is invented; it is made anew each time.\n"
)


class NotOurs(Exception):  # noqa: N818 - reads as what happened
    """There is a database in the folder that no practice made; it is left alone."""


@dataclass(frozen=True)
class Folder:
    """Where a practice keeps its files."""

    path: Path

    @classmethod
    def prepare(cls, path: Path | None) -> Self:
        """Return a folder to use, by default a new one; raises NotOurs where it holds somebody's database."""
        folder = cls(path or Path(tempfile.mkdtemp(prefix="disagree-practice-")))
        folder.path.mkdir(parents=True, exist_ok=True)
        mark = folder.path / _MARK
        if folder.database.exists() and not mark.exists():
            raise NotOurs(
                f"{folder.database} was made by no practice, so it is left alone: choose another folder"
            )
        mark.write_text(_MARKED, encoding="utf-8")
        return folder

    @property
    def database(self) -> Path:
        """Where the app keeps its record."""
        return self.path / "disagree.db"

    @property
    def log(self) -> Path:
        """Where the app's log is."""
        return self.path / "disagree.log"

    def empty(self) -> None:
        """Do away with the database of the practice before."""
        for file in self.path.glob(f"{self.database.name}*"):
            file.unlink()
