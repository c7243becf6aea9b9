"""The program without its doors: database, worker and engine, with a practice Slack over HTTP."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from bot.accounts import DailyLook
from bot.clock import PracticeClock
from bot.delivery import Worker
from bot.engine import Engine
from bot.slack import client
from casework import delivery, raising, work
from procedure import acts
from procedure.acts import Danger, Entry
from procedure.case import Case
from sandbox.practice.stage import at
from sandbox.slack.identity import BOT_TOKEN
from sandbox.slack.screen import SeenMessage
from sandbox.slack.server import PracticeSlack
from storage import cases, people, record
from storage.engine import Database

PATIENCE_SECONDS = 20.0


@dataclass
class Office:
    """What the tests do here: raise something, let time pass, work it off, and look at what became of it."""

    slack: PracticeSlack
    database: Database
    clock: PracticeClock
    worker: Worker
    engine: Engine
    look: DailyLook

    def __post_init__(self) -> None:
        self._forms = count(1)
        self._threads: list[threading.Thread] = []

    @classmethod
    def of(cls, slack: PracticeSlack, database: Database) -> "Office":
        """Return the program at work for a practice Slack on a database."""
        clock = PracticeClock(f"{slack.url}/practice/clock")
        worker = Worker(database, client(BOT_TOKEN, slack.api_url, timeout_seconds=1), clock)
        return cls(
            slack,
            database,
            clock,
            worker,
            Engine(database, clock, worker),
            DailyLook(database, worker, clock),
        )

    def id_of(self, first_name: str) -> int:
        """Return the number under which the program knows somebody."""
        with self.database.read() as connection:
            known = people.by_slack_id(connection, f"U0{first_name.upper()}")
        assert known is not None, f"{first_name} is not known"
        return known.id

    def raise_it(self, *, by: str = "Priya", against: str = "Tom", danger: Danger = Danger.NONE) -> str:
        """Raise a disagreement; nothing goes out yet."""
        form = raising.Form(
            form_id=f"form {next(self._forms)}",
            danger=danger,
            against=(raising.Named("person", self.id_of(against)),),
            dispute="The plan was ended too soon.",
            wanted="A meeting of both teams.",
        )
        raised = raising.raise_disagreement(self.database, form, by=self.id_of(by), now=self.clock.now())
        return raised.case.reference

    def work_off(self) -> None:
        """Sweep and send until nothing is on its way, waiting for whatever waits for a time."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        self.engine.work_off()
        while delivery.outstanding(self.database):
            assert time.monotonic() < give_up_at, f"still on their way: {self.on_their_way()}"
            self.wait_for_the_next()
            self.engine.work_off()

    def try_each_once(self) -> None:
        """Try to send as many notices as are on their way now, with no second try of any that fails."""
        while self.engine.sweep():
            pass
        for _ in range(delivery.outstanding(self.database)):
            self.worker.send_next()

    def try_until(self, condition: Callable[[], object]) -> None:
        """Sweep and send until something has come about, whatever else fails meanwhile."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            assert time.monotonic() < give_up_at, "it did not come about"
            self.try_each_once()

    def wait_for_the_next(self) -> None:
        """Wait until the machine time at which the next notice may go out."""
        seconds = self.worker.seconds_to_next()
        if seconds is not None:
            threading.Event().wait(seconds)

    def move_to(self, words: str) -> None:
        """Move the workspace's clock, which nobody follows here, and take its time over."""
        self.slack.practice.move_to(at(words))
        self.clock = PracticeClock(f"{self.slack.url}/practice/clock")
        self.worker.clock = self.engine.clock = self.look.clock = self.clock

    def case(self, reference: str) -> Case:
        """Return a disagreement as it stands."""
        with self.database.read() as connection:
            return work.load(connection, reference, self.clock.now()).case

    def row(self, reference: str) -> cases.Row:
        """Return what is known of a disagreement beside its record."""
        with self.database.read() as connection:
            return cases.find(connection, reference)

    def entries(self, reference: str) -> tuple[Entry, ...]:
        """Return its record."""
        with self.database.read() as connection:
            return record.read(connection, cases.find(connection, reference).id)[0]

    def acts(self, reference: str, kind: type[Any]) -> list[Any]:
        """Return the acts of a kind in its record."""
        return [entry.act for entry in self.entries(reference) if isinstance(entry.act, kind)]

    def has_failed_room(self, reference: str) -> bool:
        """Whether it is recorded that no room can be had."""
        return bool(self.acts(reference, acts.RoomFailed))

    def calls(self, method: str) -> list[dict[str, Any]]:
        """Return every call of a method that Slack saw."""
        return [call for call in self.slack.practice.calls() if call["method"] == method]

    def posts(self) -> list[dict[str, Any]]:
        """Return everything that was shown to people, in order."""
        return [row for row in self.slack.practice.deliveries() if row["kind"] in ("dm", "message")]

    def messages_to(self, first_name: str) -> list[dict[str, Any]]:
        """Return the direct messages that somebody has received."""
        return [row for row in self.posts() if row["kind"] == "dm" and f"U0{first_name.upper()}" in row["to"]]

    def pinned(self, reference: str) -> list[SeenMessage]:
        """Return what is pinned in a disagreement's room."""
        room = self.slack.practice.sees("U0PRIYA").channel(self.row(reference).room or "")
        assert room is not None
        return [message for message in room.messages if message.pinned]

    def on_their_way(self) -> list[tuple[str, str, str]]:
        """Return the notices that have not gone out: key, state, error."""
        return [each for each in self.notices() if each[1] in ("waiting", "sending")]

    def notices(self) -> list[tuple[str, str, str]]:
        """Return key, state and error of every notice."""
        with self.database.read() as connection:
            rows = connection.exec_driver_sql("SELECT key, state, error FROM notice ORDER BY id").all()
        return [(row.key, row.state, row.error) for row in rows]

    def in_the_file(self, statement: str) -> None:
        """Do to the database what only a hand can."""
        with self.database.write() as connection:
            connection.exec_driver_sql(statement)
            connection.exec_driver_sql("UPDATE roster_version SET number = number + 1")


class HeldClock:
    """Procedure time in the test's hand: nobody is woken when it moves."""

    is_waited_for = True

    def __init__(self, at: datetime, pace: float = 200.0) -> None:
        self.at = at
        self.pace = pace
        self.speed = 0.0
        self.reported: list[int] = []

    def now(self) -> datetime:
        return self.at

    def follow(self, wake: Callable[[], None]) -> None:
        """Nobody is woken."""

    def version(self) -> int:
        return 0

    def settled(self, version: int, next_due: datetime | None) -> None:
        self.reported.append(version)
        self.next_due = next_due

    def stop(self) -> None:
        """Nothing to stop."""


def words_in(row: dict[str, Any]) -> str:
    """Return what a message says."""
    return " ".join(_texts(row["blocks"] or []))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, each in value.items() if key in _SAID for text in _texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in _texts(each)]
    return []


_SAID = frozenset({"text", "elements", "fields", "accessory"})


def instant(words: str) -> datetime:
    """Read words as an instant of London time."""
    return at(words)
