"""A written procedure in force in an area: every limit known, each with who set it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import resources
from types import MappingProxyType
from typing import TypeVar

from pydantic import TypeAdapter

from procedure import area as areas
from procedure import written
from procedure.acts import Way
from procedure.area import Area
from procedure.calendar import WorkingCalendar
from procedure.lengths import Limit
from procedure.refusal import Refused
from procedure.roster import Roster
from procedure.subjects import together
from procedure.timed import TierStep
from procedure.written import Ladder, Procedure, Tier

T = TypeVar("T")


class NotReady(Exception):  # noqa: N818  (it says what is the case)
    """The procedure cannot be switched on in this area; holds all that the area must set or put right."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__("\n".join(missing))
        self.missing = missing


@dataclass(frozen=True)
class Rules:
    """
    A procedure with no limit left open, and the area that set them. Made by `in_force`.

    A disagreement inside one agency goes by its way's own tiers (`of_way`); `between` are then those
    between agencies. `protocol_id` names the facility's own procedure by which it goes, empty where it goes
    by the area's; `roster_tiers` then gives for each tier that under which the roster lists its posts.
    """

    procedure: Procedure
    area: Area
    between: tuple[str, ...] = ()
    protocol_id: str = ""
    roster_tiers: Mapping[str, str] = field(hash=False, default_factory=dict)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """The area's working days."""
        area = self.area
        return WorkingCalendar(area.nation, area.zone, area.closing_time, area.closed_on)

    @property
    def tier_ids(self) -> tuple[str, ...]:
        """The tiers' ids, lowest first."""
        return tuple(tier.id for tier in self.procedure.tiers)

    def tier(self, index: int) -> Tier:
        """Return the tier; the first is 0."""
        return self.procedure.tiers[index]

    @property
    def listed_tiers(self) -> tuple[str, ...]:
        """The tiers at which a roster lists posts, lowest first, whatever the way."""
        return self.between or self.tier_ids

    def ways(self) -> tuple[Way, ...]:
        """Return the ways inside one agency that the procedure has."""
        return tuple(way for way in _LADDERS if _LADDERS[way](self.procedure) is not None)

    def of_way(self, way: Way) -> Rules:
        """
        Return the rules by which a disagreement of this way goes: its own tiers, its own clauses. Raises
        Refused where the procedure has no such way.
        """
        if way is Way.BETWEEN:
            return self
        ladder = _LADDERS[way](self.procedure)
        if ladder is None:
            raise Refused("one_agency", field="against")
        clauses = {**self.procedure.clauses, **ladder.clauses}
        procedure = replace(self.procedure, tiers=ladder.tiers, clauses=clauses)
        return replace(self, procedure=procedure, between=self.listed_tiers)

    def called_from(self, roster: Roster) -> Roster:
        """
        Return the roster as these tiers call from it: where a facility's own procedure holds, each post at
        the tier of that procedure at which it acts (London 11.3.4).
        """
        if not self.roster_tiers:
            return roster
        acts_at = {listed: tier for tier, listed in self.roster_tiers.items()}
        posts = {post.id: replace(post, tier=acts_at.get(post.tier, "")) for post in roster.posts.values()}
        return replace(roster, posts=posts)

    def limit(self, index: int, step: int = 0) -> Limit:
        """Return the time that a step of a tier has; the first tier is 0, and so is its first step."""
        limit = self.tier(index).chain[step].limit
        assert limit is not None  # in_force leaves none open
        return limit


def in_force(procedure: Procedure, area: Area) -> Rules:
    """
    Put the procedure in force in the area: fill in what the text leaves open.

    Raises NotReady: we ask the area, we never invent a limit, and we never change one that the text fixes.
    """
    missing = (*_faults(procedure, area), *_listed_already(procedure, area))
    if missing:
        raise NotReady(missing)
    filled = replace(
        procedure,
        tiers=_filled(procedure.tiers, area),
        subjects=together(procedure.subjects, area.subjects),
        inside_agency=_with_limits(procedure.inside_agency, area),
        written_concern=_with_limits(procedure.written_concern, area),
    )
    return Rules(filled, area)


def unfilled(rules: Rules) -> tuple[str, ...]:
    """Return which lists of the text are shown as nothing: our copy lacks them, and the area has none."""
    return tuple(
        f"{name}: our copy of the text lacks the list of {clause}; none is shown until the area has one"
        for name, clause in rules.procedure.lists.items()
        if not getattr(rules.area, name)
    )


def published() -> tuple[Procedure, ...]:
    """Return the written procedures that come with the program."""
    return _packaged("texts", written.load)


def example_areas() -> tuple[Area, ...]:
    """Return the invented areas that come with the program, one for each written procedure."""
    return _packaged("areas", areas.load)


def dump(rules: Rules) -> str:
    """Return the rules as JSON, always the same text for the same rules: a case keeps those it began with."""
    return json.dumps(_RULES.dump_python(rules, mode="json"), sort_keys=True)


def restore(text: str) -> Rules:
    """Return the rules that `dump` wrote."""
    return _RULES.validate_json(text)


_RULES = TypeAdapter(Rules)

_LADDERS: Mapping[Way, Callable[[Procedure], Ladder | None]] = MappingProxyType(
    {Way.INSIDE: lambda text: text.inside_agency, Way.CONCERN: lambda text: text.written_concern}
)


def _filled(tiers: tuple[Tier, ...], area: Area) -> tuple[Tier, ...]:
    return tuple(_filled_in(tier, area.limits) for tier in tiers)


def _with_limits(ladder: Ladder | None, area: Area) -> Ladder | None:
    return ladder and replace(ladder, tiers=_filled(ladder.tiers, area))


def _faults(procedure: Procedure, area: Area) -> Iterator[str]:
    if area.procedure_id != procedure.id:
        yield f"procedure: {area.name} follows {area.procedure_id}, not {procedure.id}"
    timed = {key: (tier, each) for tier in procedure.all_tiers for key, each in tier.timed.items()}
    for key, (_, each) in timed.items():
        if each.limit is None and key not in area.limits:
            why = f" ({each.basis})" if each.basis else ""
            yield f"limits: {key} is missing: {each.clause} leaves it open{why} and the area must set it"
        if each.limit is not None and key in area.limits:
            yield f"limits: {key} is fixed by {each.limit.source} and is not the area's to set"
        if isinstance(each, TierStep) and each.id and key in area.limits and not area.limits[key].value:
            yield f"limits: {key} must be more than none: what must be done at once is a duty, not a step"
    for key in sorted(area.limits.keys() - timed.keys()):
        steps = next((tier.timed for tier in procedure.all_tiers if tier.id == key), None)
        yield (
            f"limits: {key} has a limit for each step: {', '.join(steps)}"
            if steps
            else (f"limits: {key} is no {'step or duty' if '.' in key else 'tier'} of {procedure.id}")
        )


def _listed_already(procedure: Procedure, area: Area) -> Iterator[str]:
    for subject in area.subjects:
        if procedure.subject(subject.id) is not None:
            yield f"subjects: {subject.id} is a subject of {procedure.id} already"


def _filled_in(tier: Tier, limits: Mapping[str, Limit]) -> Tier:
    """The tier with the area's limits where the text leaves them open."""
    return replace(
        tier,
        limit=None if tier.steps else tier.limit or limits[tier.id],
        steps=tuple(replace(step, limit=step.limit or limits[tier.key(step)]) for step in tier.steps),
        duties=tuple(replace(duty, limit=duty.limit or limits[tier.key(duty)]) for duty in tier.duties),
    )


def _packaged(folder: str, load: Callable[[str, str], T]) -> tuple[T, ...]:
    files = resources.files("procedure").joinpath(folder)
    names = sorted(file.name for file in files.iterdir())
    texts = (files.joinpath(name).read_bytes().decode() for name in names)
    return tuple(map(load, texts, names))
