"""An invented partnership as a roster, and disagreements in it that tests move on act by act."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

import pytest

from procedure import acts, ladder, rules
from procedure.acts import Act, Danger, Entry, Party, PartySide, TextRef
from procedure.case import Case
from procedure.changes import after, rebuild
from procedure.ladder import Raising
from procedure.refusal import Refused
from procedure.roster import Agency, Person, Post, Roster, Team
from procedure.rules import Rules
from tests.procedure.london_time import at

HEALTH, SOCIAL_CARE, POLICE, PARTNERSHIP = 1, 2, 3, 9
HEALTH_VISITORS, ASSESSMENT = 10, 20

# Health: Priya raises; Grace, Gita, Hana and Hari are the managers above her, Gwen is Grace's deputy.
PRIYA, GRACE, GWEN, GITA, HANA, HARI, ZED, DEV = 101, 102, 103, 104, 105, 106, 107, 108
# Social care: Tom responds; Tara shares his duty desk with Tim.
TOM, OMAR, OLIVE, SENA, SOL, TARA, TIM = 201, 202, 203, 204, 205, 206, 207
# Police: a third agency. The partnership: its own post, and the safeguarding lead.
PAM, PETE = 301, 302
CHRIS, RUTH, RAJ = 901, 902, 903

TIERS = ("practitioners", "first_line_managers", "senior_managers", "heads_of_service", "partnership")
PRACTITIONERS, FIRST_LINE, SENIOR, HEADS, TOP = TIERS

PEOPLE = (
    Person(PRIYA, "Priya", HEALTH, HEALTH_VISITORS),
    Person(GRACE, "Grace", HEALTH, HEALTH_VISITORS),
    Person(GWEN, "Gwen", HEALTH),
    Person(GITA, "Gita", HEALTH),
    Person(HANA, "Hana", HEALTH),
    Person(HARI, "Hari", HEALTH),
    Person(ZED, "Zed", HEALTH),
    Person(DEV, "Dev", HEALTH),
    Person(TOM, "Tom", SOCIAL_CARE, ASSESSMENT),
    Person(OMAR, "Omar", SOCIAL_CARE, ASSESSMENT),
    Person(OLIVE, "Olive", SOCIAL_CARE),
    Person(SENA, "Sena", SOCIAL_CARE),
    Person(SOL, "Sol", SOCIAL_CARE),
    Person(TARA, "Tara", SOCIAL_CARE, ASSESSMENT),
    Person(TIM, "Tim", SOCIAL_CARE, ASSESSMENT),
    Person(PAM, "Pam", POLICE),
    Person(PETE, "Pete", POLICE),
    Person(CHRIS, "Chris", PARTNERSHIP),
    Person(RUTH, "Ruth", PARTNERSHIP),
    Person(RAJ, "Raj", PARTNERSHIP),
)
POSTS = (
    Post(1, HEALTH, "health visitor", PRACTITIONERS, HEALTH_VISITORS, (PRIYA,), (), 2),
    Post(2, HEALTH, "team leader", FIRST_LINE, HEALTH_VISITORS, (GRACE,), (GWEN,), 3),
    Post(3, HEALTH, "service lead", SENIOR, None, (HANA,), (), 4),
    Post(4, HEALTH, "head of service", HEADS, None, (HARI,)),
    Post(5, HEALTH, "named nurse", holders=(DEV,), is_designated_lead=True),
    Post(6, SOCIAL_CARE, "duty desk", PRACTITIONERS, ASSESSMENT, (TOM, TARA, TIM), (), 7),
    Post(7, SOCIAL_CARE, "team manager", FIRST_LINE, ASSESSMENT, (OMAR,), (OLIVE,), 8),
    Post(8, SOCIAL_CARE, "service manager", SENIOR, None, (SENA,), (), 9),
    Post(9, SOCIAL_CARE, "head of service", HEADS, None, (SOL,)),
    Post(10, POLICE, "detective sergeant", FIRST_LINE, None, (PAM,), (), 11),
    Post(11, POLICE, "detective inspector", SENIOR, None, (PETE,)),
    Post(12, PARTNERSHIP, "chair", TOP, None, (CHRIS,)),
    Post(13, PARTNERSHIP, "safeguarding lead", holders=(RUTH,), deputies=(RAJ,), is_safeguarding_lead=True),
)
ROSTER = Roster(
    people={person.id: person for person in PEOPLE},
    agencies={
        HEALTH: Agency(HEALTH, "Health", "health"),
        SOCIAL_CARE: Agency(SOCIAL_CARE, "Children's Services", "social_care"),
        POLICE: Agency(POLICE, "Police", "police"),
        PARTNERSHIP: Agency(PARTNERSHIP, "Partnership", ladder.PARTNERSHIP_KIND),
    },
    teams={
        HEALTH_VISITORS: Team(HEALTH_VISITORS, HEALTH, "Health visitors"),
        ASSESSMENT: Team(ASSESSMENT, SOCIAL_CARE, "Assessment"),
    },
    posts={post.id: post for post in POSTS},
)

PRIYAS_SIDE = Party(HEALTH, PartySide.RAISED_BY, HEALTH_VISITORS, (PRIYA,))
TOMS_SIDE = Party(SOCIAL_CARE, PartySide.RESPONDING, ASSESSMENT, (TOM,))
THE_POLICE = Party(POLICE, PartySide.RESPONDING)
TWO_SIDES = (PRIYAS_SIDE, TOMS_SIDE)

# For searches, which take no fixtures: London's text in its invented area.
NORTHMERE = rules.in_force(
    next(text for text in rules.published() if text.id == "london-5th-edition"),
    next(area for area in rules.example_areas() if area.id == "northmere"),
)
REFERENCE = "D-2026-0042"
WORDS = TextRef("text-1", "digest-1")
TUESDAY = "Tuesday 2026-12-22 16:30"
FRIDAY = "Friday 2026-11-27 16:50"


def away(*people: int, roster: Roster = ROSTER) -> Roster:
    """Return the roster with people to whom no call can arrive."""
    gone = {person: replace(roster.people[person], is_reachable=False) for person in people}
    return replace(roster, people={**roster.people, **gone})


def on_leave(person: int, covered_by: int | None = None, roster: Roster = ROSTER) -> Roster:
    """Return the roster while somebody is on leave."""
    absent = replace(roster.people[person], is_away=True, covered_by=covered_by)
    return replace(roster, people={**roster.people, person: absent})


def with_posts(*posts: Post, roster: Roster = ROSTER) -> Roster:
    """Return the roster with posts added, or put in the place of those with the same id."""
    return replace(roster, posts={**roster.posts, **{post.id: post for post in posts}})


def without_posts(*tiers: str, of: Collection[int] = (), roster: Roster = ROSTER) -> Roster:
    """Return the roster less the posts at some tiers, of all agencies or of some."""
    left = {
        post.id: post
        for post in roster.posts.values()
        if post.tier not in tiers or (of and post.agency_id not in of)
    }
    lines = {post_id: replace(post, reports_to=None) for post_id, post in left.items()}
    return replace(roster, posts=lines)


@dataclass(frozen=True)
class Told:
    """A disagreement and the entries that made it: each step returns it one act further."""

    case: Case
    entries: tuple[Entry, ...]
    roster: Roster

    @property
    def now(self) -> datetime:
        """When the last entry was made."""
        return self.entries[-1].at

    def then(self, *happened: Act, by: int | None = None, when: str | datetime | None = None) -> Self:
        """Go on with acts, at the instant of the last entry where none is named."""
        told, now = self, self._instant(when)
        for act in happened:
            entry = Entry(told.case.seq + 1, now, by, act)
            told = replace(told, case=after(told.case, entry), entries=(*told.entries, entry))
        return told

    def delivered(self, when: str | datetime | None = None) -> Self:
        """Let the calls arrive that have not."""
        told, now = self, self._instant(when)
        for call in self.case.calls:
            act = ladder.call_delivered(told.case, call.holder.agency_id, call.people[0], now)
            told = told.then(*([act] if act else []), when=now)
        return told

    def run_out(self) -> Self:
        """Let the calls arrive, and then the time run out."""
        told = self.delivered()
        due_at = told.case.due_at
        assert due_at is not None, "no time runs"
        return told.then(*ladder.time_ran_out(told.case, told.roster, due_at), when=due_at)

    def up_to(self, tier: str) -> Self:
        """Let the time run out until a tier is reached."""
        told = self
        while told.case.tier.id != tier:
            told = told.run_out()
        return told

    def with_roster(self, roster: Roster) -> Self:
        """Go on with another roster."""
        return replace(self, roster=roster)

    def _instant(self, when: str | datetime | None) -> datetime:
        return self.now if when is None else at(when) if isinstance(when, str) else when


def asked(
    *,
    danger: Danger = Danger.NONE,
    parties: tuple[Party, ...] = TWO_SIDES,
    protect_by: str | None = None,
) -> Raising:
    """Return what Priya's form says."""
    return Raising(
        danger=danger,
        raised_by=PRIYA,
        parties=parties,
        protect_by=at(protect_by) if protect_by else None,
        ask_lead=False,
        dispute=WORDS,
        wanted=WORDS,
        their_reference=None,
    )


def raised(
    written: Rules,
    *,
    when: str = TUESDAY,
    roster: Roster = ROSTER,
    danger: Danger = Danger.NONE,
    parties: tuple[Party, ...] = TWO_SIDES,
    protect_by: str | None = None,
) -> Told:
    """Return a disagreement that Priya has raised."""
    raising = asked(danger=danger, parties=parties, protect_by=protect_by)
    opened = ladder.raise_disagreement(REFERENCE, raising, written, roster, at(when))
    entries = tuple(Entry(seq, at(when), PRIYA, act) for seq, act in enumerate(opened, start=1))
    return Told(rebuild(REFERENCE, written, entries), entries, roster)


def managers_called(written: Rules, roster: Roster = ROSTER) -> Told:
    """Grace and Omar are called Friday 4 December, 17:00, until Friday 11 December, 17:00."""
    return raised(written, when=FRIDAY, roster=roster).run_out().delivered()


def desk_called(written: Rules) -> Told:
    """Tom, Tara and Tim of one desk are called."""
    return raised(
        written, when=FRIDAY, parties=(PRIYAS_SIDE, replace(TOMS_SIDE, practitioners=()))
    ).delivered()


def note(
    *took_part: int, held: str, channel: acts.Channel = acts.Channel.CALL, others: TextRef | None = None
) -> acts.NoteSaved:
    """Return the first note of a discussion, as its first-named author saved it."""
    return acts.NoteSaved(
        note=1,
        version=1,
        held_at=at(held),
        channel=channel,
        took_part=took_part,
        others=others,
        said=WORDS,
        child=WORDS,
        actions=None,
        same_child=False,
        leaves=acts.Leaves.PARTLY,
    )


def called(case: Case) -> dict[int, tuple[int, ...]]:
    """Return who is called for each agency."""
    return {call.holder.agency_id: call.people for call in case.calls}


def refuses(reason: str) -> pytest.RaisesExc[Refused]:
    """Expect the procedure to say no for this reason."""
    return pytest.raises(Refused, match=f"^{reason}$")
