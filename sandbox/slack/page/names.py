"""Whom and what the looking person knows by name, and the zone in which dates are shown to them."""

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Names:
    """
    People and channels by id, as far as the looking person may know them.

    A channel that is not among them is drawn as "private channel", whatever the markup calls it.
    """

    people: Mapping[str, str]
    channels: Mapping[str, str]
    zone: ZoneInfo
