"""How long a notice that failed waits before it is tried again, on either road. Seconds of machine time."""

from typing import Protocol

from storage.notices import Notice

SETTLE_SECONDS = 30.0
"""So long an unknown outcome is left alone: what was accepted late has shown by then."""
REPAIR_SECONDS = 60.0
LONGEST_AFTER_A_FAILURE_SECONDS = 60.0
LONGEST_AFTER_A_BUG_SECONDS = 600.0


class Failure(Protocol):
    """What has to be known of a failure on either road."""

    may_have_arrived: bool
    needs_repair: bool


def after_a_failure(notice: Notice, failure: Failure) -> float:
    """Return how long to wait after a failure that will pass, or that somebody has to mend."""
    if failure.needs_repair:
        return REPAIR_SECONDS
    if failure.may_have_arrived:
        return SETTLE_SECONDS
    return _longer_each_time(notice, LONGEST_AFTER_A_FAILURE_SECONDS)


def after_a_bug(notice: Notice) -> float:
    """Return how long to wait after a failure of our own."""
    return _longer_each_time(notice, LONGEST_AFTER_A_BUG_SECONDS)


def _longer_each_time(notice: Notice, longest: float) -> float:
    return float(min(2.0**notice.attempts, longest))
