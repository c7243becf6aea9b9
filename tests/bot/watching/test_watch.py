"""What counts as wrong, and what only as busy, as machine time passes."""

import json
import threading
import time as time_of_machine
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.accounts import DailyLook
from bot.clock import Machine
from bot.delivery.by_mail import MailWorker
from bot.engine import Engine
from bot.mail import MailFailure, server_of
from bot.watching.check import Check
from bot.watching.page import Page
from bot.watching.tally import Tally
from bot.watching.watch import Watch
from casework import time
from procedure.acts import Danger
from tests.bot.office import HeldClock, Office

pytestmark = pytest.mark.timeout(60)


@dataclass
class Door:
    """A way in that a test opens and shuts."""

    is_open: bool = True
    name: str = "socket"


@dataclass
class Watching:
    """A watch over the office, whose machine time and procedure time a test moves."""

    office: Office
    clock: HeldClock
    door: Door
    ahead: float = 0.0

    def __post_init__(self) -> None:
        self.office.worker.machine = Machine(monotonic=lambda: time_of_machine.monotonic() + self.ahead)
        self.office.worker.pacing.machine = self.office.worker.machine
        self.office.worker.clock = self.clock
        office = self.office
        self.watch = Watch(office.database, self.clock, office.worker, office.engine, self.door)

    def pass_by(self, seconds: float) -> None:
        """Let time pass, both machine time and procedure time."""
        self.ahead += seconds
        self.clock.at += timedelta(seconds=seconds)

    def check(self, name: str) -> Check:
        """Return how something stands."""
        return next(check for check in self.watch.checks() if check.name == name)


@pytest.fixture
def watching(office: Office) -> Watching:
    return Watching(office, HeldClock(office.clock.now()), Door())


def test_a_way_in_that_is_shut_for_a_moment_is_well_and_for_longer_it_is_not(watching: Watching) -> None:
    watching.watch.look()
    watching.door.is_open = False

    watching.pass_by(15)
    assert watching.check("socket").is_well
    watching.pass_by(10)
    assert not watching.check("socket").is_well
    watching.door.is_open = True

    assert watching.check("socket").is_well


def test_a_mail_server_that_refuses_us_is_said_at_once_and_one_out_of_reach_after_half_a_minute(
    watching: Watching,
) -> None:
    office = watching.office
    server = server_of("smtp://127.0.0.1:9")
    mail = MailWorker(office.database, server, watching.clock, machine=office.worker.machine)
    office.engine.mail = mail
    assert watching.check("mail").says == "the mail server lets us in"

    mail.reception.was_denied(MailFailure("unreachable_TimeoutError"))
    assert watching.check("mail").is_well
    watching.pass_by(31)
    assert watching.check("mail").says.startswith("the mail server can't be reached (unreachable_")
    mail.reception.was_denied(MailFailure("login_535", needs_repair=True))
    assert watching.check("mail").says.startswith("the mail server refuses us (login_535)")
    mail.reception.was_given()

    assert watching.check("mail").is_well


def test_messages_that_nobody_sends_are_said_after_three_quarters_of_a_minute(watching: Watching) -> None:
    watching.office.raise_it()
    watching.watch.look()
    assert watching.check("notices").says == "nothing waits for long"

    watching.pass_by(46)
    check = watching.check("notices")

    assert not check.is_well
    assert check.says == "messages wait, and none goes out"
    assert check.figures["oldest_unsent_seconds"] >= 46


def test_many_messages_that_go_out_one_after_the_other_are_no_fault(watching: Watching) -> None:
    watching.office.raise_it()
    watching.office.raise_it()
    watching.watch.look()

    for _ in range(4):
        watching.pass_by(25)
        assert watching.office.worker.send_next()
        watching.watch.look()

    check = watching.check("notices")
    assert check.is_well
    assert check.says == "many messages wait; they go out as fast as Slack lets them"


def test_messages_that_slack_asked_to_hold_back_are_no_fault(watching: Watching) -> None:
    watching.office.raise_it()
    watching.watch.look()
    watching.office.worker.pacing.rest("chat.postMessage", 300)

    watching.pass_by(120)

    assert watching.check("notices").is_well


def test_slack_that_is_away_again_and_again_is_said_until_it_answers(watching: Watching) -> None:
    pacing = watching.office.worker.pacing
    assert watching.check("slack").is_well

    for _ in range(4):
        pacing.pause()
    assert not watching.check("slack").is_well
    pacing.resume()

    assert watching.check("slack").is_well


def many_are_due(watching: Watching, danger: Danger = Danger.NONE) -> None:
    """Have several clocks fall due at once, and half a minute pass."""
    for _ in range(4):
        watching.office.raise_it(danger=danger)
    due_at = time.next_due(watching.office.database)
    assert due_at is not None
    watching.clock.at = due_at
    watching.pass_by(31)
    watching.watch.look()


def strike_one(watching: Watching) -> None:
    """Strike one clock, as a sweep under way that has to work many off, and look."""
    database = watching.office.database
    assert time.strike(database, time.due(database, watching.clock.now())[0], now=watching.clock.now())
    watching.watch.look()


def test_clocks_that_nobody_strikes_are_said_after_half_a_minute(watching: Watching) -> None:
    many_are_due(watching)
    busy = watching.check("clocks")

    watching.pass_by(31)
    still = watching.check("clocks")

    assert busy.is_well
    assert busy.says == "many clocks are due; they are being worked off, the oldest after 0 min"
    assert not still.is_well
    assert still.says == "clocks are overdue, and nothing moves"
    watching.office.engine.clock = watching.clock
    while watching.office.engine.sweep():
        pass
    assert watching.check("clocks").is_well


def test_many_clocks_that_are_due_at_once_are_no_fault_until_they_are_late(watching: Watching) -> None:
    many_are_due(watching)

    watching.pass_by(29)
    strike_one(watching)
    watching.pass_by(29)
    strike_one(watching)
    busy = watching.check("clocks")
    watching.clock.at += timedelta(minutes=4)
    strike_one(watching)
    late = watching.check("clocks")

    assert busy.is_well
    assert busy.says == "many clocks are due; they are being worked off, the oldest after 1 min"
    assert busy.figures["due"] >= 2
    assert not late.is_well
    assert late.says == "more clocks are due than can be worked off in time; the oldest is 5 min late"


def test_what_cannot_wait_is_late_after_a_minute_however_much_is_due(watching: Watching) -> None:
    many_are_due(watching, Danger.NOW)

    watching.pass_by(29)
    strike_one(watching)
    busy = watching.check("clocks")
    watching.pass_by(1)
    strike_one(watching)
    late = watching.check("clocks")

    assert busy.is_well
    assert not late.is_well
    assert late.figures["oldest_urgent_overdue_seconds"] == 61


@pytest.mark.parametrize("name", ["sweep", "send-0", "send-3", "mail", "chores", "watch"])
def test_a_loop_that_hangs_is_named_within_a_minute_and_no_other(watching: Watching, name: str) -> None:
    office = watching.office
    server = server_of("smtp://127.0.0.1:9")
    mail = MailWorker(office.database, server, watching.clock, machine=office.worker.machine)
    watching.watch.engine = engine = Engine(office.database, watching.clock, office.worker, mail=mail)
    hangs, is_over = threading.Event(), threading.Event()

    def hang() -> float:
        hangs.set()
        is_over.wait()
        return 0.0

    for loop in (*engine.loops, watching.watch.loop):
        loop.machine = office.worker.machine
        if loop.name == name:
            loop.step = hang
    engine.start()
    watching.watch.loop.start()
    hangs.wait()

    before = wrong(watching, "/health")
    watching.pass_by(50)
    others_turn(watching, name)
    after, ready = wrong(watching, "/health"), wrong(watching, "/ready")
    is_over.set()
    others_turn(watching, "")
    well = wrong(watching, "/health")
    watching.watch.loop.stop()
    engine.stop()

    assert before == well == set()
    assert after == {f"loop_{name}"}
    assert f"loop_{name}" in ready


def test_a_step_that_gets_on_does_not_hang_however_long_it_takes(watching: Watching) -> None:
    (*_, chores) = watching.office.engine.loops
    chores.machine = watching.office.worker.machine
    look = DailyLook(watching.office.database, watching.office.worker, watching.clock)
    look.gets_on = chores.gets_on

    chores.gets_on()
    watching.pass_by(50)
    hanging = watching.check("loop_chores")
    look.look_if_due()

    assert not hanging.is_well
    assert watching.check("loop_chores").is_well


def others_turn(watching: Watching, name: str) -> None:
    """Have every loop but one turn now."""
    others = [loop for loop in (*watching.watch.engine.loops, watching.watch.loop) if loop.name != name]
    give_up_at = time_of_machine.monotonic() + 20
    for loop in others:
        turned = loop.turned_at
        while loop.turned_at <= max(turned, watching.office.worker.machine.monotonic() - 40):
            assert time_of_machine.monotonic() < give_up_at, f"{loop.name} does not turn"
            loop.wake()
            threading.Event().wait(0.01)


def wrong(watching: Watching, path: str) -> set[str]:
    """Ask the page; return the checks that it says are not well."""
    statuses = list[str]()
    asked = {"REQUEST_METHOD": "GET", "PATH_INFO": path}
    watching.office.worker.tally = Tally()
    (body,) = Page(watching.watch)(asked, lambda status, headers: statuses.append(status))
    found = {name for name, check in json.loads(body)["checks"].items() if not check["is_well"]}
    assert statuses == ["503 Service Unavailable" if found else "200 OK"]
    return found


def test_what_else_is_watched_is_asked_too(watching: Watching) -> None:
    watching.watch.more = (lambda: Check("backup", is_well=False, says="none since Monday"),)

    assert watching.check("backup").as_json() == {"is_well": False, "says": "none since Monday"}
    assert not watching.watch.is_ready
