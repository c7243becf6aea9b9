"""One area's settings: its calendar, its numbers, and the limits that its written procedure leaves open."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from functools import partial
from typing import Any
from zoneinfo import available_timezones

from procedure.calendar import ClosedDay, Nation
from procedure.lengths import Limit, Unit, parse_limit
from procedure.reading import Block, did_you_mean, read
from procedure.subjects import Subject, listed, short

HEADINGS_MOST = 10
"""So many headings a form shows above one field, and people still read them."""


class Door(StrEnum):
    """What has a procedure of its own beside this one (Beds, related guidance)."""

    COMPLAINTS = "complaints"
    WHISTLEBLOWING = "whistleblowing"
    ALLEGATIONS = "allegations"


@dataclass(frozen=True)
class Area:
    """
    One local authority's partnership. Times of day are on the clocks of its zone. `mail_from` is the address
    from which calls go by e-mail too; empty where none do.
    """

    id: str
    name: str
    is_example: bool
    nation: Nation
    zone: str
    closing_time: time
    closed_on: tuple[ClosedDay, ...]
    procedure_id: str
    set_by: str
    set_on: date
    limits: Mapping[str, Limit] = field(hash=False)
    urgent_limit: Limit
    call_again_at: time
    call_again_minutes: int
    reminder_working_days: int
    waiting_at: time
    digest_at: time
    confirmation: Limit
    reopen_within: Limit
    lessons_body: str
    lessons_mailbox: str
    partnership: str
    mailbox: str
    emergency: str
    out_of_hours: str
    digest_number: str
    mail_from: str = ""
    prompts: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    confirmation_headings: tuple[str, ...] = ()
    doors: Mapping[str, str] = field(hash=False, default_factory=dict)
    names: Mapping[str, str] = field(hash=False, default_factory=dict)


def load(text: str, name: str) -> Area:
    """Read an area's file from YAML. Raises Faults: every gap and every mistake, each with its line."""
    return read(text, name, _area)


def _area(page: Block) -> Area:
    set_by, set_on = page.text("set_by"), page.read("set_on", day)
    length = length_set_by(f"set by the area: {set_by}, {set_on}")
    parse = readers(length)
    limits = page.block("limits")
    return Area(
        id=page.text("id"),
        name=page.text("name"),
        is_example=page.read("example", _yes_or_no),
        nation=page.choice("nation", Nation),
        zone=page.read("zone", _zone),
        closing_time=page.read("closing_time", _clock),
        closed_on=_closed_on(page),
        procedure_id=page.text("procedure"),
        set_by=set_by,
        set_on=set_on,
        limits={tier: limits.read(tier, length) for tier in limits.names()},
        urgent_limit=page.read("urgent_limit", parse["urgent_limit"]),
        call_again_at=page.read("call_again_at", parse["call_again_at"]),
        call_again_minutes=page.read("call_again_minutes", parse["call_again_minutes"]),
        reminder_working_days=page.read("reminder_working_days", _count),
        waiting_at=page.read("waiting_at", _clock),
        digest_at=page.read("digest_at", _clock),
        confirmation=page.read("confirmation", parse["confirmation"]),
        reopen_within=page.read("reopen_within", lambda words: _some_time(length(words))),
        lessons_body=page.text("lessons_body"),
        lessons_mailbox=page.read("lessons_mailbox", _mailbox),
        partnership=page.text("partnership"),
        mailbox=page.read("mailbox", _mailbox),
        emergency=page.text("emergency"),
        out_of_hours=page.read("out_of_hours", parse["out_of_hours"]),
        digest_number=page.text("digest_number"),
        mail_from=page.read("mail_from", _mailbox) if page.has("mail_from") else "",
        prompts=page.texts("prompts") if page.has("prompts") else (),
        subjects=listed(page),
        confirmation_headings=_headings(page),
        doors=_doors(page),
        names=_names(page.block("names")) if page.has("names") else {},
    )


def length_set_by(source: str) -> Callable[[str], Limit]:
    """Return what reads a length of time, given who set it."""
    return partial(parse_limit, source=source)


def readers(length: Callable[[str], Limit]) -> dict[str, Callable[[str], Any]]:
    """Return what reads each setting of an area that a facility of it may have otherwise (London 11.3.4)."""
    return {
        "urgent_limit": lambda words: _urgent(length(words)),
        "confirmation": lambda words: _some_time(length(words)),
        "call_again_at": _clock,
        "call_again_minutes": _count,
        "out_of_hours": str,
    }


def day(words: str) -> date:
    """Read a day, as 2026-12-24; raises ValueError."""
    try:
        return datetime.strptime(words, "%Y-%m-%d").date()  # noqa: DTZ007  (a day has no zone)
    except ValueError:
        raise ValueError(f"{words!r} is no date; write it as 2026-12-24") from None


def _headings(page: Block) -> tuple[str, ...]:
    """Those of the area's own template for the written confirmation (Beds 6.11, Appendix B)."""
    if not page.has("confirmation_headings"):
        return ()
    headings = page.texts("confirmation_headings", short)
    if len(headings) > HEADINGS_MOST:
        page.fault("confirmation_headings", f"confirmation_headings: more than {HEADINGS_MOST}")
    return headings


def _doors(page: Block) -> dict[str, str]:
    block = page.block("doors")
    return {door: block.text(door) for door in Door} if page.has("doors") else {}


def _names(block: Block) -> dict[str, str]:
    """What the area calls its agencies, by their kind."""
    return {kind: block.text(kind) for kind in block.names()}


def _closed_on(page: Block) -> tuple[ClosedDay, ...]:
    if not page.has("closed_on"):
        return ()
    return tuple(ClosedDay(on=one.read("on", day), why=one.text("why")) for one in page.blocks("closed_on"))


def _urgent(limit: Limit) -> Limit:
    if limit.unit not in (Unit.MINUTES, Unit.HOURS) or limit.value == 0:
        raise ValueError("must be minutes or hours, and more than none: risk waits for no working day")
    return limit


def _some_time(limit: Limit) -> Limit:
    if limit.value == 0:
        raise ValueError("must be more than none")
    return limit


def _clock(words: str) -> time:
    try:
        return datetime.strptime(words, "%H:%M").time()  # noqa: DTZ007  (a time of day has no zone)
    except ValueError:
        raise ValueError(f"{words!r} is no time of day; write it as 17:00") from None


def _count(words: str) -> int:
    if not re.fullmatch("[1-9][0-9]{0,3}", words):
        raise ValueError(f"{words!r} must be a whole number from 1 to 9999")
    return int(words)


def _yes_or_no(words: str) -> bool:
    if words not in ("true", "false"):
        raise ValueError(f"{words!r} must be true or false")
    return words == "true"


def _zone(words: str) -> str:
    zones = available_timezones()
    if words not in zones:
        raise ValueError(f"{words!r} is no time zone{did_you_mean(words, zones)}")
    return words


def _mailbox(words: str) -> str:
    if "@" not in words:
        raise ValueError(f"{words!r} is no e-mail address")
    return words
