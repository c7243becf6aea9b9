"""Texts, as the lines of the record refer to them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TextRef:
    """A text kept apart from the record: which one, and the salted digest that binds it to its line."""

    id: str
    digest: str
