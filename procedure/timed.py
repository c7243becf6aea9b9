"""What runs in a tier: the steps of which its time is made, one after the other, and duties beside them."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from procedure.lengths import Limit, parse_limit
from procedure.reading import Block

OPEN = "open"
ABOUT = "about "
"""Before a length of time: the text only aims at it, or its words could mean another."""


class OwedBy(StrEnum):
    """Whose it is to do."""

    BOTH = "both"
    RAISING = "raising"
    RESPONDING = "responding"
    PARTNERSHIP = "partnership"


class StepStart(StrEnum):
    """What starts a step. One that waits for a discussion starts without it once the step before runs out."""

    TIER_ENTERED = "tier_entered"
    PREVIOUS = "previous"
    DISCUSSION_HELD = "discussion_held"


class DutyStart(StrEnum):
    """What starts a duty; `arose` lies before the raising, so that no clock of the program can count it."""

    AROSE = "arose"
    RAISED = "raised"
    TIER_ENTERED = "tier_entered"
    DISCUSSION_HELD = "discussion_held"
    AGREED = "agreed"


class Late(StrEnum):
    """What follows when a duty is not met in time."""

    ASK_AGAIN = "ask_again"
    NOTE_LATE = "note_late"


class MetBy(StrEnum):
    """What meets a duty; whoever owes it can also say that it is done."""

    SAID_DONE = "said_done"
    TAKEN_UP = "taken_up"
    DISCUSSION_HELD = "discussion_held"
    LOOKED_AGAIN = "looked_again"
    OUTCOME_CONFIRMED = "outcome_confirmed"
    COPY_FILED = "copy_filed"


@dataclass(frozen=True)
class TierStep:
    """
    One step of a tier's time; when it ends the next begins, and the last one ends the tier. `basis` says why
    the limit is open or indicative. The only step of a tier that has a plain limit has no id of its own.
    """

    id: str
    title: str
    limit: Limit | None
    clause: str
    owed_by: OwedBy = OwedBy.BOTH
    starts: StepStart = StepStart.TIER_ENTERED
    basis: str = ""


@dataclass(frozen=True)
class Duty:
    """
    Something that is owed beside a tier's time, and moves nothing. `during` is the step in which it starts,
    empty for any; a limit of zero means at once.
    """

    id: str
    title: str
    starts: DutyStart
    limit: Limit | None
    owed_by: OwedBy
    on_expiry: Late
    clause: str
    met_by: MetBy = MetBy.SAID_DONE
    during: str = ""
    basis: str = ""


def limit_of(block: Block) -> tuple[Limit | None, str]:
    """Read the limit of a block, None where the text leaves it open, and why it is open or indicative."""
    limit = block.read("limit", _limit)
    basis = block.text("basis") if block.has("basis") else ""
    if limit and limit.is_indicative and not basis:
        block.fault("limit", "limit: it is indicative, and basis does not say why")
    return limit, basis


def owed_by_of(block: Block) -> OwedBy:
    """Read whose something is to do; both sides' where the block does not say."""
    return block.choice("owed_by", OwedBy) if block.has("owed_by") else OwedBy.BOTH


def name_of(block: Block, key: str = "id") -> str:
    """Read the id of a tier, a step, a duty, a subject or a question, or a post, by which others name it."""
    return block.read(key, _name)


def steps_of(block: Block, known: set[str]) -> tuple[TierStep, ...]:
    """Read the steps of a tier, in their order; what their ids are goes into those known."""
    steps = list[TierStep]()
    for each in block.blocks("steps"):
        steps.append(_step(each, is_first=not steps))
        _note_repeated(each, steps[-1].id, known)
    return tuple(steps)


def duties_of(
    block: Block, known: set[str], steps: Collection[str], *, is_first: bool, by_agencies: bool
) -> tuple[Duty, ...]:
    """Read the duties beside the steps of a tier: is it the first, and do the agencies hold it."""
    duties = list[Duty]()
    for each in block.blocks("duties"):
        duty = _duty(each)
        _note_repeated(each, duty.id, known)
        _check_start(each, duty, steps, is_first=is_first)
        if duty.owed_by is OwedBy.PARTNERSHIP and by_agencies:
            each.fault("owed_by", "owed_by: the agencies hold this tier, and the partnership owes nothing")
        duties.append(duty)
    return tuple(duties)


def _note_repeated(block: Block, name: str, known: set[str]) -> None:
    if name and name in known:
        block.fault("id", f"id: {name} is the id of an earlier one in this tier")
    known.add(name)


def _step(block: Block, *, is_first: bool) -> TierStep:
    usual = StepStart.TIER_ENTERED if is_first else StepStart.PREVIOUS
    starts = block.choice("starts", StepStart) if block.has("starts") else usual
    limit, basis = limit_of(block)
    if is_first and starts and starts is not usual:
        block.fault("starts", f"starts: {starts}: nothing is before the first step, so nothing starts it")
    if not is_first and starts is StepStart.TIER_ENTERED:
        block.fault("starts", "starts: what runs from the beginning, beside the step before, is a duty")
    if limit and limit.value == 0:
        block.fault("limit", "limit: a step has some time; what must be done at once is a duty")
    return TierStep(
        id=name_of(block),
        title=block.text("title"),
        limit=limit,
        clause=block.text("clause"),
        owed_by=owed_by_of(block),
        starts=starts,
        basis=basis,
    )


def _duty(block: Block) -> Duty:
    limit, basis = limit_of(block)
    return Duty(
        id=name_of(block),
        title=block.text("title"),
        starts=block.choice("starts", DutyStart),
        limit=limit,
        owed_by=block.choice("owed_by", OwedBy),
        on_expiry=block.choice("on_expiry", Late),
        clause=block.text("clause"),
        met_by=block.choice("met_by", MetBy) if block.has("met_by") else MetBy.SAID_DONE,
        during=block.text("during") if block.has("during") else "",
        basis=basis,
    )


def _check_start(block: Block, duty: Duty, steps: Collection[str], *, is_first: bool) -> None:
    if duty.starts in (DutyStart.AROSE, DutyStart.RAISED) and not is_first:
        block.fault("starts", f"starts: {duty.starts}: only at the first tier; nothing starts it here")
    if duty.starts is DutyStart.AROSE and duty.on_expiry is Late.ASK_AGAIN:
        block.fault("on_expiry", "on_expiry: what was owed before the raising can only be note_late")
    if duty.during and duty.starts not in (DutyStart.DISCUSSION_HELD, DutyStart.AGREED):
        block.fault("during", f"during: {duty.starts} happens before any step but the first")
    if duty.during and duty.during not in steps:
        block.fault("during", f"during: {duty.during} is no step of this tier, so nothing starts it")


def _name(words: str) -> str:
    if not re.fullmatch("[a-z][a-z0-9_]{0,31}", words):
        raise ValueError(f"{words!r} must be up to 32 small letters, digits and _, as others name it")
    return words


def _limit(words: str) -> Limit | None:
    if words == OPEN:
        return None
    match = re.fullmatch(rf"({ABOUT})?(.*?) \((.+)\)", words)
    if match is None:
        raise ValueError(f"{words!r} names no clause; write 1 working week (clause), or {OPEN}")
    limit = parse_limit(match[2], source=match[3])
    return Limit(limit.value, limit.unit, limit.source, is_indicative=match[1] is not None)
