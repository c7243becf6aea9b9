"""The app in a process of its own, which is given nothing of this machine's settings and tokens."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

BASICS = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "PYTHONPATH")
"""All that the app is given of this machine's environment: what Python needs to start."""

_STOP_SECONDS = 20.0
_LAST_LINES = 12


class OwnProcess:
    """The app as `disagree run`, in a process of its own; `arguments` are what Python is started with."""

    def __init__(self, log: Path, arguments: tuple[str, ...] = ("-m", "bot.command_line", "run")) -> None:
        self.log = log
        self._arguments = arguments
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, environment: Mapping[str, str]) -> None:
        """Start `disagree run`; what it logs goes to a file."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self._arguments],
                env=_bare() | dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C at a terminal goes to a whole group; whoever started the app stops it in order
                process_group=0,
            )

    def stop(self) -> None:
        """Send SIGTERM and wait until it has ended; end it hard where it does not listen."""
        if self.process is None or self.has_ended:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(timeout=_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @property
    def has_ended(self) -> bool:
        """Whether it was started and runs no more, by itself or stopped."""
        return self.process is not None and self.process.poll() is not None

    def last_lines(self) -> str:
        """Return the end of what it logged."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LAST_LINES:])

    def administer(self, environment: Mapping[str, str], *arguments: str) -> str:
        """Run `disagree` with arguments."""
        done = subprocess.run(
            [sys.executable, "-m", "bot.command_line", *arguments],
            env=_bare() | dict(environment),
            capture_output=True,
            text=True,
            check=False,
            process_group=0,
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout


def _bare() -> dict[str, str]:
    return {name: os.environ[name] for name in BASICS if name in os.environ}
