"""The stage: a practice Slack with the invented partnership in it, and the app run beside it."""

import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self
from zoneinfo import ZoneInfo

import yaml

from sandbox.mail.server import MailServer
from sandbox.practice.people import Account, accounts
from sandbox.slack.client import Impossible, NotSeen, Practice, Submitted
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from sandbox.slack.screen import Screen, SeenChannel, SeenMessage, SeenView
from sandbox.slack.server import PracticeSlack

LONDON = ZoneInfo("Europe/London")
PACE = 200.0
"""Slack's limits and our pacing run so much faster here, together."""


MAIL_FROM = "disagree@northmere.example"
"""From where the example area's calls go by e-mail too."""

OPERATOR = "operator@northmere.example"

_START_SECONDS = 20.0


class Door(StrEnum):
    """How Slack and the app reach each other."""

    SOCKET = "socket"
    HTTP = "http"


def at(words: str) -> datetime:
    """Read "Tuesday 2026-12-22 16:30" as London time; a wrong weekday is an error."""
    weekday, rest = words.split(maxsplit=1)
    instant = datetime.fromisoformat(rest).replace(tzinfo=LONDON)
    if f"{instant:%A}" != weekday:
        raise ValueError(f"{rest} is a {instant:%A}, not a {weekday}")
    return instant


class NotStarted(Exception):  # noqa: N818 - reads as what happened
    """The app could not be reached in time; says whether it has ended or is only silent."""


class App(Protocol):
    """The app under the stage's care: started with an environment, stopped in order, or killed."""

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it."""

    def stop(self) -> None:
        """Stop it as an operator would."""

    @property
    def has_ended(self) -> bool:
        """Whether it was started and has ended by itself."""

    def administer(self, environment: Mapping[str, str], *arguments: str) -> str:
        """Run a `disagree` command and return what it printed; raises RuntimeError where it fails."""


@dataclass
class Stage:
    """A practice Slack, its people, the app's database, and the app."""

    folder: Path
    app: App
    door: Door = Door.SOCKET
    starts_at: datetime = field(default_factory=lambda: at("Tuesday 2026-12-22 16:30"))
    area: str = "northmere"
    pace: float = PACE
    port: int = 0
    roster: Path | None = None
    """Who is who: a file of somebody's own, or the invented partnership's."""
    mail: MailServer | None = None
    """Where the app sends mail, already running; without one it sends none."""
    warnings: tuple[str, ...] = ()
    """What the app warned of as it took in the roster."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Further settings of the app."""
    database_url: str = ""
    """Where the app keeps its record, if not in a file of the folder."""
    slack: PracticeSlack = field(init=False)

    def __enter__(self) -> Self:
        self.slack = PracticeSlack.start(
            starts_at=self.starts_at, frozen=True, pace=self.pace, port=self.port
        )
        try:
            self._furnish()
            self.start_app()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.app.stop()
        finally:
            self.slack.stop()

    @property
    def practice(self) -> Practice:
        """The practice Slack's control."""
        return self.slack.practice

    @property
    def database(self) -> Path:
        """Where the app keeps its record, unless it was given another place."""
        return self.folder / "disagree.db"

    @property
    def request_url(self) -> str:
        """Where Slack reaches the app over HTTP."""
        return f"http://127.0.0.1:{self._port}/slack/events"

    @property
    def environment(self) -> dict[str, str]:
        """What `disagree run` is started with."""
        door = (
            {"SLACK_APP_TOKEN": APP_TOKEN}
            if self.door is Door.SOCKET
            else {"SLACK_SIGNING_SECRET": SIGNING_SECRET, "DISAGREE_PORT": str(self._port)}
        )
        return {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_API_URL": self.slack.api_url,
            "DATABASE_URL": self.database_url or f"sqlite:///{self.database}",
            "DISAGREE_PRACTICE_CLOCK": f"{self.slack.url}/practice/clock",
            **({"DISAGREE_SMTP_URL": self.mail.url, "DISAGREE_OPERATOR_MAIL": OPERATOR} if self.mail else {}),
            **door,
            **self.settings,
        }

    def start_app(self) -> None:
        """Start the app and wait until it can be reached and knows the people."""
        self.app.start(self.environment)
        self.wait_for_app()
        self.practice.settle()

    def wait_for_app(self) -> None:
        """Wait until the app can be reached through its door; raises NotStarted where it can't be."""
        deadline = time.monotonic() + _START_SECONDS
        while not self._is_reached(seconds=1.0):
            if self.app.has_ended or time.monotonic() > deadline:
                raise NotStarted("the app has ended" if self.app.has_ended else "the app does not come")

    def _is_reached(self, seconds: float) -> bool:
        try:
            if self.door is Door.SOCKET:
                self.practice.wait_for_app(seconds)
            else:
                self.practice.connect(self.request_url, seconds=seconds)
        except (NotSeen, Impossible):
            return False
        return True

    def person(self, first_name: str) -> "Actor":
        """Return somebody of the workspace by first name."""
        account = next(one for one in self._accounts if one.first_name.lower() == first_name.lower())
        return Actor(self.practice, account.id, account.name)

    def move_to(self, words: str) -> None:
        """Move the workspace's clock to an instant of London time and let everything due happen."""
        self.practice.move_to(at(words))

    def settle(self) -> None:
        """Let everything that is due now happen."""
        self.practice.settle()

    def _furnish(self) -> None:
        """Bring in settings, people and the app; the app as yet only installed."""
        self._port = _free_port()
        manifest = yaml.safe_load(self.app.administer(self.environment, "manifest"))
        if self.door is Door.HTTP:
            manifest = _over_http(manifest, self.request_url)
        self._set_up()
        self.practice.add_people(asdict(account) for account in self._accounts)
        # Installed last: whoever was there before the app is no news to it.
        self.practice.install(manifest)

    def _set_up(self) -> None:
        """What an administrator does once: the area's settings, then the roster."""
        written = (
            resources.files("procedure").joinpath("areas", f"{self.area}.yaml").read_text(encoding="utf-8")
        )
        area = self.folder / f"{self.area}.yaml"
        area.write_text(written + (f"\nmail_from: {MAIL_FROM}\n" if self.mail else ""), encoding="utf-8")
        ours = resources.files("sandbox.practice").joinpath("roster.csv")
        with resources.as_file(ours) as people:
            self.administer("area", "set", str(area))
            said = self.administer("roster", "import", "--without-asking", str(self.roster or people))
        self.warnings = tuple(
            line.removeprefix("warning: ") for line in said.splitlines() if line.startswith("warning: ")
        )

    @property
    def _accounts(self) -> tuple[Account, ...]:
        return accounts(self.roster.read_text(encoding="utf-8") if self.roster else None)

    def administer(self, *arguments: str) -> str:
        """Run a `disagree` command against this stage's database; return what it printed."""
        return self.app.administer(self.environment, *arguments)


@dataclass(frozen=True)
class Actor:
    """Somebody at their Slack: sees what they may see, and does what a person can do."""

    practice: Practice
    id: str
    name: str

    def sees(self) -> Screen:
        """Return what they see now."""
        return self.practice.sees(self.id)

    def waits_for(self, predicate: Callable[[Screen], Any]) -> Screen:
        """Return what they see as soon as it is as expected."""
        return self.practice.wait_for(self.id, predicate)

    @property
    def view(self) -> SeenView:
        """The view before them."""
        view = self.sees().view
        if view is None:
            raise AssertionError(f"{self.name} has no view open:\n{self.sees().dump()}")
        return view

    def types(self, command: str = "/disagree", text: str = "") -> str:
        """Type a slash command; return what was shown for it alone."""
        reply = self.practice.command(self.id, command, text)
        if reply.failure:
            raise AssertionError(reply.failure)
        return reply.shown or ""

    def finds(self, field: str, words: str) -> str:
        """Search in a field of the view; return the value of the one option found."""
        options = self.practice.search(self.id, self.view.id, field, words)
        found = [option for option in options if words.lower() in option["text"]["text"].lower()]
        if not found:
            raise AssertionError(f"{words!r} not found by {self.name}: {options}")
        return str(found[0]["value"])

    def chooses(self, field: str, value: str) -> None:
        """Choose in a field of the view that answers at once."""
        reply = self.practice.fill(self.id, self.view.id, {field: value})
        if reply.failure:
            raise AssertionError(reply.failure)

    def fills(self, values: Mapping[str, Any]) -> None:
        """Fill fields of the view before them."""
        self.practice.fill(self.id, self.view.id, values)

    def sends(self, values: Mapping[str, Any] | None = None) -> Submitted:
        """Fill what is given and send the view; return what became of it, refused or not."""
        return self.practice.submit(self.id, self.view.id, values)

    def submits(self, values: Mapping[str, Any] | None = None) -> None:
        """Fill what is given and send the view, which is taken."""
        sent = self.sends(values)
        if sent.outcome in ("errors", "failed"):
            raise AssertionError(f"{self.name} could not send it: {sent}")

    def closes(self) -> None:
        """Close every view before them."""
        while (view := self.sees().view) is not None:
            self.practice.close_view(self.id, view.id, everything=True)

    def presses(self, action_id: str, *, reading: str = "", chosen: str | None = None) -> None:
        """Press a button on the newest message that has it (and says `reading`, or offers what is chosen)."""
        channel, message = self.message_with(action_id, reading or chosen or "")
        reply = self.practice.press(self.id, channel.id, message.ts, action_id, chosen=chosen)
        if reply.failure:
            raise AssertionError(reply.failure)

    def presses_here(self, action_id: str, chosen: str | None = None) -> None:
        """Press a button in the view before them."""
        reply = self.practice.press_in_view(self.id, self.view.id, action_id, chosen=chosen)
        if reply.failure:
            raise AssertionError(reply.failure)

    def message_with(self, action_id: str, reading: str = "") -> tuple[SeenChannel, SeenMessage]:
        """Return the newest message they see with a button, and where it stands."""
        found = [
            (channel, message)
            for channel in self.sees().channels
            for message in (*channel.messages, *channel.ephemeral)
            if action_id in message.buttons and reading in message.words
        ]
        if not found:
            raise AssertionError(f"{self.name} sees no button {action_id}:\n{self.sees().dump()}")
        return max(found, key=lambda each: float(each[1].ts))

    def room(self) -> SeenChannel:
        """Return the newest private room that they are in."""
        rooms = self.sees().private_channels
        if not rooms:
            raise AssertionError(f"{self.name} is in no private room")
        return rooms[-1]


def _over_http(manifest: dict[str, Any], url: str) -> dict[str, Any]:
    settings = {
        **manifest["settings"],
        "socket_mode_enabled": False,
        "interactivity": {"is_enabled": True, "request_url": url, "message_menu_options_url": url},
        "event_subscriptions": {**manifest["settings"]["event_subscriptions"], "request_url": url},
    }
    commands = [{**command, "url": url} for command in manifest["features"]["slash_commands"]]
    return {
        **manifest,
        "settings": settings,
        "features": {**manifest["features"], "slash_commands": commands},
    }


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
