"""The demo: both stories on a stage of their own, told in the terminal; it fails if any step fails."""

import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from sandbox.practice.own_process import OwnProcess
from sandbox.practice.stage import Stage
from sandbox.practice.stories import Told, injury_to_an_infant, school_and_social_care
from sandbox.practice.telling import Terminal


def play(console: Console) -> None:
    """
    Tell both stories, then show a record as it goes on the child's file, and where everything is kept.

    At a terminal the page stays open afterwards, until Enter or Ctrl-C; the clock stands where they ended.
    """
    folder = Path(tempfile.mkdtemp(prefix="disagree-demo-"))
    console.print(
        Panel(
            "An invented partnership, in a practice Slack on this machine. Nobody here is real.\n"
            f"The app runs beside it as its own process. Its database: {folder / 'disagree.db'}",
            title="disagree demo",
        )
    )
    tell = Terminal(console)
    with Stage(folder, OwnProcess(folder / "disagree.log")) as stage:
        told = school_and_social_care(stage, tell)
        injury_to_an_infant(stage, tell)
        _show_what_is_kept(console, told, folder)
        if sys.stdin.isatty() and sys.stdout.isatty():
            _stay_open(console, stage.slack.url)


def _show_what_is_kept(console: Console, told: Told, folder: Path) -> None:
    console.print()
    console.print(Panel(Text(told.record), title=f"{told.reference}: the copy for the child's file"))
    console.print(
        f"The whole record is in {folder / 'disagree.db'}; what the app logged in {folder / 'disagree.log'}."
    )


def _stay_open(console: Console, url: str) -> None:
    console.print(f"\nLook around at {url}/ in a browser on this machine.", soft_wrap=True)
    try:
        console.input("Enter ends it. ")
    except (KeyboardInterrupt, EOFError):
        console.print()
