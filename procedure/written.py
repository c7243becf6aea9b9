"""A written procedure as data: its tiers, who acts at each, and its limits in the unit that the text uses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from procedure import acts
from procedure.reading import Block, did_you_mean, read

ANY_AGENCY = "any"
OPEN = "open"


class Unit(StrEnum):
    """How a limit is counted."""

    MINUTES = "minutes"
    HOURS = "hours"
    WORKING_DAYS = "working_days"
    WORKING_WEEKS = "working_weeks"
    CALENDAR_DAYS = "calendar_days"


class Expiry(StrEnum):
    """What happens when a tier's time runs out."""

    MOVE_UP = "move_up"
    CALL_AGAIN = "call_again"


class HeldBy(StrEnum):
    """Whose people act at a tier."""

    AGENCIES = "agencies"
    PARTNERSHIP = "partnership"


@dataclass(frozen=True)
class Limit:
    """A length of time, and who set it: a clause of the text, or the area."""

    value: int
    unit: Unit
    source: str


@dataclass(frozen=True)
class Tier:
    """
    One rung. `limit` is None where the text leaves it open; `posts` are what it calls those who act here,
    by the kind of agency.
    """

    id: str
    title: str
    limit: Limit | None
    on_expiry: Expiry
    held_by: HeldBy
    posts: Mapping[str, tuple[str, ...]] = field(hash=False)
    clause: str


@dataclass(frozen=True)
class Procedure:
    """A written procedure, as the partnership published it."""

    id: str
    title: str
    version: str
    scope: str
    agency_kinds: tuple[str, ...]
    tiers: tuple[Tier, ...]
    clauses: Mapping[str, str] = field(hash=False)

    def clause_for(self, act: str) -> str:
        """Return the clause behind an act; empty where the text is silent, and the act is our choice."""
        return self.clauses.get(act, "")


def load(text: str, name: str) -> Procedure:
    """Read a procedure from YAML. Raises Faults: all that is wrong with it, each with its line."""
    return read(text, name, _procedure)


def parse_limit(words: str, source: str) -> Limit:
    """Read "5 working days" and the like; the unit is kept as written. Raises ValueError."""
    match = re.fullmatch(r"([0-9]{1,4}) ([a-z ]+)", words)
    unit = _UNITS.get(match[2].removesuffix("s")) if match else None
    if match is None or unit is None:
        raise ValueError(f"{words!r} is no length of time; write it as 5 working days, or {_UNITS_IN_WORDS}")
    return Limit(int(match[1]), unit, source)


_UNITS = {
    "minute": Unit.MINUTES,
    "hour": Unit.HOURS,
    "working day": Unit.WORKING_DAYS,
    "working week": Unit.WORKING_WEEKS,
    "calendar day": Unit.CALENDAR_DAYS,
}
_UNITS_IN_WORDS = ", ".join(f"{unit}s" for unit in _UNITS)


def _procedure(page: Block) -> Procedure:
    kinds = page.texts("agency_kinds")
    return Procedure(
        id=page.text("id"),
        title=page.text("title"),
        version=page.text("version"),
        scope=page.text("scope"),
        agency_kinds=kinds,
        tiers=_tiers(page, kinds),
        clauses=_clauses(page.block("clauses")),
    )


def _clauses(block: Block) -> dict[str, str]:
    for act in block.names():
        if act not in acts.NAMES:
            block.fault(act, f"clauses: {act} is no act{did_you_mean(act, set(acts.NAMES))}")
    return {act: block.text(act) for act in block.names()}


def _tiers(page: Block, kinds: tuple[str, ...]) -> tuple[Tier, ...]:
    blocks = page.blocks("tiers")
    tiers = tuple(_tier(block, kinds) for block in blocks)
    for place, tier in enumerate(tiers):
        if tier.id and tier.id in {before.id for before in tiers[:place]}:
            blocks[place].fault("id", f"id: {tier.id} is the id of an earlier tier")
        # Nobody above a tier that only calls again would ever be reached; above the last there is nobody.
        right = Expiry.CALL_AGAIN if place == len(tiers) - 1 else Expiry.MOVE_UP
        if tier.on_expiry and tier.on_expiry is not right:
            blocks[place].fault(
                "on_expiry", f"on_expiry: must be {right}: the last tier calls again, others move up"
            )
    return tiers


def _tier(block: Block, kinds: tuple[str, ...]) -> Tier:
    return Tier(
        id=block.text("id"),
        title=block.text("title"),
        limit=block.read("limit", _limit),
        on_expiry=block.choice("on_expiry", Expiry),
        held_by=block.choice("held_by", HeldBy),
        posts=_posts(block.block("posts"), kinds),
        clause=block.text("clause"),
    )


def _posts(block: Block, kinds: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    known = {*kinds, ANY_AGENCY}
    for kind in block.names():
        if kind not in known:
            block.fault(kind, f"posts: {kind} is not one of agency_kinds{did_you_mean(kind, known)}")
    return {kind: block.texts(kind) for kind in dict.fromkeys((*block.names(), ANY_AGENCY))}


def _limit(words: str) -> Limit | None:
    if words == OPEN:
        return None
    match = re.fullmatch(r"(.*) \((.+)\)", words)
    if match is None:
        raise ValueError(f"{words!r} names no clause; write 1 working week (clause), or {OPEN}")
    return parse_limit(match[1], source=match[2])
