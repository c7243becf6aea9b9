"""The stories of searches reach every act: what a new act does is searched from the day on which it comes."""

import random
from collections.abc import Iterator
from functools import cache
from typing import get_args

import pytest

from procedure import acts
from procedure.acts import Act
from procedure.case import State
from tests.procedure.stories.deeds import ALWAYS, OPEN
from tests.procedure.stories.deeds_of_record import ENDING, SETTLED, WRITTEN
from tests.procedure.stories.scene import Moment
from tests.procedure.stories.told import BEGINNING, FEWEST, MOST, STEP, told_as

STORIES = 1500
"""So many stories, always the same ones, are told at most; most acts come up in the first hundred."""

EXCEPTIONS: dict[type[Act], str] = {}
"""Acts that no story reaches, each with the reason."""


@cache
def reached() -> tuple[frozenset[type], frozenset[str], frozenset[State]]:
    """Return the acts, the deeds and the states that stories have come to, once all are there or told."""
    kinds, deeds, states = set[type](), set[str](), set[State]()
    for story in _stories():
        kinds |= {type(entry.act) for entry in story[-1].entries}
        deeds |= {moment.deed for moment in story}
        states |= {moment.case.state for moment in story}
        if kinds >= set(get_args(Act)) and deeds >= DEEDS and states >= set(State):
            break
    return frozenset(kinds), frozenset(deeds), frozenset(states)


DEEDS = {deed.name for deed in (*OPEN, *ALWAYS, *WRITTEN, *ENDING, *SETTLED)}


def _stories() -> Iterator[list[Moment]]:
    chance = random.Random(0)  # noqa: S311  (nothing to guess)
    for _ in range(STORIES):
        beginning = tuple(chance.randrange(each) for each in BEGINNING)
        length = chance.randint(FEWEST, MOST)
        yield told_as(beginning, [tuple(chance.randrange(each) for each in STEP) for _ in range(length)])


@pytest.mark.parametrize("kind", get_args(Act), ids=lambda kind: str(kind.act))
def test_some_story_reaches_each_act(kind: type[Act]) -> None:
    if kind not in EXCEPTIONS:
        assert kind in reached()[0], (
            f"no story reaches {kind.__name__}: write a deed for it in tests/procedure/stories/, "
            "or list it in EXCEPTIONS with the reason"
        )


@pytest.mark.parametrize("deed", sorted(DEEDS))
def test_each_deed_is_done_in_some_story(deed: str) -> None:
    assert deed in reached()[1]


@pytest.mark.parametrize("state", State)
def test_some_story_comes_to_each_state(state: State) -> None:
    assert state in reached()[2]


def test_every_exception_is_still_an_act_that_no_story_reaches() -> None:
    assert not reached()[0] & set(EXCEPTIONS)
    assert set(EXCEPTIONS) <= set(get_args(acts.Act))
