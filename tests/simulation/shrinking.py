"""A story in which something goes wrong, made as short as it can be while it still does."""

from collections.abc import Callable
from dataclasses import replace

from tests.simulation.story import Step, Story

Fails = Callable[[Story], bool]
MOST_TRIES = 150


def shortest(story: Story, fails: Fails, most: int = MOST_TRIES) -> Story:
    """
    Return the story with every step left out that it does not need to fail, large parts first; after so
    many tries what has been reached by then.
    """
    tries = _Tries(fails, most)
    length = max(len(story.steps) // 2, 1)
    while True:
        shorter = _without_parts(story, length, tries)
        if shorter.steps == story.steps and length == 1:
            return _with_one_process(story, tries)
        story = shorter
        length = max(length // 2, 1)


class _Tries:
    def __init__(self, fails: Fails, most: int) -> None:
        self._fails, self._left = fails, most

    def still_fails(self, story: Story) -> bool:
        self._left -= 1
        return self._left >= 0 and self._fails(story)


def _without_parts(story: Story, length: int, tries: _Tries) -> Story:
    place = 0
    while place < len(story.steps):
        steps: tuple[Step, ...] = (*story.steps[:place], *story.steps[place + length :])
        shorter = replace(story, steps=steps)
        if tries.still_fails(shorter):
            story = shorter
        else:
            place += length
    return story


def _with_one_process(story: Story, tries: _Tries) -> Story:
    """One process is easier to follow than three, if it is enough."""
    numbers = {step.process for step in story.steps if hasattr(step, "process")}
    alone = replace(story, skews=story.skews[:1])
    return alone if numbers <= {0} and story.processes > 1 and tries.still_fails(alone) else story
