"""The stage of a journey: a practice Slack, the app with its real database file, both doors."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zlib import crc32

import pytest
from click.testing import CliRunner

from bot import command_line, settings
from bot.process import Process, build
from sandbox.mail.server import MailServer
from sandbox.practice.stage import Door, Stage, at
from tests import volatile
from tests.casework.casebook import EXAMPLE_VALE


class InThisProcess:
    """The app in the test's own process, threads and all, so that what it does is measured."""

    has_ended = False

    def __init__(self) -> None:
        self.process: Process | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        """Build and start it as `disagree run` does."""
        self.process = build(settings.read(environment))
        self.process.start()

    def stop(self) -> None:
        """Stop it in order."""
        if self.process is not None:
            self.process.stop()
            self.process = None

    def administer(self, environment: Mapping[str, str], *arguments: str) -> str:
        """Run a `disagree` command in this process."""
        done = CliRunner().invoke(command_line.main, arguments, env=environment)
        if done.exit_code:
            raise RuntimeError(done.output)
        return done.output


StageAt = Callable[..., Stage]


THROUGH_BOTH_DOORS = frozenset(
    {"test_every_listener", "test_ladder", "test_outage", "test_private", "test_settling", "test_stories"}
)
"""The journeys that between them press every button and fill in every form, and what is about the wire."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """
    Lead each journey through a door: some through both, each other through one, always the same, so that
    either door sees half of them. DISAGREE_BOTH_DOORS leads all through both.
    """
    if "door" in metafunc.fixturenames:
        name = metafunc.module.__name__.rpartition(".")[2]
        is_led_through_both = name in THROUGH_BOTH_DOORS or "DISAGREE_BOTH_DOORS" in os.environ
        one = list(Door)[crc32(metafunc.function.__name__.encode()) % len(Door)]
        metafunc.parametrize("door", list(Door) if is_led_through_both else [one])


Furnishings = dict[tuple[str, datetime, bool], bytes]
"""The database after an administrator's commands, for an area, the instant at which they were given, and
whether it sends mail."""


@dataclass
class FurnishedOnce(Stage):
    """A stage on which what an administrator does is done once for all that begin alike."""

    furnishings: Furnishings = field(default_factory=dict)

    def _set_up(self) -> None:
        alike = (self.area, self.starts_at, self.mail is not None)
        if alike in self.furnishings:
            self.database.write_bytes(self.furnishings[alike])
        else:
            super()._set_up()
            self.furnishings[alike] = self.database.read_bytes()


@pytest.fixture(scope="session")
def furnishings() -> Furnishings:
    """What has been set up by one of the processes that run tests."""
    return {}


@pytest.fixture
def stage_at(furnishings: Furnishings) -> Iterator[StageAt]:
    """Return what sets a stage whose clock stands at an instant of London time."""
    with ExitStack() as stack:
        folder = stack.enter_context(volatile.folder())

        def set_up(
            words: str,
            door: Door = Door.SOCKET,
            area: str = "northmere",
            mail: MailServer | None = None,
            **settings: str,
        ) -> Stage:
            app, begins = InThisProcess(), at(words)
            stage = FurnishedOnce(
                folder,
                app,
                door,
                starts_at=begins,
                area=area,
                roster=_roster_of(area, folder),
                mail=mail,
                furnishings=furnishings,
                settings=settings,
            )
            return stack.enter_context(stage)

        yield set_up


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A real SMTP server on the loopback address, and everybody's mailbox."""
    with MailServer() as server:
        yield server


def _roster_of(area: str, folder: Path) -> Path | None:
    """Return the file of who is who in the other area; the first one has the invented partnership's."""
    if area == "northmere":
        return None
    file = folder / "roster.csv"
    file.write_text(EXAMPLE_VALE, encoding="utf-8")
    return file
