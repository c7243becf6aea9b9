"""What the doctor finds: how bad it is, what it is, and what an administrator does about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

NAMED_AT_MOST = 8


class Level(StrEnum):
    """How bad it is."""

    WELL = "ok"
    WARNING = "warning"
    FAULT = "fault"
    UNSEEN = "not checked"


@dataclass(frozen=True)
class Finding:
    """One finding; `name` is the same in every version, `says` and `advice` are for people."""

    name: str
    level: Level
    says: str
    advice: str = ""


def well(name: str, says: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(name, Level.WELL, says)


def warning(name: str, says: str, advice: str) -> Finding:
    """Return what the program can live with, and somebody should see to."""
    return Finding(name, Level.WARNING, says, advice)


def fault(name: str, says: str, advice: str) -> Finding:
    """Return what keeps the program from doing what it is for."""
    return Finding(name, Level.FAULT, says, advice)


def unseen(name: str, says: str, advice: str = "") -> Finding:
    """Return what could not be looked at."""
    return Finding(name, Level.UNSEEN, says, advice)


def listed(names: Iterable[str]) -> str:
    """Return names in a row; of many, the first and how many more there are."""
    every = list(names)
    more = len(every) - NAMED_AT_MOST
    return "; ".join(every[:NAMED_AT_MOST]) + (f"; and {more} more" if more > 0 else "")
