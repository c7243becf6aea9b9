"""Slack's date tokens: `{date_long} at {time}` as words in a zone."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_TOKEN = re.compile(r"\{(\w+)\}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _date(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def _date_short(at: datetime) -> str:
    return f"{at.day} {at:%b %Y}"


def _date_long(at: datetime) -> str:
    return f"{at:%A} {at.day} {at:%B %Y}"


def _form(pattern: str) -> Callable[[datetime], str]:
    return lambda at: at.strftime(pattern)


# the pretty forms say "today" where they can; here they say the date, which is true at any time
_TOKENS: dict[str, Callable[[datetime], str]] = {
    "date_num": _form("%Y-%m-%d"),
    "date_slash": _form("%d/%m/%Y"),
    "date": _date,
    "date_pretty": _date,
    "date_short": _date_short,
    "date_short_pretty": _date_short,
    "date_long": _date_long,
    "date_long_pretty": _date_long,
    "day_divider_pretty": _date_long,
    "time": _form("%H:%M"),
    "time_secs": _form("%H:%M:%S"),
}


def written(seconds: int, form: str, zone: ZoneInfo) -> str | None:
    """Return a moment in Slack's form; None where the moment or the form is nothing that can be written."""
    try:
        at = (_EPOCH + timedelta(seconds=seconds)).astimezone(zone)
    except (OverflowError, ValueError):
        return None
    if any(token not in _TOKENS for token in _TOKEN.findall(form)):
        return None
    return _TOKEN.sub(lambda found: _TOKENS[found.group(1)](at), form)


def local(seconds: int, zone: ZoneInfo) -> str:
    """Return a moment as a browser's date and time field takes it."""
    return (_EPOCH + timedelta(seconds=seconds)).astimezone(zone).strftime("%Y-%m-%dT%H:%M")
