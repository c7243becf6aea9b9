"""The nine published procedures that have been read, and an invented area for each that sets the rest."""

from dataclasses import replace
from pathlib import Path

from procedure import ladder, rules, written
from procedure.acts import Party, PartySide
from procedure.area import Area
from procedure.lengths import Limit, Unit
from procedure.roster import Agency, Person, Post, Roster
from procedure.rules import Rules
from procedure.written import HeldBy, Procedure
from tests.procedure.partnership import (
    CHRIS,
    HEALTH,
    PARTNERSHIP,
    PRIYA,
    RUTH,
    SOCIAL_CARE,
    TOM,
    Told,
    raised,
)

SET_HERE = Limit(3, Unit.WORKING_DAYS, "set by the area: an invented one")

SIDES = (
    Party(HEALTH, PartySide.RAISED_BY, None, (PRIYA,)),
    Party(SOCIAL_CARE, PartySide.RESPONDING, None, (TOM,)),
)

_FOLDER = Path(__file__).parent / "written"
_NORTHMERE = next(area for area in rules.example_areas() if area.id == "northmere")

NINE: dict[str, Procedure] = {
    found.id: found
    for found in (
        *rules.published(),
        *(
            written.load(file.read_text(encoding="utf-8"), file.name)
            for file in sorted(_FOLDER.glob("*.yaml"))
        ),
    )
}
"""By their ids: those that come with the program, then those that are superseded or of another kind."""

SEVERAL_TIERS = tuple(name for name, found in NINE.items() if len(found.tiers) > 1)


def area_for(procedure: Procedure) -> Area:
    """Return an invented area that sets all that the text leaves open, and nothing else."""
    limits = dict.fromkeys(procedure.left_open, SET_HERE)
    return replace(_NORTHMERE, id=f"of-{procedure.id}", procedure_id=procedure.id, limits=limits)


def in_force(name: str) -> Rules:
    """Return one of the nine in force in its invented area."""
    return rules.in_force(NINE[name], area_for(NINE[name]))


def manager(agency: int, tier: int) -> int:
    """Return the number of who holds an agency's post at a tier; the first is 0."""
    return {(HEALTH, 0): PRIYA, (SOCIAL_CARE, 0): TOM}.get((agency, tier), 1000 * agency + tier)


def roster_for(procedure: Procedure) -> Roster:
    """Return two agencies with a post at each tier that is theirs, the partnership's own, and its lead."""
    people = [Person(CHRIS, "Chris", PARTNERSHIP), Person(RUTH, "Ruth", PARTNERSHIP)]
    posts = [Post(1, PARTNERSHIP, "lead", holders=(RUTH,), is_safeguarding_lead=True)]
    for place, tier in enumerate(procedure.tiers):
        if tier.held_by is HeldBy.PARTNERSHIP:
            posts.append(Post(9000 + place, PARTNERSHIP, tier.title, tier.id, None, (CHRIS,)))
            continue
        for agency in (HEALTH, SOCIAL_CARE):
            person = manager(agency, place)
            people.append(Person(person, f"Number {person}", agency))
            posts.append(Post(person, agency, tier.title, tier.id, None, (person,)))
    return Roster(
        people={person.id: person for person in people},
        agencies={
            HEALTH: Agency(HEALTH, "Health", "health"),
            SOCIAL_CARE: Agency(SOCIAL_CARE, "Children's Services", "social_care"),
            PARTNERSHIP: Agency(PARTNERSHIP, "Partnership", ladder.PARTNERSHIP_KIND),
        },
        teams={},
        posts={post.id: post for post in posts},
    )


def raised_under(name: str, when: str, *, protect_by: str | None = None) -> Told:
    """Return a disagreement that Priya has raised with Tom under one of the nine."""
    found = in_force(name)
    return raised(found, when=when, roster=roster_for(found.procedure), parties=SIDES, protect_by=protect_by)
