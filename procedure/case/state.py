"""Where a disagreement stands as a whole."""

from enum import StrEnum


class State(StrEnum):
    """Where a disagreement stands as a whole."""

    OPEN = "open"
    AGREED = "agreed"
    CLOSED = "closed"
    TAKEN_BACK = "taken_back"
    WITHDRAWN = "withdrawn"


OVER = frozenset({State.CLOSED, State.TAKEN_BACK, State.WITHDRAWN})
"""The states in which nobody acts at a tier any more and the room is archived."""
