"""The stage of a journey: a practice Slack, the app with its real database file, both doors."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import command_line, settings
from bot.process import Process, build
from sandbox.practice.stage import Door, Stage, at


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


@pytest.fixture(params=Door)
def door(request: pytest.FixtureRequest) -> Door:
    """Each journey goes through both doors."""
    return Door(request.param)


@pytest.fixture
def stage_at(tmp_path: Path) -> Iterator[StageAt]:
    """Return what sets a stage whose clock stands at an instant of London time."""
    with ExitStack() as stack:

        def set_up(words: str, door: Door = Door.SOCKET, area: str = "northmere") -> Stage:
            stage = Stage(tmp_path, InThisProcess(), door, starts_at=at(words), area=area)
            return stack.enter_context(stage)

        yield set_up
