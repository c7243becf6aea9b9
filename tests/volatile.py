"""
A folder in memory for the database of a test.

No test cuts the power, so none needs its commits to reach a disk; everything else about the file is the same.
Where the machine has no such place, it is a folder like any other.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_MEMORY = Path("/dev/shm")


@contextmanager
def folder() -> Iterator[Path]:
    """Give a folder that is gone afterwards, with all that is in it."""
    place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with TemporaryDirectory(prefix="disagree-", dir=place) as name:
        yield Path(name)
