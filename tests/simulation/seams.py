"""Where the program is joined together, something else can stand for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def instead(where: Any, name: str, other: Any) -> Iterator[None]:
    """Have something else stand under a name, until the block is over."""
    before = getattr(where, name)
    setattr(where, name, other)
    try:
        yield
    finally:
        setattr(where, name, before)
