"""Instants as tests write them: the words of a London clock, weekday included."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

# Instants of years whose calendar is known or can be foretold. (Hypothesis wants the bounds without a zone.)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


def at(words: str) -> datetime:
    """Read "Tuesday 2026-12-22 16:30" as London time, into UTC; a wrong weekday is a wrong test."""
    weekday, clock = words.split(" ", maxsplit=1)
    local = datetime.strptime(clock, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("Europe/London"))
    assert f"{local:%A}" == weekday, f"{words}: that day is a {local:%A}"
    return local.astimezone(UTC)
