"""Short stories, each about one thing that can go wrong: in these the planted bugs are looked for."""

from collections.abc import Callable, Iterator, Mapping

from tests.simulation.story import (
    DAY,
    HOUR,
    Dies,
    Does,
    MachineOff,
    Raises,
    SlackFails,
    Stalls,
    Step,
    Story,
    Trouble,
)

RAISED_AT = 5.0
"""By then every process is up."""
WITH_TOM, IN_DANGER = 0, 1
"""How it is raised: places in the list of ways."""


def story_of(number: int, *steps: Step, processes: int = 1) -> Story:
    """Return a story of a week, with the clocks of its processes a little apart."""
    skews = (0.0, 0.4, -0.3)[:processes]
    return Story(number, weeks=1, beginning=0, skews=skews, order=number, steps=steps)


def raised(how: int = WITH_TOM) -> Raises:
    """Return the raising with which each of them begins."""
    return Raises(RAISED_AT, 0, how, 1)


def nothing_goes_wrong(processes: int) -> Iterator[Story]:
    """Some processes over one database, and nothing but time."""
    yield story_of(1, raised(), processes=processes)


def a_process_dies(points: range) -> Iterator[Story]:
    """It is killed at one point after the other, while it has calls to make."""
    for point in points:
        yield story_of(point, raised(), Dies(RAISED_AT, 0, point, 5.0))


def a_process_stalls(points: range) -> Iterator[Story]:
    """It is stopped for longer than a lease at one point after the other, while another goes on."""
    for point in points:
        yield story_of(point, raised(), Stalls(RAISED_AT, 0, point, 75.0), processes=2)


def slack_fails(how: Trouble, seconds: float, share: float = 1.0) -> Iterator[Story]:
    """At first Slack does not answer as it should."""
    for number in range(1, 17):
        yield story_of(number, raised(), SlackFails(RAISED_AT, seconds, how, share), processes=2)


def the_machine_is_off() -> Iterator[Story]:
    """A child is in danger, and the machine is off for days."""
    for number, hours in enumerate((0.5, 2, 5)):
        yield story_of(number, raised(IN_DANGER), MachineOff(hours * HOUR, 3 * DAY))


def a_press_comes_twice(numbers: range = range(1, 40)) -> Iterator[Story]:
    """Somebody does something, and Slack delivers it twice."""
    for number in numbers:
        twice = (
            Does(HOUR + place, 0, 0, number * 31 + place, 7 * number, 1, again=3.0) for place in range(9)
        )
        yield story_of(number, raised(), *twice)


ABOUT: Mapping[str, Callable[[], Iterator[Story]]] = {
    "a lost lease": lambda: a_process_dies(range(10, 40, 3)),
    "a double claim": lambda: nothing_goes_wrong(3),
    "marked before it is sent": lambda: a_process_dies(range(10, 40, 3)),
    "a retry without settling": lambda: slack_fails(Trouble.ARRIVES_LATE, 4.0, 0.5),
    "no fencing": lambda: a_process_stalls(range(10, 40, 2)),
    "a forgotten reminder": lambda: nothing_goes_wrong(1),
    "order broken": lambda: slack_fails(Trouble.TIME_OUT_BEFORE, 30.0, 0.5),
    "an outage that skips a tier": the_machine_is_off,
    "a repeat that is not marked": lambda: slack_fails(Trouble.TIME_OUT_AFTER, 30.0, 0.5),
    "a press that counts twice": lambda: a_press_comes_twice(range(2, 6)),
    "a lapsed lease forgotten": lambda: a_process_dies(range(19, 40, 3)),
}
"""In which stories each planted bug would show."""
