"""The demo: both stories on a stage of their own, told in the terminal; it fails if any step fails."""

import tempfile
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from sandbox.practice.own_process import OwnProcess
from sandbox.practice.stage import Stage
from sandbox.practice.stories import injury_to_an_infant, school_and_social_care
from sandbox.practice.telling import Terminal


def play(console: Console) -> None:
    """Tell both stories, then show a record as it goes on the child's file, and where everything is kept."""
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
    console.print()
    console.print(Panel(Text(told.record), title=f"{told.reference}: the copy for the child's file"))
    console.print(
        f"The whole record is in {folder / 'disagree.db'}; what the app logged in {folder / 'disagree.log'}."
    )
