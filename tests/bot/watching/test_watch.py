"""What counts as wrong, and what only as busy, as machine time passes."""

import time
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.clock import Machine
from bot.delivery.by_mail import MailWorker
from bot.mail import MailFailure, server_of
from bot.watching.check import Check
from bot.watching.watch import Watch
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
        self.office.worker.machine = Machine(monotonic=lambda: time.monotonic() + self.ahead)
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


def test_clocks_that_nobody_strikes_are_said_after_half_a_minute(watching: Watching) -> None:
    watching.office.raise_it()
    watching.clock.at += timedelta(days=30)
    watching.watch.look()
    busy = watching.check("clocks")

    watching.pass_by(31)
    still = watching.check("clocks")

    assert busy.is_well
    assert busy.says == "many clocks are due; they are being worked off"
    assert not still.is_well
    assert still.says == "clocks are overdue, and nothing moves"
    watching.office.engine.clock = watching.clock
    while watching.office.engine.sweep():
        pass
    assert watching.check("clocks").is_well


def test_a_loop_that_hangs_is_said_after_three_quarters_of_a_minute(watching: Watching) -> None:
    engine = watching.office.engine
    watching.ahead = 0.0
    engine.start()
    turning = {check.name: check.is_well for check in watching.watch.turning()}
    engine.stop()
    watching.pass_by(50)
    hanging = {check.name: check.is_well for check in watching.watch.turning()}

    assert turning["loop_sweep"]
    assert turning["alarm"]
    assert not hanging["loop_sweep"]
    assert not hanging["loop_send-0"]
    assert hanging["loop_chores"]


def test_what_else_is_watched_is_asked_too(watching: Watching) -> None:
    watching.watch.more = (lambda: Check("backup", is_well=False, says="none since Monday"),)

    assert watching.check("backup").as_json() == {"is_well": False, "says": "none since Monday"}
    assert not watching.watch.is_ready
