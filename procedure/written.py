"""A written procedure as data: its tiers, who acts at each, and its limits in the unit that the text uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from procedure import acts
from procedure.lengths import Limit
from procedure.reading import Block, did_you_mean, read
from procedure.subjects import Subject, listed
from procedure.timed import Duty, OwedBy, TierStep, duties_of, limit_of, name_of, owed_by_of, steps_of

ANY_AGENCY = "any"

LOOK_BACK_FROM_TIER = 3
"""From this tier on people are asked how it went, where a procedure does not say otherwise (our choice)."""

LISTS = ("prompts", "subjects", "confirmation_headings")
"""The lists that an area's file can hold in place of a text's own, or beside it."""


class Expiry(StrEnum):
    """What happens when a tier's time runs out."""

    MOVE_UP = "move_up"
    CALL_AGAIN = "call_again"


class RouteId(StrEnum):
    """The ways that the program knows to take besides line management."""

    DESIGNATED = "designated"


class HeldBy(StrEnum):
    """Whose people act at a tier."""

    AGENCIES = "agencies"
    PARTNERSHIP = "partnership"


@dataclass(frozen=True)
class Advice:
    """Whose advice those who act at a tier should seek, in the text's own words, and by which clause."""

    of: str
    clause: str


@dataclass(frozen=True)
class Notified:
    """
    Whom the text has told when a tier is reached, beside those who act there: `who` in the text's own words,
    `post` as the roster lists it. A post that is a tier of the ladder is each agency's own.
    """

    post: str
    who: str
    clause: str


@dataclass(frozen=True)
class Route:
    """Another way to whoever acts at a tier, which an agency may choose: `posts` act in place of others."""

    id: str
    posts: tuple[str, ...]
    in_place_of: str
    clause: str


@dataclass(frozen=True)
class Tier:
    """
    One rung. Its time is one `limit`, None where the text leaves it open, or a chain of `steps`; `duties` are
    owed beside it, and those `notified` are told when it is reached. `posts` are what the text calls those
    who act here, by the kind of agency; `advice` is None where the text asks for none.
    """

    id: str
    title: str
    limit: Limit | None
    on_expiry: Expiry
    held_by: HeldBy
    posts: Mapping[str, tuple[str, ...]] = field(hash=False)
    clause: str
    owed_by: OwedBy = OwedBy.BOTH
    basis: str = ""
    steps: tuple[TierStep, ...] = ()
    duties: tuple[Duty, ...] = ()
    advice: Advice | None = None
    routes: tuple[Route, ...] = ()
    notified: tuple[Notified, ...] = ()

    @property
    def chain(self) -> tuple[TierStep, ...]:
        """The steps of which the tier's time is made; a plain limit is a chain of one."""
        return self.steps or (
            TierStep("", "", self.limit, self.clause, owed_by=self.owed_by, basis=self.basis),
        )

    def key(self, timed: TierStep | Duty) -> str:
        """Return the name under which an area sets the limit of a step or duty of this tier."""
        return f"{self.id}.{timed.id}" if timed.id else self.id

    @property
    def timed(self) -> dict[str, TierStep | Duty]:
        """All that has a limit here, by the name under which an area sets it."""
        timed: tuple[TierStep | Duty, ...] = (*self.chain, *self.duties)
        return {self.key(each): each for each in timed}


@dataclass(frozen=True)
class Source:
    """Where a text was found, and how much of it could be read."""

    address: str
    read: str


@dataclass(frozen=True)
class Ladder:
    """The tiers of a way inside one agency, and the clauses behind its acts where they are others."""

    tiers: tuple[Tier, ...]
    clauses: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Procedure:
    """
    A written procedure, as the partnership published it. `lists` are those that it has and our copy lacks,
    each under the name of the area's setting that takes its place, with its clause. `inside_agency` and
    `written_concern` are None where it has no such way. `look_back_from_tier` counts the first tier as 1.
    """

    id: str
    title: str
    version: str
    scope: str
    agency_kinds: tuple[str, ...]
    tiers: tuple[Tier, ...]
    clauses: Mapping[str, str] = field(hash=False)
    status: str = ""
    sources: Mapping[str, Source] = field(hash=False, default_factory=dict)
    lists: Mapping[str, str] = field(hash=False, default_factory=dict)
    subjects: tuple[Subject, ...] = ()
    glossary: Mapping[str, str] = field(hash=False, default_factory=dict)
    inside_agency: Ladder | None = None
    written_concern: Ladder | None = None
    look_back_from_tier: int = LOOK_BACK_FROM_TIER

    @property
    def ladders(self) -> tuple[Ladder, ...]:
        """The ways inside one agency that it has."""
        return tuple(each for each in (self.inside_agency, self.written_concern) if each is not None)

    @property
    def all_tiers(self) -> tuple[Tier, ...]:
        """The tiers of every way."""
        return (*self.tiers, *(tier for ladder in self.ladders for tier in ladder.tiers))

    @property
    def left_open(self) -> tuple[str, ...]:
        """The names of all limits that the text leaves open and an area must set."""
        return tuple(key for tier in self.all_tiers for key, each in tier.timed.items() if each.limit is None)

    def clause_for(self, act: str) -> str:
        """Return the clause behind an act; empty where the text is silent, and the act is our choice."""
        return self.clauses.get(act, "")

    def subject(self, subject_id: str) -> Subject | None:
        """Return what a disagreement is about, None where the procedure lists no such subject."""
        return next((subject for subject in self.subjects if subject.id == subject_id), None)


def load(text: str, name: str) -> Procedure:
    """Read a procedure from YAML. Raises Faults: all that is wrong with it, each with its line."""
    return read(text, name, _procedure)


def _procedure(page: Block) -> Procedure:
    kinds = page.texts("agency_kinds")
    tiers = _tiers(page, kinds)
    return Procedure(
        id=page.text("id"),
        title=page.text("title"),
        version=page.text("version"),
        scope=page.text("scope"),
        agency_kinds=kinds,
        tiers=tiers,
        clauses=_clauses(page.block("clauses")),
        status=page.text("status") if page.has("status") else "",
        sources=_sources(page.block("sources")) if page.has("sources") else {},
        lists=_lists(page),
        subjects=listed(page),
        glossary=_glossary(page.block("glossary")) if page.has("glossary") else {},
        inside_agency=_ladder(page, "inside_agency", kinds),
        written_concern=_ladder(page, "written_concern", kinds),
        look_back_from_tier=_look_back_from_tier(page, len(tiers)),
    )


def _look_back_from_tier(page: Block, tiers: int) -> int:
    if not page.has("look_back_from_tier"):
        return LOOK_BACK_FROM_TIER
    return page.read("look_back_from_tier", partial(_tier_number, tiers=tiers))


def _tier_number(words: str, tiers: int) -> int:
    if not (words.isascii() and words.isdigit() and 1 <= int(words) <= tiers):
        raise ValueError(f"{words!r} is no tier; write a number from 1 to {tiers}")
    return int(words)


def _sources(block: Block) -> dict[str, Source]:
    found = {name: block.block(name) for name in block.names()}
    return {name: Source(each.text("address"), each.text("read")) for name, each in found.items()}


def _ladder(page: Block, key: str, kinds: tuple[str, ...]) -> Ladder | None:
    if not page.has(key):
        return None
    block = page.block(key)
    return Ladder(tiers=_tiers(block, kinds), clauses=_clauses(block.block("clauses")))


def _glossary(block: Block) -> dict[str, str]:
    return {word: block.text(word) for word in block.names()}


def _clauses(block: Block) -> dict[str, str]:
    for act in block.names():
        if act not in acts.NAMES:
            block.fault(act, f"clauses: {act} is no act{did_you_mean(act, set(acts.NAMES))}")
    return {act: block.text(act) for act in block.names()}


def _lists(page: Block) -> dict[str, str]:
    if not page.has("lists"):
        return {}
    block = page.block("lists")
    for name in block.names():
        if name not in LISTS:
            block.fault(name, f"lists: {name} is no list of an area{did_you_mean(name, set(LISTS))}")
    return {name: block.text(name) for name in block.names()}


def _tiers(page: Block, kinds: tuple[str, ...]) -> tuple[Tier, ...]:
    blocks = page.blocks("tiers")
    tiers = tuple(_tier(block, kinds, is_first=place == 0) for place, block in enumerate(blocks))
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


def _tier(block: Block, kinds: tuple[str, ...], *, is_first: bool) -> Tier:
    held_by = block.choice("held_by", HeldBy)
    if is_first and held_by is HeldBy.PARTNERSHIP:
        block.fault("held_by", "held_by: it is raised between agencies, so they hold the first tier")
    limit, basis, steps, duties = _time(block, is_first=is_first, by_agencies=held_by is HeldBy.AGENCIES)
    return Tier(
        id=name_of(block),
        title=block.text("title"),
        limit=limit,
        on_expiry=block.choice("on_expiry", Expiry),
        held_by=held_by,
        posts=_posts(block.block("posts"), kinds),
        clause=block.text("clause"),
        owed_by=owed_by_of(block),
        basis=basis,
        steps=steps,
        duties=duties,
        advice=_advice(block.block("advice")) if block.has("advice") else None,
        routes=tuple(_route(each) for each in block.blocks("routes")) if block.has("routes") else (),
        notified=tuple(_notified(each) for each in block.blocks("notified")) if block.has("notified") else (),
    )


def _notified(block: Block) -> Notified:
    return Notified(post=name_of(block, "post"), who=block.text("who"), clause=block.text("clause"))


def _route(block: Block) -> Route:
    return Route(
        id=block.choice("id", RouteId),
        posts=block.texts("posts"),
        in_place_of=block.text("in_place_of"),
        clause=block.text("clause"),
    )


def _advice(block: Block) -> Advice:
    return Advice(of=block.text("of"), clause=block.text("clause"))


def _time(
    block: Block, *, is_first: bool, by_agencies: bool
) -> tuple[Limit | None, str, tuple[TierStep, ...], tuple[Duty, ...]]:
    """A tier's time, as one limit or in steps, and the duties beside it."""
    has_steps, names = block.has("steps"), set[str]()
    if has_steps and block.has("limit"):
        block.fault("limit", "limit: the steps are the tier's time, each with a limit of its own")
    limit, basis = (None, "") if has_steps else limit_of(block)
    steps = steps_of(block, names) if has_steps else ()
    inside = frozenset(step.id for step in steps)
    if not block.has("duties"):
        return limit, basis, steps, ()
    return limit, basis, steps, duties_of(block, names, inside, is_first=is_first, by_agencies=by_agencies)


def _posts(block: Block, kinds: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    known = {*kinds, ANY_AGENCY}
    for kind in block.names():
        if kind not in known:
            block.fault(kind, f"posts: {kind} is not one of agency_kinds{did_you_mean(kind, known)}")
    # Where the text names every kind of agency there is nobody else to name.
    others = () if kinds and block.names() and set(kinds) <= {*block.names()} else (ANY_AGENCY,)
    return {kind: block.texts(kind) for kind in dict.fromkeys((*block.names(), *others))}
