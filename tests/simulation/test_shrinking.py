"""A story that fails is made short: what it does not need is left out."""

from tests.simulation.shrinking import shortest
from tests.simulation.story import Dies, Raises, Story, in_words, written


def test_what_is_left_is_what_it_takes_to_fail() -> None:
    story = next(each for each in map(written, range(100)) if len(each.steps) > 30)

    def fails(each: Story) -> bool:
        kinds = [type(step) for step in each.steps]
        return Raises in kinds and kinds.count(Dies) >= 2

    short = shortest(story, fails)

    assert [type(step) for step in short.steps].count(Dies) == 2
    assert len(short.steps) == 3


def test_after_so_many_tries_the_shortest_yet_is_told() -> None:
    story = next(each for each in map(written, range(100)) if len(each.steps) > 30)
    tries = list[Story]()

    def fails(each: Story) -> bool:
        tries.append(each)
        return len(each.steps) > 1

    short = shortest(story, fails, most=4)

    assert len(tries) == 4
    assert 1 < len(short.steps) < len(story.steps)


def test_a_story_is_told_with_its_seed_and_a_line_a_step() -> None:
    story = written(102)

    lines = in_words(story).splitlines()

    assert lines[0].startswith("seed 102: 1 weeks from")
    assert len(lines) == 1 + len(story.steps)
