"""A story as it is told: how a disagreement begins, and what happens in it, one deed after the other."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from hypothesis import currently_in_test_context, note
from hypothesis import strategies as st

from procedure import clocks, inside, ladder
from procedure.acts import Danger, Entry, Way
from procedure.case import Case, State
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.stories import world
from tests.procedure.stories.deeds import ALWAYS, OPEN, involve_facilities
from tests.procedure.stories.deeds_of_record import ENDING, SETTLED, WRITTEN
from tests.procedure.stories.scene import WORDS, Deed, Moment, Scene, with_a_part

REFERENCE = "D-2026-0042"

_WHEN = ("Tuesday 2026-12-22 16:30", "Friday 2026-11-27 16:50", "Saturday 2027-03-27 23:30")
_SOON = (None, None, timedelta(hours=2), timedelta(hours=30), timedelta(days=2), timedelta(days=9))
_DANGER = (Danger.NONE, Danger.NONE, Danger.NONE, Danger.NOW, Danger.INFANT_INJURY)

_NEXT_DUE = timedelta.max
WAITS = (
    *[timedelta(minutes=minutes) for minutes in (0, 0, 1, 4, 20, 60, 600, 3000, 12000)],
    *[_NEXT_DUE] * 9,
)

# Choices by number, so that chance can tell a story too: which rules, which way, how it was raised.
BEGINNING = (
    len(world.all_rules()),
    len(world.WAYS),
    len(_DANGER),
    len(world.RAISERS),
    len(world.OTHER_SIDES),
    len(_SOON),
    len(_WHEN),
    len(world.GONE),
)
STEP = (1000, 10**9, len(WAITS))
"""Of each thing that happens: which, what chance makes of it, and after what time."""
FEWEST, MOST = 15, 60
"""So many things are tried in a story."""

Beginning = tuple[int, ...]
Steps = list[tuple[int, ...]]

beginnings = st.tuples(*(st.integers(0, each - 1) for each in BEGINNING))
steps = st.lists(st.tuples(*(st.integers(0, each - 1) for each in STEP)), min_size=FEWEST, max_size=MOST)


def _weighed(*deeds: Deed) -> tuple[Deed, ...]:
    return tuple(each for deed in deeds for each in [deed] * deed.weight)


_OVER = _weighed(*SETTLED, *ALWAYS)
_POSSIBLE: Mapping[State, tuple[Deed, ...]] = {
    State.OPEN: _weighed(*OPEN, *ALWAYS, *WRITTEN, *ENDING),
    State.AGREED: _weighed(*SETTLED, *ALWAYS, *WRITTEN),
    **dict.fromkeys((State.CLOSED, State.TAKEN_BACK, State.WITHDRAWN), _OVER),
}
"""What is likely to happen, by how far it has come; one in thirty is anything at all."""
ALL_DEEDS = (*OPEN, *ALWAYS, *WRITTEN, *ENDING, *SETTLED)
_ANYTHING = _weighed(*ALL_DEEDS)


def told_as(beginning: Beginning, happened: Steps) -> list[Moment]:
    """Return the disagreement after each deed that the procedure allowed, from its raising on."""
    moment = raised(beginning)
    story = [moment]
    for which, chance, waits in happened:
        now = later(moment.case, moment.now, WAITS[waits])
        deed = deed_for(moment.case, which)
        found = happens(deed, moment, now, chance)
        if found is not None:
            moment = found
            story.append(moment)
    if currently_in_test_context():
        note("\n".join(in_words(each) for each in story))
    return story


def raised(beginning: Beginning) -> Moment:
    """Return how a story begins."""
    rules = world.all_rules()[beginning[0]]
    scene = Scene(
        case=Case(REFERENCE, rules),
        roster=world.away(world.GONE[beginning[7]], world.roster_of(beginning[0])),
        now=at(_WHEN[beginning[6]]),
        chance=0,
    )
    way = world.WAYS[beginning[1]]
    scene.by = world.RAISERS[beginning[3]].practitioners[0]
    opened = _between if way is Way.BETWEEN or way not in rules.ways() else _inside
    opened(scene, beginning, way, rules)
    involve_facilities(scene)
    return _moment("it is raised", scene, (), rules)


def _between(scene: Scene, beginning: Beginning, way: Way, rules: Rules) -> None:
    asked = ladder.Raising(
        danger=_DANGER[beginning[2]],
        raised_by=scene.by,
        parties=(world.RAISERS[beginning[3]], *world.OTHER_SIDES[beginning[4]]),
        protect_by=_soon(scene, beginning),
        ask_lead=False,
        dispute=WORDS,
        wanted=WORDS,
        their_reference=None,
    )
    scene.does(*ladder.raise_disagreement(REFERENCE, asked, rules, scene.roster, scene.now))


def _inside(scene: Scene, beginning: Beginning, way: Way, rules: Rules) -> None:
    party = world.RAISERS[beginning[3]]
    asked = inside.Raising(
        way=way,
        danger=_DANGER[beginning[2]],
        raised_by=scene.by,
        agency_id=party.agency_id,
        team_id=party.team_id,
        about=(world.one_of(party.agency_id, (11, 3)[beginning[4] % 2]),),
        about_teams=(),
        protect_by=_soon(scene, beginning),
        ask_lead=False,
        dispute=WORDS,
        wanted=WORDS,
        their_reference=None,
    )
    scene.does(*inside.raise_inside(REFERENCE, asked, rules, scene.roster, scene.now))


def _soon(scene: Scene, beginning: Beginning) -> datetime | None:
    soon = _SOON[beginning[5]]
    return scene.now + soon if soon is not None else None


def happens(deed: Deed, moment: Moment, now: datetime, chance: int) -> Moment | None:
    """Return the disagreement after a deed; None where the procedure says no."""
    scene = Scene(moment.case, moment.roster, now, chance)
    try:
        if deed.who is not None:
            scene.by = who_does(scene, deed)
        deed.happens(scene)
    except Refused:
        return None
    return _moment(deed.name, scene, moment.entries, moment.rules_of_area)


def _moment(deed: str, scene: Scene, before: tuple[Entry, ...], rules: Rules) -> Moment:
    new = tuple(scene.entries)
    return Moment(deed, scene.case, scene.roster, scene.now, (*before, *new), new, rules)


def who_does(scene: Scene, deed: Deed) -> int:
    """Return who does it: mostly one of those who may do it; now and then anybody who has an account."""
    assert deed.who is not None, "somebody does it"
    everybody = scene.roster.reachable(scene.roster.people)
    groups = [*[deed.who(scene)] * 6, with_a_part(scene), everybody]
    return scene.one_of(scene.roster.reachable(scene.one_of(groups)))


def deed_for(case: Case, which: int) -> Deed:
    """Return the deed that a number stands for, as far as a disagreement has come."""
    table = _POSSIBLE[case.state] if which % 30 else _ANYTHING
    return table[which % len(table)]


def later(case: Case, now: datetime, wait: timedelta) -> datetime:
    """Return the instant after a wait: so much later, or when the next clock is due."""
    if wait < _NEXT_DUE:
        return now + wait
    return max(now, min((clock.due_at for clock in clocks.wanted(case)), default=now))


def in_words(moment: Moment) -> str:
    """Return a moment as one reads it where a search has found a fault."""
    lines = [f"{entry.seq} by {entry.by}: {entry.act}" for entry in moment.new]
    return "\n    ".join([f"{moment.now:%a %Y-%m-%d %H:%M} {moment.deed}", *lines])
