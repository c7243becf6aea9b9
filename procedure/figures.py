"""The figures of an area for a period: timeliness and outcomes first, numbers last (Beds 3.1, 6.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from procedure.acts import RaiserAnswer, Settlement
from procedure.measures import Left, Measured, Settled, Spell, TierEnd

FEW = 5
"""Behind fewer settled disagreements each could be recognised: what leaves the lead's hands says less."""

LENGTHS = (1, 5, 10, 20)
"""Up to so many working days each, and then longer: what a disagreement took from its raising."""


@dataclass(frozen=True)
class TierFigures:
    """How often the time of a tier ended, and how; `late` of them later than its time."""

    title: str
    ends: Mapping[Left, int]
    late: int


@dataclass(frozen=True)
class Figures:
    """
    What happened in a period, counted. `took` are the settled by `LENGTHS`, and last those that took
    longer; `overdue` those open at its end though the last tier's time has run out.
    """

    settled: int
    in_time: int
    nothing_ran_out: int
    took: tuple[int, ...]
    child_in_time: int
    child_too_late: int
    how: Mapping[Settlement, int]
    agreed_by_all: int
    confirmed_in_time: int
    raisers_told: int
    raisers: Mapping[RaiserAnswer, int]
    filed: int
    noted: int
    notes: int
    approved_notes: int
    tiers: tuple[TierFigures, ...]
    raised: int
    opened_again: int
    withdrawn: int
    still_open: int
    overdue: int

    @property
    def are_none(self) -> bool:
        """Whether nothing happened and nothing was open."""
        happened = self.raised + self.opened_again + self.settled + self.withdrawn + self.still_open
        return not happened

    @property
    def are_few(self) -> bool:
        """Whether so few were settled that each could be recognised."""
        return self.settled < FEW


def counted(
    measured: Iterable[Measured], begins_at: datetime, ends_at: datetime, tiers: Sequence[str]
) -> Figures:
    """
    Count what happened from an instant until before another. Each thing counts when it happened, so that
    the quarters of a year add up to it; what followed an outcome counts as it stands now.
    `tiers` are their titles in the order in which they are shown; those of other rules come after them.
    """
    spells = [spell for each in measured for spell in each.spells]

    def is_in(at: datetime | None) -> bool:
        return at is not None and begins_at <= at < ends_at

    settled = [spell.settled for spell in spells if spell.settled and is_in(spell.settled.at)]
    opened = [spell for spell in spells if is_in(spell.opened_at)]
    still_open = [spell for spell in spells if spell.is_open_at(ends_at)]
    children = [spell.child for spell in spells if spell.child and is_in(spell.child.at)]
    return Figures(
        settled=len(settled),
        in_time=sum(each.is_in_time for each in settled),
        nothing_ran_out=sum(each.nothing_ran_out for each in settled),
        took=_took(settled),
        child_in_time=sum(each.was_kept for each in children),
        child_too_late=sum(not each.was_kept for each in children),
        how=Counter(each.how for each in settled),
        agreed_by_all=sum(each.is_agreed_by_all for each in settled),
        confirmed_in_time=sum(each.is_confirmed_in_time for each in settled),
        raisers_told=sum(each.is_raiser_told for each in settled),
        raisers=Counter(each.raiser for each in settled if each.raiser),
        filed=sum(each.is_filed for each in settled),
        noted=sum(each.notes > 0 for each in settled),
        notes=sum(each.notes for each in settled),
        approved_notes=sum(each.approved_notes for each in settled),
        tiers=_by_tier([end for spell in spells for end in spell.tier_ends if is_in(end.at)], tiers),
        raised=sum(not spell.is_opened_again for spell in opened),
        opened_again=sum(spell.is_opened_again for spell in opened),
        withdrawn=sum(is_in(spell.withdrawn_at) for spell in spells),
        still_open=len(still_open),
        overdue=sum(_is_overdue(spell, ends_at) for spell in still_open),
    )


def _took(settled: Iterable[Settled]) -> tuple[int, ...]:
    places = Counter(sum(each.working_days > days for days in LENGTHS) for each in settled)
    return tuple(places[place] for place in range(len(LENGTHS) + 1))


def _by_tier(ends: Sequence[TierEnd], titles: Sequence[str]) -> tuple[TierFigures, ...]:
    found = {
        title: [end for end in ends if end.tier == title] for title in (*titles, *(e.tier for e in ends))
    }
    return tuple(
        TierFigures(title, Counter(end.how for end in those), sum(end.is_late for end in those))
        for title, those in found.items()
        if those
    )


def _is_overdue(spell: Spell, at: datetime) -> bool:
    return any(end.how is Left.LAST_RAN_OUT and end.at < at for end in spell.tier_ends)
