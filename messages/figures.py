"""The figures of an area: a window for its leads, and a text to take away (Beds 3.1, 6.4)."""

from collections.abc import Iterable, Iterator

from messages import blocks, ids, reading
from messages.blocks import Block, Element, View
from messages.buttons import labelled
from messages.facts import FiguresPart, Report
from messages.words import say, say_for_file, say_plain
from procedure.figures import FEW, LENGTHS
from procedure.periods import Period

_LONGER = 0
"""Stands for the last of the lengths, which has no end."""

_ALL = ("timeliness", "outcomes", "tiers", "numbers")
_FEW = ("few", "numbers")


def window(facts: Report) -> View:
    """Return the figures of a period, with the choice of another and the way to a text to take away."""
    shown = [
        blocks.header(say_plain("figures", "head", report=facts)),
        *blocks.sections(say("figures", "unfinished", report=facts)),
        blocks.section(say("figures", "choose"), _periods(facts)),
        *(block for part in facts.parts for block in _part(part, facts)),
        blocks.divider(),
        blocks.context(say("figures", "foot", report=facts)),
        *blocks.actions(labelled(ids.COPY_FIGURES, facts.period.id)),
    ]
    return blocks.window(say_plain("buttons", ids.FIGURES), say_plain("forms", "close"), shown)


def copy(facts: Report) -> View:
    """Return the figures as plain text, to be taken away."""
    return reading.copy(say_plain("buttons", ids.FIGURES), text(facts))


def text(facts: Report) -> str:
    """
    Return the figures as plain text; of a part in which few were settled only what points at nobody, since
    whoever reads it need not be one who may read the disagreements (decision 015).
    """
    return "\n\n".join(_lines(facts))


def _lines(facts: Report) -> Iterator[str]:
    yield say_for_file("figures", "copy_head", report=facts)
    for part in facts.parts:
        paragraphs = _FEW if part.figures.are_few else _ALL
        for name in _named(part, paragraphs):
            if words := say_for_file("figures", name, **_facts_of(part, facts)):
                yield words
    yield say_for_file("figures", "foot", report=facts)


def _part(part: FiguresPart, facts: Report) -> Iterator[Block]:
    yield blocks.divider()
    for name in _named(part, _ALL):
        yield from blocks.sections(say("figures", name, **_facts_of(part, facts)))


def _named(part: FiguresPart, paragraphs: Iterable[str]) -> Iterable[str]:
    return ("title", "nothing") if part.figures.are_none else ("title", *paragraphs)


def _facts_of(part: FiguresPart, facts: Report) -> dict[str, object]:
    took = tuple(zip((*LENGTHS, _LONGER), part.figures.took, strict=True))
    return {"report": facts, "part": part, "figures": part.figures, "took": took, "few": FEW}


def _periods(facts: Report) -> Element:
    groups = [
        (say_plain("figures", name), [_option(period) for period in periods])
        for name, periods in (("quarters", facts.quarters), ("years", facts.years))
    ]
    return blocks.select_in_groups(
        ids.FIGURES_OF, groups, say_plain("forms", "choose"), initial=facts.period.id
    )


def _option(period: Period) -> Element:
    return blocks.option(say_plain("figures", "period", period=period), period.id)
