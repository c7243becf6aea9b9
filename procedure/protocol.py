"""A specialist regional facility's own procedure, laid over the settings of its area (London 11.3.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from pydantic import TypeAdapter

from procedure import area as areas
from procedure import rules
from procedure.lengths import Limit
from procedure.reading import Block, read
from procedure.rules import NotReady, Rules
from procedure.written import Procedure


@dataclass(frozen=True)
class Protocol:
    """
    What was agreed with a facility of an area: the procedure by its id, the limits that its text leaves
    open, and whose posts act at its tiers. `roster_tiers` gives for each of its tiers that under which the
    area's roster lists the posts; a tier of the same id needs none. `own` are the area's settings that are
    others here, by the names that they have in an area.
    """

    id: str
    area_id: str
    procedure_id: str
    set_by: str
    set_on: date
    limits: Mapping[str, Limit] = field(hash=False)
    roster_tiers: Mapping[str, str] = field(hash=False, default_factory=dict)
    urgent_limit: Limit | None = None
    confirmation: Limit | None = None
    call_again_at: time | None = None
    call_again_minutes: int | None = None
    out_of_hours: str | None = None

    @property
    def own(self) -> dict[str, Any]:
        """The settings of the area that are others here."""
        settings = {name: getattr(self, name) for name in _OWN}
        return {name: setting for name, setting in settings.items() if setting is not None}


@dataclass(frozen=True)
class Agreed:
    """A protocol and the procedure that it puts in force."""

    protocol: Protocol
    procedure: Procedure


def load(text: str, name: str) -> Protocol:
    """Read a protocol's file from YAML. Raises Faults: every gap and every mistake, each with its line."""
    return read(text, name, _protocol)


def in_force(agreed: Agreed, area: Rules) -> Rules:
    """
    Return the rules by which a disagreement with the facility goes: its own tiers and times; leads, numbers,
    calendar and partnership are the area's.

    Raises NotReady, with all that doesn't fit: a limit left open, a tier at which nobody's posts act.
    """
    protocol, faults = agreed.protocol, list[str]()
    settings = replace(
        area.area,
        procedure_id=protocol.procedure_id,
        set_by=protocol.set_by,
        set_on=protocol.set_on,
        limits=protocol.limits,
        **protocol.own,
    )
    try:
        found: Rules | None = rules.in_force(agreed.procedure, settings)
    except NotReady as failure:
        found, faults = None, [*failure.missing]
    faults += _faults(agreed, area)
    if found is None or faults:
        raise NotReady(tuple(faults))
    # Why it goes by this text at all is said by the area's.
    behind = {act: clause for act, clause in area.procedure.clauses.items() if act == _INVOLVED}
    procedure = replace(found.procedure, clauses={**behind, **found.procedure.clauses})
    tiers = {tier: protocol.roster_tiers.get(tier, tier) for tier in found.tier_ids}
    return replace(found, procedure=procedure, protocol_id=protocol.id, roster_tiers=tiers)


def dump(agreed: Agreed) -> str:
    """Return a protocol with its procedure as JSON."""
    return _AGREED.dump_json(agreed).decode()


def restore(text: str) -> Agreed:
    """Return what `dump` wrote."""
    return _AGREED.validate_json(text)


_AGREED = TypeAdapter(Agreed)
_INVOLVED = "facility_involved"
_OWN = ("urgent_limit", "confirmation", "call_again_at", "call_again_minutes", "out_of_hours")


def _protocol(page: Block) -> Protocol:
    set_by, set_on = page.text("set_by"), page.read("set_on", areas.day)
    limits = page.block("limits")
    tiers = page.block("roster_tiers") if page.has("roster_tiers") else None
    length = areas.length_set_by(f"agreed with the facility: {set_by}, {set_on}")
    return Protocol(
        id=page.text("id"),
        area_id=page.text("area"),
        procedure_id=page.text("procedure"),
        set_by=set_by,
        set_on=set_on,
        limits={tier: limits.read(tier, length) for tier in limits.names()},
        roster_tiers={tier: tiers.text(tier) for tier in tiers.names()} if tiers else {},
        **{
            name: page.read(name, parse)
            for name, parse in areas.readers(length).items()
            if name in _OWN and page.has(name)
        },
    )


def _faults(agreed: Agreed, area: Rules) -> Iterator[str]:
    """A tier at which the roster can list nobody would never be held by anybody."""
    listed, own = {tier.id: tier for tier in area.procedure.tiers}, agreed.protocol.roster_tiers
    used = Counter(own.get(tier.id, tier.id) for tier in agreed.procedure.tiers)
    for tier in agreed.procedure.tiers:
        there = own.get(tier.id, tier.id)
        if there not in listed:
            known = ", ".join(listed)
            yield f"roster_tiers: {tier.id} needs the tier under which the roster lists its posts: {known}"
        elif used[there] > 1:
            yield f"roster_tiers: {tier.id} is not the only one whose posts are those of {there}"
        elif listed[there].held_by is not tier.held_by:
            yield f"roster_tiers: {tier.id} is held by the {tier.held_by}, and {there} is not"
    for name in sorted(own.keys() - {tier.id for tier in agreed.procedure.tiers}):
        yield f"roster_tiers: {name} is no tier of {agreed.procedure.id}"
