"""One to three processes of the program over one database: each can be killed, stopped, its clock moved."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

import sqlalchemy as sa

from bot.accounts import DailyLook
from bot.clock import Machine
from bot.delivery import Worker
from bot.engine import Engine
from bot.loop import AGAIN_SECONDS, NET_SECONDS, Loop
from casework import time
from storage.engine import Database, Unavailable
from tests.simulation.slack import Slack, Web
from tests.simulation.story import ClockJumps, DatabaseFails, DatabaseTrouble, Dies, MachineOff, Stalls
from tests.simulation.watching import Watch
from tests.simulation.world import Killed, Task, World

BOOT_SECONDS, BOOTS_AGAIN_SECONDS = 2.0, 5.0
CHORES_SECONDS, CHORES_AT_FIRST, CHORES_LATER_SECONDS = 10.0, 6, 7200.0
_CAN_STALL = frozenset({"read", "after a commit"})
"""Not between its last look at the lease and the call: that window nobody can close (decision 003)."""


@dataclass(frozen=True)
class Able:
    """A time in which a process could act: it was up, and so was the database; `offset` is its clock's."""

    since: float
    until: float
    offset: float


@dataclass
class Process:
    """One running program; `offset` is by how many seconds its clock is out."""

    number: int
    world: World
    slack: Slack
    watch: Watch
    engine_of_all: sa.Engine
    offset: float
    troubles: list[DatabaseFails]
    is_alive: bool = True
    is_up: bool = False
    dies_in: int = 0
    stalls_in: int = 0
    stalls_for: float = 0.0
    on_up: Callable[[], None] = lambda: None
    on_death: Callable[[], None] = lambda: None
    on_news: Callable[["Process"], None] = lambda process: None
    tasks: list[Task] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.database = SteppingDatabase(self.engine_of_all, process=self)
        self.clock = ProcessClock(self)
        self.machine = Machine(self.now, self.world.monotonic)
        web = Web(self.slack, self.step)
        self.worker = Worker(self.database, web, self.clock, self.machine)  # type: ignore[arg-type]
        self.look = DailyLook(self.database, self.worker, self.clock)
        self.engine = Engine(self.database, self.clock, self.worker, chores=self.look.look_if_due)
        self.engine.sweeper = TurnLoop.instead_of(self.engine.sweeper, self, self._seconds_to_due)
        self.engine.senders = tuple(TurnLoop.instead_of(each, self) for each in self.engine.senders)

    def now(self) -> datetime:
        """Return what its clock says."""
        return self.world.now() + timedelta(seconds=self.offset)

    def start(self) -> None:
        """Begin as the program begins, and go on until killed."""
        self.do("the chores", self._live, at=self.world.seconds + BOOT_SECONDS)

    def do(self, name: str, body: Callable[[], None], *, at: float | None = None) -> Task:
        """Have something done by a listener of its own."""
        self.tasks = [task for task in self.tasks if not task.is_over]
        task = self.world.start(name, body, at=at)
        task.process = self
        self.tasks.append(task)
        return task

    def kill(self) -> None:
        """Kill it where it stands: nothing of what it held in memory is left."""
        self.is_alive = self.is_up = False
        for task in self.tasks:
            if task is not self.world.task and not task.is_over:
                self.world.kill(task)
        self.on_death()

    def step(self, where: str) -> None:
        """Pass a point at which it may be killed or stopped, or others may be quicker; raises Killed."""
        self.dies_in -= 1
        if self.dies_in == 0:
            self.kill()
            raise Killed
        if where == "before a commit":
            return
        seconds = self.world.chance.uniform(0.0, 0.01)
        if where in _CAN_STALL:
            seconds += self._stall()
        self.world.wait(seconds)

    def wake(self, at: float) -> None:
        """Have it look by an instant for what is due and what is to be sent; the rest it wakes itself."""
        for loop in (self.engine.sweeper, self.engine.senders[0]):
            assert isinstance(loop, TurnLoop), "every loop turns on the virtual clock"
            loop.wake_by(at)

    def _stall(self) -> float:
        self.stalls_in -= 1
        return self.stalls_for if self.stalls_in == 0 else 0.0

    def _live(self) -> None:
        """A database that is not there ends the program, and it is started again."""
        while True:
            try:
                time.arm_areas(self.database, now=self.clock.now())
            except Unavailable:
                self.world.wait(BOOTS_AGAIN_SECONDS)
            else:
                break
        self.is_up = True
        self.on_up()
        for loop in self.engine.loops:
            if isinstance(loop, TurnLoop):
                loop.start()
        self._do_chores()

    def _do_chores(self) -> None:
        """Oftener at first, when what they look for may not be there yet."""
        for number in count():
            with suppress(Unavailable):
                self.engine.chores()
            self.world.wait(CHORES_SECONDS if number < CHORES_AT_FIRST else CHORES_LATER_SECONDS)

    def _seconds_to_due(self) -> float:
        """When the alarm goes off that the engine sets."""
        due_at = time.next_due(self.database)
        return max((due_at - self.now()).total_seconds(), 0.005) if due_at else math.inf


@dataclass
class TurnLoop(Loop):
    """
    A loop of the engine whose turns are taken on the virtual clock. A look every few seconds that would find
    nothing new is left out: whatever is new wakes it within that time.
    """

    process: "Process" = field(kw_only=True)
    seconds_to_alarm: Callable[[], float] = field(kw_only=True)
    task: Task | None = None
    looks_by: float = math.inf
    is_asleep: bool = False

    @classmethod
    def instead_of(
        cls, loop: Loop, process: "Process", seconds_to_alarm: Callable[[], float] = lambda: math.inf
    ) -> "TurnLoop":
        """Return a loop that takes the same steps."""
        return cls(loop.name, loop.step, loop.net_seconds, process=process, seconds_to_alarm=seconds_to_alarm)

    def start(self) -> None:
        """Turn until the process is killed."""
        self.task = self.process.do(self.name, self._go_round)

    def wake(self) -> None:
        """Have the step taken at once, or once more where it is under way."""
        self.wake_by(self.process.world.seconds)

    def wake_by(self, at: float) -> None:
        """Have the step taken by an instant; one that is busy does so before it sleeps longer."""
        if at >= self.looks_by:
            return
        self.looks_by = at
        if self.is_asleep and self.task is not None:
            self.process.world.wake(self.task, at)

    def _go_round(self) -> None:
        world = self.process.world
        while True:
            self.looks_by = math.inf
            seconds = self._turn()
            if seconds == self.net_seconds:
                seconds = self._until_alarm()
            self.looks_by = min(self.looks_by, world.seconds + seconds)
            self.is_asleep = True
            world.wait(max(self.looks_by - world.seconds, 0.0))
            self.is_asleep = False

    def _until_alarm(self) -> float:
        try:
            return self.seconds_to_alarm()
        except Unavailable:
            return AGAIN_SECONDS


class ProcessClock:
    """Procedure time of one process: what its machine says."""

    pace = 1.0
    speed = 1.0
    is_waited_for = False

    def __init__(self, process: Process) -> None:
        self._process = process

    def now(self) -> datetime:
        """Return what its machine says."""
        return self._process.now()

    def follow(self, wake: Callable[[], None]) -> None:
        """Nobody moves this clock."""

    def version(self) -> int:
        """Never moved."""
        return 0

    def settled(self, version: int, next_due: datetime | None) -> None:
        """Nobody waits for it."""

    def stop(self) -> None:
        """Nothing to stop."""


@dataclass(frozen=True)
class SteppingDatabase(Database):
    """The database as one process has it: others may act between two transactions, none within one."""

    process: Process = field(kw_only=True)

    @contextmanager
    def write(self) -> Iterator[sa.Connection]:
        """Open a transaction that may be killed before its commit, or after it."""
        self._refuse(DatabaseTrouble.AWAY, DatabaseTrouble.READ_ONLY)
        with super().write() as connection:
            self.process.watch.begins()
            before = _changes(connection)
            yield connection
            self._refuse(DatabaseTrouble.FULL)
            self.process.step("before a commit")
            has_news = _changes(connection) != before
        self.process.watch.committed(self.process.number)
        if has_news:
            self.process.on_news(self.process)
        self.process.step("after a commit")

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Open a view, after which others may be quicker."""
        self._refuse(DatabaseTrouble.AWAY)
        with super().read() as connection:
            yield connection
        self.process.step("read")

    def _refuse(self, *kinds: DatabaseTrouble) -> None:
        if any(trouble.how in kinds for trouble in self.process.troubles):
            raise Unavailable("OperationalError")


def _changes(connection: sa.Connection) -> int:
    """Return how many rows this connection has ever changed."""
    return int(connection.connection.dbapi_connection.total_changes)  # type: ignore[union-attr]


class Processes:
    """All that are meant to run, and when each could act."""

    def __init__(self, world: World, slack: Slack, watch: Watch, engine: sa.Engine, skews: tuple[float, ...]):
        self.world, self.slack, self.watch = world, slack, watch
        self.able: list[Able] = []
        self.deaths = 0
        self._engine = engine
        self._offsets = list(skews)
        self._troubles: list[DatabaseFails] = []
        self._away: dict[int, float] = {}
        self._open: dict[int, tuple[float, float]] = {}
        self.running = [self._new(number) for number in range(len(skews))]

    def begin(self) -> None:
        """Start them all."""
        for process in self.running:
            process.start()

    def calm_down(self) -> None:
        """Nothing goes wrong any more, and all are up or about to be."""
        self._troubles.clear()
        self.look()
        for process in self.running:
            process.dies_in = process.stalls_in = 0
            self._set(process.number, 0.0)
            if not process.is_alive:
                self._again(process.number)

    def end(self) -> None:
        """End them all where they stand, and be done with what they could do."""
        for process in self.running:
            process.on_death = lambda: None
            process.kill()
        self.look()

    def at_hand(self, number: int) -> Process | None:
        """Return the process that takes what somebody sends: theirs, or another that is up."""
        turned = self.running[number:] + self.running[:number]
        return next((process for process in turned if process.is_up), None)

    def dies(self, step: Dies) -> None:
        """Have a process die soon."""
        self.running[step.process].dies_in = step.point
        self._away[step.process] = step.away

    def off(self, step: MachineOff) -> None:
        """Have all of them gone for a while."""
        for process in self.running:
            self._away[process.number] = step.seconds
            if process.is_alive:
                process.kill()

    def stalls(self, step: Stalls) -> None:
        """Have a process stop soon."""
        self.running[step.process].stalls_in = step.point
        self.running[step.process].stalls_for = step.seconds

    def jumps(self, step: ClockJumps) -> None:
        """Set a clock on or back, for a while."""
        was = self._offsets[step.process]
        self._set(step.process, was + step.by)
        self.world.wait(step.back)
        if self._offsets[step.process] == was + step.by:
            self._set(step.process, was)

    def fails(self, step: DatabaseFails) -> None:
        """Have the database take no part for a while."""
        self._troubles.append(step)
        self.look()
        self.world.wait(step.seconds)
        if step in self._troubles:
            self._troubles.remove(step)
        self.look()

    def look(self) -> None:
        """Note who can act from now on."""
        for process in self.running:
            was = self._open.get(process.number)
            is_able = process.is_up and not self._troubles
            now = (self.world.seconds, process.offset) if is_able else None
            if was and (now is None or was[1] != now[1]):
                self.able.append(Able(was[0], self.world.seconds, was[1]))
                self._open.pop(process.number)
            if now and process.number not in self._open:
                self._open[process.number] = now

    def _set(self, number: int, offset: float) -> None:
        self._offsets[number] = self.running[number].offset = offset
        self.look()
        self.running[number].wake(self.world.seconds + self._within_the_net())

    def _new(self, number: int) -> Process:
        process = Process(
            number, self.world, self.slack, self.watch, self._engine, self._offsets[number], self._troubles
        )
        process.on_death = lambda: self._died(number)
        process.on_up = self.look
        process.on_news = self._has_news
        return process

    def _died(self, number: int) -> None:
        self.deaths += 1
        self.look()
        away = self._away.pop(number, 5.0)
        self.world.start("the supervisor", lambda: self._again(number), at=self.world.seconds + away)

    def _again(self, number: int) -> None:
        if self.running[number].is_alive:
            return
        self.running[number] = self._new(number)
        self.running[number].start()

    def _has_news(self, by: Process) -> None:
        """Whoever has committed tells its own loops what they need to know; the net tells all loops."""
        for process in self.running:
            process.wake(self.world.seconds + self._within_the_net())

    def _within_the_net(self) -> float:
        return self.world.chance.uniform(0.0, NET_SECONDS)
