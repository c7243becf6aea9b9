"""Private rooms that are lost: replaced once, and not over and over (our choice, decision 003)."""

from datetime import datetime, timedelta

from procedure import acts
from procedure.case import Case

AGAIN = timedelta(days=1)
"""A room that is lost so soon after another was is lost on purpose, and none is made in its place."""


def lost(case: Case, error: str, now: datetime) -> acts.RoomReplaced | acts.RoomFailed:
    """
    Return what becomes of a disagreement whose room is archived, deleted or closed to us: another one takes
    its place; within a day of that it goes on by direct message.
    """
    before = case.room_replaced_at
    if before is not None and now - before < AGAIN:
        return acts.RoomFailed(error)
    return acts.RoomReplaced(error)
