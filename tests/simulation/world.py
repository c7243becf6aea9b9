"""Virtual time, and tasks that take turns in it: the earliest first, and chance decides between equals."""

import heapq
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from greenlet import getcurrent, greenlet  # type: ignore[import-untyped]


class Killed(BaseException):
    """The process is dead: whatever it was about to do is not done, and nothing that it held is left."""


class Task:
    """Something under way in the world; `name` says what a person would call it."""

    def __init__(self, world: "World", name: str, body: Callable[[], None]) -> None:
        self.name = name
        self.about = ""
        """The key of the notice that it has in hand, by which what it says to Slack is known again."""
        self.began = 0.0
        """When it began the call that it makes."""
        self.recorded = 0
        """How many lines of records it has written and committed."""
        self.process: object = None
        """Which of the processes it belongs to; None where it is no part of the program."""
        self.is_killed = False
        self._body = body
        self._turn = 0
        self._greenlet = greenlet(self._run, parent=world.hub)

    @property
    def is_over(self) -> bool:
        """Whether it has nothing more to do."""
        return bool(self._greenlet.dead)

    def _run(self) -> None:
        with suppress(Killed):
            self._body()

    def next_turn(self) -> int:
        """Make every turn that was promised before void, and return the number of the new one."""
        self._turn += 1
        return self._turn

    def go_on(self, turn: int) -> None:
        """Go on until it waits again, unless this turn is void by now."""
        if turn == self._turn and not self.is_over:
            self._greenlet.switch()


class World:
    """Seconds since the beginning, which pass only between two turns; nothing here reads a real clock."""

    def __init__(self, starts_at: datetime, order: int) -> None:
        self.starts_at = starts_at
        self.seconds = 0.0
        self.hub = getcurrent()
        self.chance = random.Random(order)  # noqa: S311  (nothing to guess)
        self.task: Task | None = None
        self._turns: list[tuple[float, float, int, Task, int]] = []
        self._number = 0

    def now(self) -> datetime:
        """Return the true time, which no process knows."""
        return self.starts_at + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """Return the seconds since the beginning."""
        return self.seconds

    def start(self, name: str, body: Callable[[], None], *, at: float | None = None) -> Task:
        """Have something begin, now unless said otherwise."""
        task = Task(self, name, body)
        self.wake(task, self.seconds if at is None else at)
        return task

    def wake(self, task: Task, at: float) -> None:
        """Have a task's next turn at an instant, instead of any promised before."""
        self._number += 1
        heapq.heappush(self._turns, (at, self.chance.random(), self._number, task, task.next_turn()))

    def kill(self, task: Task) -> None:
        """Have a task end where it stands; it says goodbye to nobody."""
        task.is_killed = True
        self.wake(task, self.seconds)

    def wait(self, seconds: float) -> None:
        """Let a time pass for the task under way; the others go on meanwhile. Raises Killed."""
        assert self.task is not None, "only a task waits"
        self.wake(self.task, self.seconds + seconds)
        self.sleep()

    def sleep(self) -> None:
        """Let time pass for the task under way until somebody wakes it. Raises Killed."""
        task = self.task
        assert task is not None, "only a task sleeps"
        self.hub.switch()
        if task.is_killed:
            raise Killed

    def run_until(self, seconds: float) -> None:
        """Let everything happen that happens until an instant."""
        while self._turns and self._turns[0][0] <= seconds:
            at, _, _, task, turn = heapq.heappop(self._turns)
            self.seconds = max(self.seconds, at)
            self.task = task
            task.go_on(turn)
        self.task = None
        self.seconds = max(self.seconds, seconds)
