"""Where stories take place: a written procedure in force, and a partnership that has all that it needs."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from procedure import rules
from procedure.acts import Party, PartySide, Way
from procedure.ladder import PARTNERSHIP_KIND
from procedure.lengths import Limit, Unit
from procedure.roster import Agency, Person, Post, Roster, Team
from procedure.rules import Rules
from procedure.written import HeldBy, Procedure
from tests.procedure.nine import NINE, area_for

HEALTH, SOCIAL_CARE, POLICE, SCHOOL, HOSPITAL, OTHERBOROUGH, PARTNERSHIP = 1, 2, 3, 4, 5, 6, 9
"""The hospital is a specialist regional facility, hosted by the authority of another borough."""

AGENCIES = {
    HEALTH: Agency(HEALTH, "Health", "health"),
    SOCIAL_CARE: Agency(SOCIAL_CARE, "Children's Services", "social_care"),
    POLICE: Agency(POLICE, "Police", "police"),
    SCHOOL: Agency(SCHOOL, "School", "education"),
    HOSPITAL: Agency(HOSPITAL, "Hospital", "health", host="Otherborough"),
    OTHERBOROUGH: Agency(OTHERBOROUGH, "Otherborough", "social_care"),
    PARTNERSHIP: Agency(PARTNERSHIP, "Partnership", PARTNERSHIP_KIND),
}
RUTH, RAJ, CHAIR, DEPUTY_CHAIR = 9001, 9002, 9011, 9012
"""The area's safeguarding lead and her deputy; who holds the partnership's own tier, and theirs."""

WITH_DESIGNATED_LEADS = (HEALTH, SCHOOL)
OUTSIDER, LEAD, LEADS_DEPUTY = 99, 91, 92
"""Of each agency: somebody of another team without any post; its designated lead, where it has one."""

LIMITS = (
    Limit(3, Unit.WORKING_DAYS, "set by the area: an invented one"),
    Limit(2, Unit.HOURS, "set by the area: an invented one"),
    Limit(20, Unit.CALENDAR_DAYS, "set by the area: an invented one"),
)
AT_ONCE = Limit(0, Unit.HOURS, "set by the area: an invented one")

URGENT = (Limit(1, Unit.HOURS, "set by the area"), Limit(30, Unit.MINUTES, "set by the area"))


def one_of(agency: int, number: int) -> int:
    """Return one of an agency's people: 1 to 3 are its practitioners, 11 and 12 those of a manager's post."""
    return 1000 * agency + number


@cache
def all_rules() -> tuple[Rules, ...]:
    """Return both example areas' rules, and the nine procedures with the rest set in several ways."""
    texts = {text.id: text for text in rules.published()}
    examples = [rules.in_force(texts[area.procedure_id], area) for area in rules.example_areas()]
    return (*examples, *(each for text in NINE.values() for each in _settings_of(text)))


def _settings_of(text: Procedure) -> Iterator[Rules]:
    """The same text where the area's times are usual, short, long, and none at all at the first tier."""
    area = area_for(text)
    for limit, urgent in zip(LIMITS, (*URGENT, URGENT[0]), strict=True):
        yield rules.in_force(
            text, replace(area, limits=dict.fromkeys(text.left_open, limit), urgent_limit=urgent)
        )
    first = text.tiers[0].id
    if first in text.left_open and not text.tiers[0].steps:
        yield rules.in_force(text, replace(area, limits={**area.limits, first: AT_ONCE}))


@cache
def roster_of(place: int) -> Roster:
    """Return a partnership for one of all rules, each agency with a line of posts, one for each tier."""
    procedure = all_rules()[place].procedure
    posts = [
        Post(901, PARTNERSHIP, "lead", holders=(RUTH,), deputies=(RAJ,), is_safeguarding_lead=True),
        *(post for agency in AGENCIES if agency != PARTNERSHIP for post in _line(agency, procedure)),
        *(
            Post(910 + number, PARTNERSHIP, tier.title, tier.id, None, (CHAIR,), (DEPUTY_CHAIR,))
            for number, tier in enumerate(procedure.tiers)
            if tier.held_by is HeldBy.PARTNERSHIP
        ),
    ]
    listed = {person for post in posts for person in (*post.holders, *post.deputies)}
    outsiders = {one_of(agency, OUTSIDER) for agency in AGENCIES}
    people = [_person(person) for person in sorted(listed | outsiders)]
    teams = [Team(10 * agency, agency, "A team") for agency in AGENCIES]
    return Roster(
        people={person.id: person for person in people},
        agencies=AGENCIES,
        teams={team.id: team for team in teams},
        posts={post.id: post for post in posts},
    )


def _person(person: int) -> Person:
    agency, number = divmod(person, 1000)
    team = 10 * agency if number < 20 else None
    return Person(person, f"Number {person}", agency, team, has_mail=number % 2 == 0)


def _line(agency: int, procedure: Procedure) -> Iterator[Post]:
    """The practitioners' desk, the managers above it, and the designated lead, who may be one of them."""
    tiers = [tier for tier in procedure.tiers if tier.held_by is not HeldBy.PARTNERSHIP]
    for place, tier in enumerate(tiers):
        above = 100 * agency + place + 1 if place + 1 < len(tiers) else None
        first = one_of(agency, 10 * place + 1)
        holders = (first, first + 1, first + 2) if place == 0 else (first,)
        deputies = (first + 1,) if place % 2 else ()
        team = 10 * agency if place < 2 else None
        yield Post(100 * agency + place, agency, tier.title, tier.id, team, holders, deputies, above)
    if agency in WITH_DESIGNATED_LEADS:
        holder, deputy = one_of(agency, LEAD), one_of(agency, LEADS_DEPUTY)
        yield Post(100 * agency + 90, agency, "named", "", None, (holder,), (deputy,), None, True)
    if agency == POLICE:
        first = one_of(agency, 11)
        yield Post(100 * agency + 90, agency, "champion", "", None, (first,), (), None, True)


def raised_by(agency: int, person: int, named: int = 0) -> Party:
    """Return the side that raises it, with a colleague named too where there is one."""
    team = 10 * agency if agency != PARTNERSHIP else None
    return Party(agency, PartySide.RAISED_BY, team, (person, named) if named else (person,))


PRIYA, TOM = one_of(HEALTH, 1), one_of(SOCIAL_CARE, 1)
TOMS_SIDE = Party(SOCIAL_CARE, PartySide.RESPONDING, 10 * SOCIAL_CARE, (TOM,))
TOMS_DESK = Party(SOCIAL_CARE, PartySide.RESPONDING, 10 * SOCIAL_CARE)
THE_POLICE = Party(POLICE, PartySide.RESPONDING)
THE_HOSPITAL = Party(HOSPITAL, PartySide.RESPONDING, 10 * HOSPITAL, (one_of(HOSPITAL, 1),))
OTHER_SIDES = ((TOMS_SIDE,), (TOMS_SIDE, THE_POLICE), (TOMS_DESK,), (THE_HOSPITAL, TOMS_SIDE))

RAISERS = (
    raised_by(HEALTH, PRIYA),
    raised_by(HEALTH, PRIYA, one_of(HEALTH, 2)),
    raised_by(HEALTH, one_of(HEALTH, LEAD)),
    raised_by(PARTNERSHIP, RUTH),
)
"""Of the side that raises it: Priya, Priya with a colleague, a designated lead, the area's lead."""

WAYS = (Way.BETWEEN, Way.BETWEEN, Way.BETWEEN, Way.INSIDE, Way.CONCERN)

GONE: tuple[tuple[int, ...], ...] = (
    (),
    (),
    (),
    (one_of(HEALTH, 11),),
    (one_of(HEALTH, 11), one_of(HEALTH, 12)),
    (one_of(SOCIAL_CARE, 11), one_of(HEALTH, 21)),
    tuple(one_of(SOCIAL_CARE, number) for number in range(11, 43)),
    tuple(one_of(HEALTH, number) for number in range(11, 43)),
    tuple(one_of(POLICE, number) for number in range(1, 43)),
    tuple(one_of(agency, number) for agency in (HEALTH, SOCIAL_CARE) for number in range(11, 23)),
    (CHAIR,),
    (CHAIR, DEPUTY_CHAIR),
    (one_of(HEALTH, LEAD), one_of(HEALTH, LEADS_DEPUTY)),
    (RUTH,),
)
"""Who can't be called when it begins: nobody, somebody, a whole line, the partnership, the leads' own."""


def away(people: tuple[int, ...], roster: Roster) -> Roster:
    """Return the roster with people to whom nothing can arrive."""
    gone = {
        person: replace(roster.people[person], is_reachable=False, has_mail=False)
        for person in people
        if person in roster.people
    }
    return replace(roster, people={**roster.people, **gone})
