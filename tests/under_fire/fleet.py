"""Real processes of the program on one database, which can be killed and started again at any moment."""

import json
import random
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.journeys.conftest import InThisProcess


class Gone(Exception):  # noqa: N818  (it says what is the case)
    """What starts and kills the processes has ended itself."""


class Fleet:
    """The app of a stage as so many processes; orders may come from several threads."""

    def __init__(self, log: Path, number: int) -> None:
        self.log, self._number = log, number
        self._guard = threading.Lock()
        self._environment: dict[str, str] = {}
        self.running: list[int] = []
        self.ended_by_themselves = 0
        """So many have, as one does that starts and finds no server."""
        command = [sys.executable, "-m", "tests.under_fire.warm"]
        self._warm = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.starter = self._warm.pid
        """The process that starts and kills the others."""

    def start(self, environment: Mapping[str, str]) -> None:
        """Start all processes."""
        self._environment = dict(environment)
        self.running = [self._start() for _ in range(self._number)]

    def stop(self) -> None:
        """Kill all processes: nothing here ends in order."""
        for number in self.running:
            self._order({"kill": number})
        self.running = []

    @property
    def has_ended(self) -> bool:
        """Whether all processes have ended by themselves."""
        return bool(self.running) and all(self._order({"has_ended": one}) for one in self.running)

    def kill(self, place: int) -> None:
        """Kill one of the processes and start another in its place."""
        self.ended_by_themselves += bool(self._order({"kill": self.running[place % self._number]}))
        self.running[place % self._number] = self._start()

    def start_again(self) -> None:
        """Start each anew that has ended by itself, as whoever runs the program does."""
        for place, number in enumerate(self.running):
            if self._order({"has_ended": number}):
                self.ended_by_themselves += 1
                self.running[place] = self._start()

    def administer(self, environment: Mapping[str, str], *arguments: str) -> str:
        """Run a `disagree` command in this process."""
        return InThisProcess().administer(environment, *arguments)

    def end(self) -> None:
        """Kill whatever runs, and let go of what starts it."""
        with self._guard:
            self._warm.communicate()

    def _start(self) -> int:
        return int(str(self._order({"start": self._environment, "log": str(self.log)})))

    def _order(self, order: Mapping[str, object]) -> object:
        with self._guard:
            assert self._warm.stdin is not None
            assert self._warm.stdout is not None
            with suppress(BrokenPipeError):
                self._warm.stdin.write(json.dumps(order) + "\n")
                self._warm.stdin.flush()
            if not (said := self._warm.stdout.readline()):
                raise Gone(f"it ended with {self._warm.wait()}")
            return json.loads(said)


@dataclass
class Killer:
    """Kills one process after the other at random moments, and now and then lets the server crash."""

    fleet: Fleet
    chance: random.Random
    kills: int
    wait_for_app: Callable[[], None]
    crash: Callable[[], None] | None = None
    killed: int = 0
    crashed: int = 0
    failure: BaseException | None = None
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to kill, in a thread of its own."""
        self._thread = threading.Thread(target=self._go_about, name="killer", daemon=True)
        self._thread.start()

    @property
    def is_at_work(self) -> bool:
        """Whether more is to be killed."""
        return self._thread is not None and self._thread.is_alive()

    def stop(self) -> None:
        """Let everything live from now on; raises what went wrong."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        if self.failure is not None:
            raise self.failure

    def _go_about(self) -> None:
        try:
            while self.killed < self.kills and not self._stopping.is_set():
                # Now and then it is killed before it has quite started; mostly when it is at work.
                if self.chance.random() > A_TENTH:
                    self.wait_for_app()
                self._stopping.wait(self.chance.uniform(0.0, LONGEST_LIFE_SECONDS))
                self.fleet.kill(self.chance.randrange(10))
                self.killed += 1
                if self.crash is not None and self.chance.random() < A_CRASH_IN:
                    self.crash()
                    self.crashed += 1
        except Exception as failure:  # noqa: BLE001  (it is raised where the thread is waited for)
            self.failure = failure


A_TENTH = 0.1
A_CRASH_IN = 0.05
"""So often the server crashes with a process of ours."""
LONGEST_LIFE_SECONDS = 3.0
"""So long a process lives at most once it can be reached."""
