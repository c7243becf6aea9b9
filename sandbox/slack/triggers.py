"""Trigger ids and response URLs: what an interaction allows the app to do, how often and for how long."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from sandbox.slack.shapes import SlackError

TRIGGER_SECONDS = 3.0
RESPONSE_URL_SECONDS = 30 * 60.0
RESPONSE_URL_USES = 5


@dataclass
class Trigger:
    """The right to open one view for one person, for three seconds of machine time."""

    id: str
    person: str
    sent_at: float
    view_id: str | None = None
    exchanged: bool = False


@dataclass
class ResponseUrl:
    """The right to answer one interaction five times within half an hour."""

    id: str
    person: str
    channel: str
    message_ts: str | None
    made_at: float
    uses: int = 0


class Triggers:
    """Hands out trigger ids and takes each back once."""

    def __init__(self, machine: Callable[[], float] = time.monotonic) -> None:
        self._machine = machine
        self._numbers = count(1)
        self._known: dict[str, Trigger] = {}

    def hand_out(self, person: str, view_id: str | None = None) -> str:
        """Return a new trigger id; `view_id` is the open view that it came from."""
        number = next(self._numbers)
        trigger = Trigger(
            f"{number}.{1000000 + number}.practice{number:08x}", person, self._machine(), view_id
        )
        self._known[trigger.id] = trigger
        return trigger.id

    def check(self, trigger_id: str) -> Trigger:
        """Return the trigger while it can be exchanged; raises SlackError otherwise."""
        trigger = self._known.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.exchanged:
            raise SlackError("exchanged_trigger_id")
        if self._machine() - trigger.sent_at > TRIGGER_SECONDS:
            raise SlackError("expired_trigger_id")
        return trigger


class ResponseUrls:
    """Hands out response URLs and counts their uses."""

    def __init__(self, machine: Callable[[], float] = time.monotonic) -> None:
        self._machine = machine
        self._numbers = count(1)
        self._known: dict[str, ResponseUrl] = {}

    def hand_out(self, person: str, channel: str, message_ts: str | None = None) -> str:
        """Return the path of a new response URL."""
        one = ResponseUrl(f"{next(self._numbers):012d}", person, channel, message_ts, self._machine())
        self._known[one.id] = one
        return one.id

    def use(self, url_id: str) -> ResponseUrl:
        """Count one use; raises SlackError when it is spent, too old or unknown."""
        one = self._known.get(url_id)
        if one is None or self._machine() - one.made_at > RESPONSE_URL_SECONDS:
            raise SlackError("expired_url")
        if one.uses >= RESPONSE_URL_USES:
            raise SlackError("used_url")
        one.uses += 1
        return one
