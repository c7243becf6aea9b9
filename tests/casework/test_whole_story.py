"""Stories on a database: nobody without a part learns anything, and what is kept is what there is."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from casework import asking, showing, telling, time, watchdog
from procedure import inside, withdrawing
from procedure.acts import Danger, Entry, MovedUp, PostNotified, Way
from procedure.case import Case, State
from procedure.changes import after
from procedure.refusal import Refused
from procedure.roster import Roster
from tests import stores
from tests.casework.casebook import TUESDAY, Casebook
from tests.casework.stories.doing import DOES, Doing
from tests.procedure.london_time import at
from tests.procedure.stories.scene import Deed, Scene
from tests.procedure.stories.told import ALL_DEEDS, STEP, WAITS, deed_for, later, who_does
from tests.stores import Store

RAISING: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("Tom",), {}),
    (("Tom",), {"danger": Danger.NOW}),
    (("Tom",), {"protect_by": at("Thursday 2026-12-24 12:00")}),
    (("Owen",), {"way": Way.INSIDE}),
    (("Grace",), {"way": Way.CONCERN}),
    (("Tom", "Police"), {}),
    (("Fernbank Primary School",), {}),
    (("Tom",), {"by": "Ruth"}),
    (("Tom",), {"by": "Lucy"}),
)
"""How it is raised: between agencies, in danger, with one's manager, in writing, by a lead."""

DEEDS = 30
"""So many are tried in a story."""

WITHOUT_A_PART = {
    f"{telling.TOLD}:{kind}"
    for kind in ("taken_out", "withdrawal_asked", "policy_issue", "procedure_problem", "policy_dealt_with")
}
OF_HAVING_HAD_ONE = {telling.REMOVE, telling.CALL_UPDATE, telling.REPEATED}


@dataclass(frozen=True)
class Seen:
    """One moment of a story, and what those without a part saw then; `own` is whose list it stands in."""

    case: Case
    roster: Roster
    new: tuple[Entry, ...]
    read_by: tuple[int, ...] = ()
    home_of: tuple[int, ...] = ()
    looked_at: tuple[int, ...] = ()
    own: frozenset[int] = frozenset()
    differs: tuple[watchdog.Difference, ...] = ()


@dataclass(frozen=True)
class Story:
    """
    All its moments, all that was ever to be told of it, the kinds of its record's lines, and the moves of
    one sweep long after its end.
    """

    seen: tuple[Seen, ...]
    notices: tuple[Any, ...]
    lines: tuple[str, ...]
    swept: int


@pytest.fixture(scope="module", params=range(len(RAISING)), ids=lambda seed: f"story {seed}")
def story(request: pytest.FixtureRequest, store: Store, furnished: str) -> Story:
    """A story told on a database of its own, always the same for the same number."""
    with stores.copied(store, furnished) as database:
        casebook = Casebook(database, at(TUESDAY))
        against, changes = RAISING[request.param]
        reference = casebook.raised(*against, **changes)
        seen = tuple(_seen(casebook, reference, request.param))
        notices, lines = tuple(casebook.notices_of(reference)), tuple(_lines(casebook, reference))
        return Story(seen, notices, lines, _swept(casebook, reference))


def test_nobody_without_a_part_reads_anything(story: Story) -> None:
    assert any(seen.looked_at for seen in story.seen)
    assert [seen.read_by for seen in story.seen if seen.read_by] == []


def test_nobody_without_a_part_sees_it_in_their_home(story: Story) -> None:
    assert [seen.home_of for seen in story.seen if seen.home_of] == []


def test_nobody_without_a_part_is_told_anything_but_what_is_asked_of_them(story: Story) -> None:
    entries = [entry for seen in story.seen for entry in seen.new]
    parts = _parts_by(story)
    leads = _leads_of(story)
    for row in story.notices:
        act = entries[row.seq - 1].act
        if row.person_id is None or row.person_id in parts[row.seq] or row.kind in OF_HAVING_HAD_ONE:
            continue
        is_named_by_the_text = isinstance(act, PostNotified) and row.person_id in act.people
        is_lead = (
            row.kind.startswith((f"{telling.LEAD}:", f"{telling.MAIL_LEAD}:")) and row.person_id in leads
        )
        assert row.kind in WITHOUT_A_PART or is_named_by_the_text or is_lead


def test_nobody_without_a_part_does_anything(story: Story) -> None:
    for before, seen in zip(story.seen, story.seen[1:], strict=False):
        people = {entry.by for entry in seen.new if entry.by is not None}
        assert [person for person in people if _is_outside(before.case, seen.roster, person)] == []


def test_it_stands_in_the_list_of_everybody_with_a_part_and_of_nobody_else(story: Story) -> None:
    for seen in story.seen:
        if seen.case.state is not State.TAKEN_BACK:
            assert seen.own == set(seen.case.concerned)


def test_the_state_is_what_its_entries_make_of_the_one_before_step_by_step(story: Story) -> None:
    case = Case(story.seen[0].case.reference, story.seen[0].case.rules)
    for seen in story.seen:
        for entry in seen.new:
            case = after(case, entry)
        assert case == seen.case


def test_the_record_that_is_copied_has_a_line_for_each_entry(story: Story) -> None:
    entries = [entry for seen in story.seen for entry in seen.new]
    renamed = {"room_failed": "room_lost"}

    assert len(story.lines) == len(entries)
    for kind, entry in zip(story.lines, entries, strict=True):
        assert kind in {entry.act.act, renamed.get(entry.act.act)}


def test_the_watchdog_finds_at_no_moment_that_anything_is_missing(story: Story) -> None:
    assert [seen.differs for seen in story.seen if seen.differs] == []


def test_no_sweep_moves_it_through_two_tiers(story: Story) -> None:
    assert story.swept <= 1


def test_each_deed_of_the_stories_is_done_through_its_use_case() -> None:
    assert set(DOES) == {deed.name for deed in ALL_DEEDS}


def _seen(casebook: Casebook, reference: str, seed: int) -> Iterator[Seen]:
    """Yield how it stands after each deed that the procedure allowed, and what others saw of it."""
    chance = random.Random(seed)  # noqa: S311  (nothing to guess)
    entries = casebook.entries(reference)
    yield Seen(casebook.case(reference), casebook.roster(), entries, own=casebook.listed(reference))
    for _ in range(DEEDS):
        which, choice, waits = (chance.randrange(each) for each in STEP)
        case = casebook.case(reference)
        casebook.now = later(case, casebook.now, WAITS[waits])
        if not _happens(casebook, reference, deed_for(case, which), choice):
            continue
        known, case, roster = len(entries), casebook.case(reference), casebook.roster()
        entries = casebook.entries(reference)
        looked_at = _looked_at(case, roster)
        yield Seen(
            case=case,
            roster=roster,
            new=entries[known:],
            looked_at=looked_at,
            read_by=tuple(each for each in looked_at if _reads(casebook, reference, each)),
            home_of=tuple(each for each in looked_at if _is_in_home(casebook, reference, each)),
            own=casebook.listed(reference),
            differs=_differs(casebook),
        )


def _differs(casebook: Casebook) -> tuple[watchdog.Difference, ...]:
    """What is not as the record says, but for what nobody has struck or sent in a story told so quickly."""
    late = {watchdog.What.OVERDUE, watchdog.What.UNSENT}
    found = watchdog.look(casebook.database, 0, 10, now=casebook.now).found
    return tuple(each for each in found if each.what not in late)


def _happens(casebook: Casebook, reference: str, deed: Deed, choice: int) -> bool:
    scene = Scene(casebook.case(reference), casebook.roster(), casebook.now, choice)
    try:
        if deed.who is not None:
            scene.by = who_does(scene, deed)
        DOES[deed.name](Doing(casebook, reference, scene))
    except Refused:
        return False
    return True


def _is_outside(case: Case, roster: Roster, person: int) -> bool:
    """Whether somebody has no part, does not watch over it, and is asked for nothing in it."""
    is_inside = (
        inside.may_read(case, person, roster)
        or withdrawing.is_asked(case, person, roster)
        or any(person in issue.holders for issue in case.policy_issues)
    )
    return not is_inside


def _looked_at(case: Case, roster: Roster) -> tuple[int, ...]:
    """Whoever has been taken out, and some of all the others without a part, others each time."""
    outside = [person for person in roster.people if _is_outside(case, roster, person)]
    gone = [person for person in outside if person in case.taken_out]
    return (*gone, *outside[case.seq % 9 :: 9])


def _reads(casebook: Casebook, reference: str, person: int) -> bool:
    """Whether any view of it opens to somebody, or any form."""
    doors = (
        lambda: showing.card(casebook.database, reference, by=person, now=casebook.now),
        lambda: showing.whole_record(casebook.database, reference, by=person, now=casebook.now),
        lambda: showing.issues(casebook.database, reference, by=person, now=casebook.now),
        lambda: asking.possible(casebook.database, reference, {}, by=person, now=casebook.now),
    )
    return any(_opens(door) for door in doors)


def _opens(door: Any) -> bool:
    try:
        door()
    except Refused:
        return False
    return True


def _is_in_home(casebook: Casebook, reference: str, person: int) -> bool:
    return reference in repr(showing.home(casebook.database, person, now=casebook.now))


def _lines(casebook: Casebook, reference: str) -> Iterator[str]:
    """Yield the kind of each line of the record, as somebody with a part copies it."""
    reader = min(casebook.case(reference).parts)
    whole = showing.whole_record(casebook.database, reference, by=reader, now=casebook.now)
    return (line.event.kind for line in whole.lines)


def _swept(casebook: Casebook, reference: str) -> int:
    """After an outage of months all that is due strikes, until nothing is."""
    known = len(casebook.entries(reference))
    casebook.now += timedelta(days=90)
    while time.due(casebook.database, casebook.now):
        casebook.strikes()
    return sum(isinstance(entry.act, MovedUp) for entry in casebook.entries(reference)[known:])


def _parts_by(story: Story) -> dict[int, set[int]]:
    """Return who has ever had a part, or been asked for consent, by the number of the entry."""
    case = Case(story.seen[0].case.reference, story.seen[0].case.rules)
    parts = {0: set[int]()}
    for entry in (entry for seen in story.seen for entry in seen.new):
        case = after(case, entry)
        parts[entry.seq] = parts[entry.seq - 1] | set(case.concerned)
    return parts


def _leads_of(story: Story) -> set[int]:
    """Return whoever holds or covers a lead's post that may be told: of its agencies, and of the area."""
    case, roster = story.seen[-1].case, story.seen[-1].roster
    posts = [
        post
        for post in roster.posts.values()
        if (post.is_designated_lead and post.agency_id in case.agencies)
        or (post.is_safeguarding_lead and not case.is_inside)
    ]
    return {person for post in posts for person in (*post.holders, *post.deputies)}
