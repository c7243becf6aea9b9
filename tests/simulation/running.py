"""A story is played: everything in it happens on the virtual clock, and then it is judged."""

import logging
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import bot.engine
from storage import people
from tests.procedure.london_time import at
from tests.simulation import remembering
from tests.simulation.partnership import Place
from tests.simulation.people import People
from tests.simulation.processes import Processes
from tests.simulation.seams import instead
from tests.simulation.slack import Slack
from tests.simulation.story import (
    BEGINNINGS,
    HOUR,
    AccountGoes,
    ClockJumps,
    DatabaseFails,
    Dies,
    Does,
    MachineOff,
    Raises,
    RoomGoes,
    SlackFails,
    Stalls,
    Step,
    Story,
)
from tests.simulation.watching import Watch
from tests.simulation.world import World

SENDERS = 2
"""Of each process: two are enough to get into each other's way, and half as dear as four."""
QUIET_SECONDS = 2 * HOUR
"""So long nothing more goes wrong at the end, and all that is on its way arrives."""


@dataclass
class Played:
    """What is left of a story: the world as it was at its end, to be judged."""

    story: Story
    world: World
    slack: Slack
    watch: Watch
    processes: Processes
    people: People
    stumbles: list[str] = field(default_factory=list)


def play(story: Story, place: Place) -> Played:
    """Let a story happen, from an empty database to the quiet after its end."""
    place.begin_anew()
    world = World(at(BEGINNINGS[story.beginning]), story.order)
    slack, watch = Slack(world), Watch(world)
    with place.database.read() as connection:
        everyone = people.everyone(connection)
    slack.people(everyone)
    processes = Processes(world, slack, watch, place.database.engine, story.skews)
    crowd = People(world, processes, slack, {one.name.split()[0]: one.id for one in everyone})
    played = Played(story, world, slack, watch, processes, crowd)
    engine = place.database.engine
    with (
        instead(bot.engine, "SENDERS", SENDERS),
        watch.watching(),
        remembering.what_was_read(engine),
        _listening(played.stumbles),
    ):
        processes.begin()
        for number, step in enumerate(story.steps):
            world.start(type(step).__name__, _happening(step, number, played), at=step.at)
        world.run_until(story.seconds)
        _calm_down(played)
        world.run_until(story.seconds + QUIET_SECONDS)
        processes.end()
        world.run_until(world.seconds + 1)
    return played


def _calm_down(played: Played) -> None:
    """Whatever went wrong is mended, and every process is up."""
    for trouble in list(played.slack.troubles):
        played.slack.end(trouble)
    played.processes.calm_down()


def _happening(step: Step, number: int, played: Played) -> Callable[[], None]:
    """What a step is, when its time has come."""
    return lambda: _HAPPENS[type(step)](played, step, number)


def _slack_fails(played: Played, step: SlackFails) -> None:
    played.slack.begin(step)
    played.world.wait(step.seconds)
    played.slack.end(step)


_HAPPENS: Mapping[type, Callable[[Played, Any, int], None]] = {
    Raises: lambda played, step, number: played.people.raises(step, number),
    Does: lambda played, step, number: played.people.does(step, number),
    AccountGoes: lambda played, step, number: played.people.account_goes(step),
    RoomGoes: lambda played, step, number: played.people.room_goes(step),
    SlackFails: lambda played, step, number: _slack_fails(played, step),
    DatabaseFails: lambda played, step, number: played.processes.fails(step),
    Dies: lambda played, step, number: played.processes.dies(step),
    MachineOff: lambda played, step, number: played.processes.off(step),
    Stalls: lambda played, step, number: played.processes.stalls(step),
    ClockJumps: lambda played, step, number: played.processes.jumps(step),
}


@contextmanager
def _listening(stumbles: list[str]) -> Iterator[None]:
    """Take note of every failure that the program itself calls a bug."""
    log, handler = logging.getLogger("disagree"), _Listener(stumbles)
    level, passes = log.level, log.propagate
    log.addHandler(handler)
    log.setLevel(logging.ERROR)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = passes


class _Listener(logging.Handler):
    def __init__(self, stumbles: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._stumbles = stumbles

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            trace = "".join(traceback.format_exception(*record.exc_info)[-3:])
            self._stumbles.append(f"{record.getMessage()}: {trace}")
