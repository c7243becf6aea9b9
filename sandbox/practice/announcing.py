"""What the terminal says of a practice workspace: how it comes about, where it is, how it ends."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status
from rich.text import Text

from sandbox.practice.stage import Actor
from sandbox.slack import identity

_WIDEST = 18


class Announcer:
    """Tells whoever keeps a practice workspace what becomes of it."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def setting_up(self) -> Iterator["Underway"]:
        """Show, while it is set up, what is being done."""
        self._says("Setting up the practice workspace; this takes up to a minute.")
        with self._console.status("the people and the app") as status:
            yield Underway(status)

    def ready(self, url: str, keeps: Mapping[str, str]) -> None:
        """Say where everything is, and what it is."""
        self._says("")
        self._says("The practice workspace is open.", style="bold")
        self._tells("Page", f"{url}/")
        for name, what in keeps.items():
            self._tells(name, what)
        self._tells("For other apps", f"Web API {url}/api/")
        tokens = f"bot token {identity.BOT_TOKEN}, app-level token {identity.APP_TOKEN}"
        self._tells("", f"{tokens}, signing secret {identity.SIGNING_SECRET}")
        self._says(
            "It listens on this machine only. Everything in it is invented, and nothing leaves this machine."
        )
        self._says("Ctrl-C ends it.", style="bold")

    def has_ended(self, words: str) -> None:
        """Say that something has ended by itself; the workspace goes on without it."""
        self._says(words, style="red")
        self._says("The page goes on without it. Start again there, or end this with Ctrl-C.")

    def begins_anew(self) -> None:
        """Say that somebody on the page wants it all from the beginning."""
        self._says("Starting again, as asked on the page.")

    def ending(self) -> None:
        """Say that it is being ended, which takes a moment."""
        self._says("Ending; one moment.")

    def is_over(self) -> None:
        """Say that nothing runs any more."""
        self._says("The practice is over; nothing of it runs any more.")

    def _tells(self, name: str, what: str) -> None:
        self._says(f"  {name:{_WIDEST}}{what}")

    def _says(self, words: str, style: str = "") -> None:
        # an address or a path that is broken over two lines can't be copied
        self._console.print(Text(words, style=style), soft_wrap=True)


class Underway:
    """Tells what came before, a moment of it at a time, while it is played."""

    def __init__(self, status: Status) -> None:
        self._status = status
        self._when = ""

    def scene(self, title: str) -> None:
        """Note what time it is in the workspace."""
        self._when = title

    def does(self, who: Actor, what: str) -> None:
        """Show what somebody does."""
        self._status.update(Text(f"{self._when}: {who.name} {what}"))

    def shows_view(self, who: Actor) -> None:
        """Nothing: the page will show it."""

    def shows_news(self, *people: Actor) -> None:
        """Nothing: the page will show it."""
