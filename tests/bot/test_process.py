import logging
import shutil
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.process import Process
from casework import raising
from procedure import acts
from procedure.acts import Danger
from sandbox.practice.stage import Actor, Door, Stage
from sandbox.slack.client import Submitted
from storage import cases, people, record
from storage.engine import connect
from tests.journeys.conftest import InThisProcess

PATIENCE_SECONDS = 20.0

pytestmark = pytest.mark.timeout(90)


@dataclass
class Furnished(Stage):
    """A stage whose area and roster are in the database already."""

    furnished: Path = Path()

    def _set_up(self) -> None:
        shutil.copy(self.furnished, self.database)


@pytest.fixture
def app() -> InThisProcess:
    return InThisProcess()


@contextmanager
def stage_of(tmp_path: Path, app: InThisProcess, furnished: Path, door: Door) -> Iterator[Stage]:
    with Furnished(tmp_path, app, door, furnished=furnished) as stage:
        yield stage


def running(app: InThisProcess) -> Process:
    assert app.process is not None
    return app.process


def fill_in(priya: Actor) -> None:
    priya.types()
    priya.chooses("danger", "none")
    against = priya.finds("against", "Tom Ellery")
    priya.fills(
        {"against": [against], "dispute": "It was closed.", "wanted": "A visit.", "soon": "procedure"}
    )


@pytest.mark.parametrize("door", Door)
def test_what_is_under_way_when_it_is_told_to_stop_is_finished_and_answered(
    tmp_path: Path, app: InThisProcess, furnished: Path, door: Door
) -> None:
    with stage_of(tmp_path, app, furnished, door) as stage:
        process, priya = running(app), stage.person("Priya")
        fill_in(priya)
        sent: list[Submitted] = []
        view = priya.view.id
        submitting = threading.Thread(target=lambda: sent.append(stage.practice.submit(priya.id, view)))
        stopping = threading.Thread(target=app.stop)

        with locked(stage.database):
            submitting.start()
            wait_until_a_writer_queues(process)
            stopping.start()
        for thread in (submitting, stopping):
            thread.join(PATIENCE_SECONDS)

        assert [submitted.outcome for submitted in sent] == ["updated"]
        assert references(stage.database) == [("D-2026-0001",)]
        assert names_of_our_threads() == set()


class Holding(logging.Handler):
    """Holds up the client of Socket Mode where it takes up a session, until it may go on."""

    def __init__(self) -> None:
        super().__init__()
        self.is_there, self.may_go_on = threading.Event(), threading.Event()

    def handle(self, record: logging.LogRecord) -> bool:
        # Not `emit`, for which a handler is locked: whoever else writes a line would be held up too.
        if record.getMessage().startswith("Starting to receive messages"):
            self.is_there.set()
            self.may_go_on.wait(PATIENCE_SECONDS)
        return True


@pytest.fixture
def holding(caplog: pytest.LogCaptureFixture) -> Iterator[Holding]:
    caplog.set_level(logging.INFO)
    held = Holding()
    logging.getLogger().addHandler(held)
    yield held
    logging.getLogger().removeHandler(held)


def test_it_can_be_stopped_just_as_it_takes_up_the_connection(
    tmp_path: Path, app: InThisProcess, furnished: Path, holding: Holding
) -> None:
    with stage_of(tmp_path, app, furnished, Door.SOCKET):
        assert holding.is_there.wait(PATIENCE_SECONDS)
        door, stopping = running(app).door, threading.Thread(target=app.stop)

        stopping.start()
        while door.is_open:
            time.sleep(0.01)
        holding.may_go_on.set()
        stopping.join(PATIENCE_SECONDS)

        assert not stopping.is_alive()
        assert names_of_our_threads() == set()


@contextmanager
def locked(database: Path) -> Iterator[None]:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def wait_until_a_writer_queues(process: Process) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not process.database._writers.is_held:  # noqa: SLF001
        assert time.monotonic() < give_up_at
        threading.Event().wait(0.005)


def references(database: Path) -> list[tuple[str]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT reference FROM disagreement").fetchall()


def names_of_our_threads() -> set[str]:
    ours = ("engine", "http-door", "socket-door", "listener", "APScheduler")
    return {thread.name for thread in threading.enumerate() if thread.name.startswith(ours)}


@pytest.mark.parametrize("door", Door)
def test_what_was_stopped_goes_on_where_it_was_when_it_is_started_again(
    tmp_path: Path, app: InThisProcess, furnished: Path, door: Door
) -> None:
    with stage_of(tmp_path, app, furnished, door) as stage:
        priya = stage.person("Priya")
        fill_in(priya)
        priya.submits()
        app.stop()

        app.start(stage.environment)
        stage.wait_for_app()
        stage.settle()

        assert priya.room().members
        assert stage.person("Zed").sees().private_channels == ()


def test_it_starts_while_slack_is_away_and_catches_up_when_slack_is_back(
    tmp_path: Path, app: InThisProcess, furnished: Path
) -> None:
    with stage_of(tmp_path, app, furnished, Door.SOCKET) as stage:
        app.stop()
        stage.practice.go_away()
        reference = raise_it(stage)

        app.start(stage.environment)
        stage.move_to("Thursday 2026-12-31 17:00")
        assert acts.ClockHeld in kinds_of_acts(running(app), reference)
        stage.practice.come_back()
        stage.practice.wait_for_app(PATIENCE_SECONDS)

        stage.person("Priya").waits_for(lambda screen: screen.private_channels)
        stage.person("Tom").waits_for(lambda screen: reference in screen.dump())


def raise_it(stage: Stage) -> str:
    """Raise a disagreement as a process did that has ended since."""
    database = connect(f"sqlite:///{stage.database}")
    with database.read() as connection:
        ids = {known.slack_id: known.id for known in people.everyone(connection)}
    form = raising.Form(
        form_id="form",
        danger=Danger.NONE,
        against=(raising.Named("person", ids["U0TOM"]),),
        dispute="It was closed.",
        wanted="A visit.",
    )
    raised = raising.raise_disagreement(database, form, by=ids["U0PRIYA"], now=stage.practice.now())
    database.close()
    return raised.case.reference


def kinds_of_acts(process: Process, reference: str) -> set[type]:
    with process.database.read() as connection:
        entries, _ = record.read(connection, cases.find(connection, reference).id)
    return {type(entry.act) for entry in entries}


def test_it_can_be_stopped_while_slack_is_away(tmp_path: Path, app: InThisProcess, furnished: Path) -> None:
    with stage_of(tmp_path, app, furnished, Door.SOCKET) as stage:
        app.stop()
        stage.practice.go_away()
        app.start(stage.environment)

        app.stop()

        assert names_of_our_threads() == set()
