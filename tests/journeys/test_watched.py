"""The program watched from outside, over HTTP: what goes wrong shows, and so does that it is well again."""

import ctypes
import sqlite3
import threading
import time
from collections.abc import Callable, Set
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.process import Process
from bot.watching.bounds import Bounds
from sandbox.mail.faults import Fault
from sandbox.mail.server import MailServer
from sandbox.practice.stage import Door, Stage
from tests.journeys.conftest import InThisProcess, StageAt
from tests.journeys.seen import raised_by

pytestmark = pytest.mark.journey

HASTY = Bounds(between_looks=0.1, socket=0.3, slack=0.3, writing=0.5, still=0.3)
"""As the program's own, but that nobody here waits half a minute to see what lasts."""
PATIENCE_SECONDS = 60.0


@dataclass
class Watched:
    """A program at work in a practice partnership, and what it says of itself to whoever watches."""

    stage: Stage
    process: Process
    url: str

    def asks(self, path: str) -> tuple[int, dict[str, Any]]:
        """Ask for a page; return its status and what it says."""
        answer = httpx.get(self.url + path, timeout=PATIENCE_SECONDS)
        return answer.status_code, answer.json()

    def wrong(self, path: str = "/ready") -> set[str]:
        """Return the checks that are not well."""
        status, said = self.asks(path)
        wrong = {name for name, check in said["checks"].items() if not check["is_well"]}
        assert (status == 200) is (not wrong)
        return wrong

    def waits_until(self, is_so: Callable[[Set[str]], object]) -> None:
        """Ask until what is wrong is as expected."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while not is_so(wrong := self.wrong()):
            assert time.monotonic() < give_up_at, f"wrong is still: {wrong}"
            time.sleep(0.05)

    def waits_until_wrong(self, *names: str) -> None:
        """Ask until one of some checks is not well any more."""
        self.waits_until(lambda wrong: wrong & set(names))

    def waits_until_well(self) -> None:
        """Ask until all is well."""
        self.waits_until(lambda wrong: not wrong)

    def measures(self, name: str, **labels: str) -> float:
        """Return a figure of Prometheus's page, the sum of all that have the labels."""
        families = text_string_to_metric_families(httpx.get(f"{self.url}/metrics").text)
        return sum(
            sample.value
            for family in families
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        )

    def leaves_it_alone(self) -> None:
        """Have nothing mended, so that what is wrong can be looked at."""
        watch = self.process.watchers.watch
        watch.loop.stop()
        watch.loop.join()
        watch.bounds = Bounds()

    def by_hand(self, statement: str) -> None:
        """Do to the database what only a hand can."""
        with closing(sqlite3.connect(self.stage.database, isolation_level=None, timeout=10)) as connection:
            connection.execute(statement)


@pytest.fixture
def watched(stage_at: StageAt, door: Door) -> Watched:
    return watching(stage_at, door)


def watching(stage_at: StageAt, door: Door, mail: MailServer | None = None) -> Watched:
    stage = stage_at("Tuesday 2026-12-22 16:30", door, mail=mail, DISAGREE_WATCH_PORT="0")
    app = stage.app
    assert isinstance(app, InThisProcess)
    assert app.process is not None
    assert app.process.watchers.page is not None
    app.process.watchers.watch.bounds = HASTY
    return Watched(stage, app.process, f"http://127.0.0.1:{app.process.watchers.page.port}")


killing = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


def kill(thread: threading.Thread) -> None:
    """End a thread as nothing in it can prevent, at its next step."""
    assert thread.ident is not None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit))


def named(name: str) -> threading.Thread:
    return next(thread for thread in threading.enumerate() if thread.name == name)


def test_what_goes_wrong_shows_within_a_minute() -> None:
    bounds = Bounds()
    longer = {"late", "late_urgent"}

    others = {name: seconds for name, seconds in asdict(bounds).items() if name not in longer}
    assert all(seconds + bounds.between_looks <= 60 for seconds in others.values())


def test_a_program_at_work_is_ready_and_healthy(watched: Watched) -> None:
    raised_by(watched.stage, "Priya", "Tom")
    watched.stage.settle()

    watched.waits_until_well()

    assert watched.asks("/health")[0] == 200
    assert {"clocks", "notices", "database", "writing", "slack"} <= set(watched.asks("/ready")[1]["checks"])


@pytest.mark.parametrize("path", ["/", "/ready/more", "/slack/events"])
def test_nothing_else_is_served(watched: Watched, path: str) -> None:
    assert watched.asks(path) == (404, {})
    assert httpx.post(watched.url + "/ready").status_code == 405
    assert httpx.head(watched.url + "/health").content == b""


@killing
def test_a_dead_loop_is_said_and_started_again(watched: Watched) -> None:
    watched.leaves_it_alone()
    sweep = named("sweep")
    kill(sweep)
    watched.process.engine.wake()
    sweep.join(PATIENCE_SECONDS)

    assert watched.wrong() == {"loop_sweep"}
    assert watched.wrong("/health") == {"loop_sweep"}
    watched.process.watchers.watch.look()

    watched.waits_until_well()
    reference = raised_by(watched.stage, "Priya", "Tom", soon="two_hours")
    watched.stage.move_to("Tuesday 2026-12-22 18:30")
    assert f"{reference} is with you" in watched.stage.person("Grace").sees().words


@killing
def test_a_dead_alarm_is_said_and_started_again(watched: Watched) -> None:
    watched.leaves_it_alone()
    alarm = named("APScheduler")
    kill(alarm)
    watched.stage.practice.run_at(1)
    watched.process.engine.wake()
    alarm.join(PATIENCE_SECONDS)

    assert watched.wrong() == {"alarm"}
    watched.process.watchers.watch.look()

    assert watched.wrong() == set()
    assert named("APScheduler").is_alive()


def test_a_database_that_is_gone_is_said(watched: Watched) -> None:
    with closing(sqlite3.connect(watched.stage.database, isolation_level=None)) as another:
        another.execute("BEGIN EXCLUSIVE")
        watched.waits_until_wrong("database", "writing")
        another.execute("ROLLBACK")

    watched.waits_until_well()


def test_where_slack_is_away_that_is_said(watched: Watched, door: Door) -> None:
    raised_by(watched.stage, "Priya", "Tom", soon="two_hours")
    watched.stage.settle()
    watched.stage.practice.go_away()
    watched.stage.move_to("Tuesday 2026-12-22 18:31")

    watched.waits_until_wrong("slack")
    if door is Door.SOCKET:
        watched.waits_until_wrong("socket")
    watched.stage.practice.come_back()

    watched.waits_until_well()


def test_messages_that_fail_are_said_until_they_arrive(watched: Watched) -> None:
    watched.stage.practice.fault("chat.postMessage", "server_error", times=None)
    raised_by(watched.stage, "Priya", "Tom")
    watched.stage.move_to("Tuesday 2026-12-22 16:32")

    watched.waits_until_wrong("notices")
    watched.stage.practice.clear_faults()

    watched.waits_until_well()


def test_a_mail_server_that_refuses_us_is_said_until_a_mail_has_gone(
    stage_at: StageAt, door: Door, mail: MailServer
) -> None:
    watched = watching(stage_at, door, mail)
    watched.waits_until_well()
    mail.faults.add(Fault.REFUSE_SENDER, times=None)
    raised_by(watched.stage, "Priya", "Tom", soon="two_hours")

    watched.waits_until_wrong("mail")
    assert "the mail server refuses us (sender_550)" in watched.asks("/ready")[1]["checks"]["mail"]["says"]
    assert watched.measures("disagree_check_well", check="mail") == 0
    assert watched.measures("disagree_mails_total", outcome="sender_550") > 0
    assert mail.mailboxes.all() == ()
    mail.faults.end()

    watched.waits_until_well()
    assert len(mail.mailboxes.wait_for(bool, PATIENCE_SECONDS)) == 1
    assert watched.measures("disagree_mails_total", outcome="ok") == 1


def test_a_clock_that_is_overdue_is_said_until_it_is_struck(watched: Watched) -> None:
    raised_by(watched.stage, "Priya", "Tom", soon="two_hours")
    watched.stage.settle()
    watched.by_hand("UPDATE disagreement SET rules_id = 'x' || rules_id")
    watched.stage.move_to("Tuesday 2026-12-22 18:31")

    watched.waits_until_wrong("clocks")
    watched.by_hand("UPDATE disagreement SET rules_id = substr(rules_id, 2)")
    watched.stage.move_to("Tuesday 2026-12-22 19:30")

    watched.waits_until_well()


def test_the_figures_say_what_was_done_and_nothing_of_whom(watched: Watched) -> None:
    reference = raised_by(watched.stage, "Priya", "Tom", soon="two_hours")
    watched.stage.move_to("Tuesday 2026-12-22 18:30")

    assert watched.measures("disagree_open_cases") == 1
    assert watched.measures("disagree_slack_calls_total", method="chat.postMessage", outcome="ok") > 0
    assert watched.measures("disagree_strike_late_seconds_count", kind="tier_ends") == 1
    assert watched.measures("disagree_notice_late_seconds_count", kind="call") >= 2
    assert watched.measures("disagree_notices_ended_total", end="sent") > 4
    assert watched.measures("disagree_loop_turns_total", loop="sweep") > 0
    assert watched.measures("disagree_check_well", check="clocks") == 1
    page = httpx.get(f"{watched.url}/metrics").text + httpx.get(f"{watched.url}/ready").text
    assert reference not in page
    assert "Priya" not in page


def test_what_slack_refuses_for_its_number_is_counted(watched: Watched) -> None:
    watched.stage.practice.fault("chat.postMessage", "rate_limited", times=1, retry_after=1)
    raised_by(watched.stage, "Priya", "Tom")
    watched.stage.settle()

    assert watched.measures("disagree_slack_calls_total", outcome="rate_limited") == 1


def test_while_the_database_is_gone_the_figures_leave_out_what_it_would_say(watched: Watched) -> None:
    with closing(sqlite3.connect(watched.stage.database, isolation_level=None)) as another:
        another.execute("BEGIN EXCLUSIVE")
        page = httpx.get(f"{watched.url}/metrics", timeout=PATIENCE_SECONDS).text
        another.execute("ROLLBACK")

    assert 'disagree_check_well{check="database"} 0.0' in page
    assert "disagree_open_cases" not in page
