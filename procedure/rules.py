"""A written procedure in force in an area: every limit known, each with who set it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import resources
from typing import TypeVar

from pydantic import TypeAdapter

from procedure import area as areas
from procedure import written
from procedure.area import Area
from procedure.calendar import WorkingCalendar
from procedure.written import Limit, Procedure, Tier

T = TypeVar("T")


class NotReady(Exception):  # noqa: N818  (it says what is the case)
    """The procedure cannot be switched on in this area; holds all that the area must set or put right."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__("\n".join(missing))
        self.missing = missing


@dataclass(frozen=True)
class Rules:
    """A procedure with no limit left open, and the area that set them. Made by `in_force`."""

    procedure: Procedure
    area: Area

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

    def limit(self, index: int) -> Limit:
        """Return the time that the tier has; the first is 0."""
        limit = self.tier(index).limit
        assert limit is not None  # in_force leaves none open
        return limit


def in_force(procedure: Procedure, area: Area) -> Rules:
    """
    Put the procedure in force in the area: fill in what the text leaves open.

    Raises NotReady: we ask the area, we never invent a limit, and we never change one that the text fixes.
    """
    missing = tuple(_faults(procedure, area))
    if missing:
        raise NotReady(missing)
    tiers = tuple(replace(tier, limit=tier.limit or area.limits[tier.id]) for tier in procedure.tiers)
    return Rules(replace(procedure, tiers=tiers), area)


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


def _faults(procedure: Procedure, area: Area) -> Iterator[str]:
    if area.procedure_id != procedure.id:
        yield f"procedure: {area.name} follows {area.procedure_id}, not {procedure.id}"
    for tier in procedure.tiers:
        if tier.limit is None and tier.id not in area.limits:
            yield f"limits: {tier.id} is missing: {tier.clause} leaves it open and the area must set it"
        if tier.limit is not None and tier.id in area.limits:
            yield f"limits: {tier.id} is fixed by {tier.limit.source} and is not the area's to set"
    for tier_id in sorted(area.limits.keys() - {tier.id for tier in procedure.tiers}):
        yield f"limits: {tier_id} is no tier of {procedure.id}"


def _packaged(folder: str, load: Callable[[str, str], T]) -> tuple[T, ...]:
    files = resources.files("procedure").joinpath(folder)
    names = sorted(file.name for file in files.iterdir())
    texts = (files.joinpath(name).read_bytes().decode() for name in names)
    return tuple(map(load, texts, names))
