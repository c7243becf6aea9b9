"""Weeks in which everything goes wrong: nothing is missed, nothing doubled, nothing lost, nothing stuck."""

import os
import secrets
from collections.abc import Iterator

import pytest

from tests.simulation.partnership import Place, place
from tests.simulation.running import play
from tests.simulation.story import in_words, written
from tests.simulation.telling import outcome_of

FRESH = int(os.environ.get("DISAGREE_WEEKS", "4"))
"""So many stories are played that nobody has seen before; `make simulate` plays thousands."""

FIXED = (2, 3, 4, 8, 15, 102)


@pytest.fixture(scope="module")
def partnership() -> Iterator[Place]:
    """The partnership, prepared once."""
    with place() as prepared:
        yield prepared


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", FIXED)
def test_nothing_is_missed_doubled_lost_or_stuck(seed: int, partnership: Place) -> None:
    story = written(seed)

    found = outcome_of(story, partnership).findings

    assert not found, in_words(story)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("number", range(FRESH))
def test_nothing_goes_wrong_in_weeks_that_nobody_has_seen_before(number: int, partnership: Place) -> None:
    story = written(secrets.randbelow(10**9))

    found = outcome_of(story, partnership).findings

    assert not found, f"make simulate WEEKS=1 SEED={story.seed} says more\n{in_words(story)}"


@pytest.mark.timeout(600)
def test_the_same_seed_is_the_same_story_call_by_call(partnership: Place) -> None:
    first, again = (play(written(102), partnership) for _ in range(2))

    assert [(asked.about, asked.at, asked.method) for asked in first.slack.asked] == [
        (asked.about, asked.at, asked.method) for asked in again.slack.asked
    ]
    assert [(line.seq, line.at, line.process) for line in first.watch.recorded] == [
        (line.seq, line.at, line.process) for line in again.watch.recorded
    ]


def test_a_story_with_much_in_it_is_one_with_kills_faults_and_forms_that_come_twice() -> None:
    kinds = {type(step).__name__ for seed in range(60) for step in written(seed).steps}

    assert kinds == {
        "Raises",
        "Does",
        "AccountGoes",
        "RoomGoes",
        "SlackFails",
        "DatabaseFails",
        "Dies",
        "MachineOff",
        "Stalls",
        "ClockJumps",
    }
    assert {written(seed).processes for seed in range(20)} == {1, 2, 3}
