import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import PracticeClock
from bot.engine import Engine
from casework import time as due_time
from procedure import acts
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN
from storage.engine import Unavailable
from tests.bot.conftest import STARTS_AT
from tests.bot.office import HeldClock, Office, instant

PATIENCE_SECONDS = 15.0
TIER_ENDS = "Thursday 2026-12-31 17:00"

pytestmark = pytest.mark.timeout(60)


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock(STARTS_AT)


@pytest.fixture
def engine(office: Office, clock: HeldClock) -> Iterator[Engine]:
    """An engine in a thread of its own with a short net, once it is started."""
    office.worker.clock = clock
    engine = Engine(office.database, clock, office.worker, net_seconds=0.05)
    yield engine
    engine.stop()


def wait_until(condition: Callable[[], object]) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < give_up_at, "it did not come about"
        threading.Event().wait(0.01)


def test_what_is_overdue_happens_once_and_oldest_first(office: Office) -> None:
    references = [office.raise_it(against=name) for name in ("Tom", "Mina")]
    office.work_off()
    office.move_to("Friday 2027-01-01 09:00")

    office.work_off()

    for reference in references:
        (moved,) = office.acts(reference, acts.MovedUp)
        assert moved.tier == 1
        assert moved.was_due_at == instant(TIER_ENDS)
    assert office.engine.sweep() == 0


def test_one_sweep_runs_no_case_through_two_tiers_however_late_it_is(office: Office) -> None:
    reference = office.raise_it()
    office.work_off()
    office.move_to("Friday 2027-03-05 09:00")

    office.work_off()

    assert [move.tier for move in office.acts(reference, acts.MovedUp)] == [1]
    assert office.case(reference).due_at == instant("Friday 2027-03-12 17:00")


def test_a_poison_clock_holds_up_no_other_and_is_tried_again(office: Office) -> None:
    poisoned, other = office.raise_it(against="Tom"), office.raise_it(against="Mina")
    office.work_off()
    content = content_of_the_first(office, poisoned)
    office.in_the_file("DROP TRIGGER entry_no_update")
    spoil(office, poisoned, "{}")
    office.move_to(TIER_ENDS)

    office.try_each_once()
    assert len(office.acts(other, acts.MovedUp)) == 1

    spoil(office, poisoned, content)
    assert office.acts(poisoned, acts.MovedUp) == []
    office.move_to("Thursday 2026-12-31 17:02")
    office.work_off()
    assert len(office.acts(poisoned, acts.MovedUp)) == 1


def content_of_the_first(office: Office, reference: str) -> str:
    with office.database.read() as connection:
        statement = (
            f"SELECT content FROM entry WHERE seq = 1 AND disagreement_id = {office.row(reference).id}"
        )
        return str(connection.exec_driver_sql(statement).scalar_one())


def spoil(office: Office, reference: str, content: str) -> None:
    with office.database.write() as connection:
        connection.exec_driver_sql(
            "UPDATE entry SET content = ? WHERE seq = 1 AND disagreement_id = ?",
            (content, office.row(reference).id),
        )


def test_time_that_jumps_ahead_is_noticed_though_nobody_rings(
    office: Office, engine: Engine, clock: HeldClock
) -> None:
    reference = office.raise_it()
    engine.start()
    wait_until(lambda: not office.on_their_way())

    clock.at = instant(TIER_ENDS)

    wait_until(lambda: office.acts(reference, acts.MovedUp))


def test_nothing_happens_early_when_time_is_put_back(
    office: Office, engine: Engine, clock: HeldClock
) -> None:
    reference = office.raise_it()
    engine.start()
    wait_until(lambda: clock.reported)
    clock.at -= timedelta(days=365)
    engine.wake()
    wait_until(lambda: not office.on_their_way())
    assert office.acts(reference, acts.MovedUp) == []

    clock.at = instant(TIER_ENDS)

    wait_until(lambda: office.acts(reference, acts.MovedUp))


@pytest.mark.parametrize(
    ("ahead", "speed"),
    [
        pytest.param(timedelta(seconds=1), 1.0, id="in real time"),
        pytest.param(timedelta(hours=1), 3600.0, id="an hour in a second"),
    ],
)
def test_the_alarm_wakes_the_engine_long_before_the_net_would(
    office: Office, ahead: timedelta, speed: float
) -> None:
    reference = office.raise_it()
    office.work_off()
    (due_at,) = [office.case(reference).due_at]
    assert due_at is not None
    began = time.monotonic()
    running = RunningClock(due_at - ahead, speed)
    engine = Engine(office.database, running, office.worker, net_seconds=60)

    engine.start()
    wait_until(lambda: office.acts(reference, acts.MovedUp))
    engine.stop()

    assert time.monotonic() - began < PATIENCE_SECONDS


class RunningClock(HeldClock):
    """Time that runs on from an instant."""

    def __init__(self, at: datetime, speed: float = 1.0) -> None:
        super().__init__(at)
        self.speed = speed
        self._began = time.monotonic()

    def now(self) -> datetime:
        return self.at + timedelta(seconds=(time.monotonic() - self._began) * self.speed)


def test_a_chore_that_fails_holds_up_nothing(office: Office, engine: Engine) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    engine.chores = fail
    reference = office.raise_it()

    engine.start()

    wait_until(lambda: office.acts(reference, acts.RoomOpened))


def test_the_engine_goes_on_after_the_database_was_away(office: Office, engine: Engine) -> None:
    away = threading.Event()
    met = threading.Event()

    def chore() -> None:
        if not away.is_set():
            away.set()
            raise Unavailable("locked")
        met.set()

    engine.chores = chore
    reference = office.raise_it()

    engine.start()

    assert met.wait(PATIENCE_SECONDS)
    wait_until(lambda: office.acts(reference, acts.RoomOpened))


def test_the_engine_goes_on_after_it_stumbled(office: Office, engine: Engine, clock: HeldClock) -> None:
    stumbled = threading.Event()

    def settled(version: int, next_due: datetime | None) -> None:
        if not stumbled.is_set():
            stumbled.set()
            raise ZeroDivisionError
        clock.reported.append(version)

    clock.settled = settled  # type: ignore[method-assign]

    engine.start()

    wait_until(lambda: clock.reported == [0])


def test_a_practice_clock_moves_on_while_slack_is_away(office: Office) -> None:
    office.raise_it()
    office.slack.practice.go_away()
    start_following(office)

    office.slack.practice.settle()

    assert office.on_their_way()


def start_following(office: Office) -> None:
    """Start the engine as one whom the workspace knows to wait for."""
    office.clock.settled(office.clock.version() - 1)
    office.clock.follow(office.engine.wake)
    office.engine.start()


def test_a_practice_clock_waits_until_what_is_due_has_happened_and_gone_out(office: Office) -> None:
    reference = office.raise_it()
    start_following(office)

    office.slack.practice.move_to(instant(TIER_ENDS))

    assert len(office.acts(reference, acts.MovedUp)) == 1
    assert office.messages_to("Omar")
    assert office.on_their_way() == []


def test_a_stopped_engine_has_finished_what_it_began(office: Office, engine: Engine) -> None:
    for name in ("Tom", "Mina", "Freya"):
        office.raise_it(against=name)
    engine.start()
    office.slack.practice.wait_for_call("chat.postMessage")

    engine.stop()

    assert "sending" not in {state for _, state, _ in office.notices()}
    before = len(office.slack.practice.calls())
    engine.wake()
    assert len(office.slack.practice.calls()) == before
    assert not [thread for thread in threading.enumerate() if thread.name == "engine"]


def test_a_stopped_engine_strikes_no_further_clock(office: Office) -> None:
    office.raise_it()
    office.work_off()
    office.move_to(TIER_ENDS)
    office.engine.stop()

    assert office.engine.sweep() == 0
    assert due_time.due(office.database, office.clock.now())


def test_a_clock_that_somebody_else_took_is_not_struck_again(office: Office) -> None:
    reference = office.raise_it()
    office.work_off()
    office.move_to(TIER_ENDS)
    now = office.clock.now()
    (armed,) = [each for each in due_time.due(office.database, now) if each.owner == reference]

    assert due_time.strike(office.database, armed, now=now)
    struck = office.entries(reference)
    assert not due_time.strike(office.database, armed, now=now)

    assert office.entries(reference) == struck


def test_the_practice_clock_follows_the_workspace(office: Office) -> None:
    moved = threading.Event()
    clock = PracticeClock(f"{office.slack.url}/practice/clock", "beside")
    before = clock.version()

    def wake() -> None:
        clock.settled(clock.version())
        if clock.now() == instant(TIER_ENDS):
            moved.set()

    clock.follow(wake)
    office.slack.practice.move_to(instant(TIER_ENDS))

    assert moved.wait(PATIENCE_SECONDS)
    assert clock.version() > before
    clock.stop()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_process_stops_in_order_when_it_is_told_to(
    office: Office, path: Path, number: signal.Signals
) -> None:
    reference = office.raise_it()
    environment = {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": office.slack.api_url,
        "DATABASE_URL": f"sqlite:///{path}",
        "DISAGREE_PRACTICE_CLOCK": f"{office.slack.url}/practice/clock",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.command_line", "run"], env=environment, stderr=subprocess.PIPE, text=True
    )
    office.slack.practice.wait_for_app(PATIENCE_SECONDS)
    wait_until(lambda: office.acts(reference, acts.RoomOpened))

    process.send_signal(number)
    _, said = process.communicate(timeout=PATIENCE_SECONDS)

    assert process.returncode == 0
    assert "disagree is running" in said
    assert "Traceback" not in said
    assert "sending" not in {state for _, state, _ in office.notices()}
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
