"""What it can be about, as a written procedure lists it (London 11.1.3, 11.2.1; Beds 4.2, 4.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from procedure.reading import Block
from procedure.timed import name_of

WORDS_MOST = 75
"""So much a list to choose from shows of a line; nothing is ever cut."""


@dataclass(frozen=True)
class Question:
    """What is asked of one subject only."""

    id: str
    words: str


@dataclass(frozen=True)
class Subject:
    """
    One thing that it can be about, at a stage of the work. `clause` is empty where the text does not name
    it. `copied_to` is who can be named to have a copy, in the text's own word; empty where nobody is.
    `reported_apart` is the clause for which figures show its stage in a part of its own; empty for none.
    """

    id: str
    stage: str
    words: str
    clause: str = ""
    copied_to: str = ""
    asks: tuple[Question, ...] = ()
    reported_apart: str = ""


def listed(page: Block) -> tuple[Subject, ...]:
    """Return the subjects of a procedure's or an area's file, stage by stage; none where it lists none."""
    if not page.has("subjects"):
        return ()
    found = [(block, subject) for stage in page.blocks("subjects") for block, subject in _at_stage(stage)]
    for place, (block, subject) in enumerate(found):
        if subject.id and subject.id in {before.id for _, before in found[:place]}:
            block.fault("id", f"id: {subject.id} is the id of an earlier subject")
    return tuple(subject for _, subject in found)


def together(listed: tuple[Subject, ...], own: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """Return a text's subjects with those of an area, each of these at the end of its stage (Beds 4.2)."""
    everything = (*listed, *own)
    stages = dict.fromkeys(subject.stage for subject in everything)
    return tuple(subject for stage in stages for subject in everything if subject.stage == stage)


def _at_stage(stage: Block) -> Iterator[tuple[Block, Subject]]:
    title = stage.read("stage", short)
    clause, copied_to = _if_any(stage, "clause"), _if_any(stage, "copied_to")
    reported_apart = _if_any(stage, "reported_apart")
    for block in stage.blocks("about"):
        yield (
            block,
            Subject(
                id=name_of(block),
                stage=title,
                words=block.read("words", short),
                clause=_if_any(block, "clause") or clause,
                copied_to=copied_to,
                asks=_asks(block),
                reported_apart=reported_apart,
            ),
        )


def _asks(block: Block) -> tuple[Question, ...]:
    if not block.has("asks"):
        return ()
    return tuple(Question(name_of(each), each.text("words")) for each in block.blocks("asks"))


def short(words: str) -> str:
    """Return words that a list to choose from can show whole; ValueError where they are longer."""
    if len(words) > WORDS_MOST:
        raise ValueError(f"is longer than {WORDS_MOST} characters")
    return words


def _if_any(block: Block, key: str) -> str:
    return block.text(key) if block.has(key) else ""
