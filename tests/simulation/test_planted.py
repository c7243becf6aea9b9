"""The simulation can see: bugs are planted, and each is found in the first stories that could show it."""

from collections.abc import Iterator

import pytest

from tests.simulation.bugs import PLANTED
from tests.simulation.partnership import Place, place
from tests.simulation.short_stories import ABOUT
from tests.simulation.story import Story
from tests.simulation.telling import Outcome, outcome_of


@pytest.fixture(scope="module")
def partnership() -> Iterator[Place]:
    """The partnership, prepared once."""
    with place() as prepared:
        yield prepared


@pytest.mark.timeout(900)
@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found_and_without_it_the_same_story_is_sound(bug: str, partnership: Place) -> None:
    plant, kind = PLANTED[bug]
    outcomes = list[tuple[Story, Outcome]]()

    for story in ABOUT[bug]():
        with plant():
            outcomes.append((story, outcome_of(story, partnership)))
        if kind in outcomes[-1][1].kinds:
            break

    story, found = outcomes[-1]
    assert kind in found.kinds, f"not found in {len(outcomes)} stories"
    assert outcome_of(story, partnership).findings == ()
