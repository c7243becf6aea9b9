"""The two practice workspaces: a partnership with the app beside it, and its people without any app."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sandbox.mail.mailbox import Mailboxes
from sandbox.mail.page import MailPage
from sandbox.mail.server import MailServer
from sandbox.practice import under_way
from sandbox.practice.folder import Folder
from sandbox.practice.own_process import OwnProcess
from sandbox.practice.people import accounts
from sandbox.practice.stage import LONDON, NotStarted, Stage, at
from sandbox.practice.stories import Teller
from sandbox.slack.client import Impossible, NotSettled
from sandbox.slack.server import PracticeSlack

REAL_TIME = 1.0
NOTHING_YET_AT = at("Thursday 2027-01-14 09:00")
"""The morning on which a partnership of somebody's own begins."""


class CantStart(Exception):  # noqa: N818 - reads as what happened
    """A practice workspace can't be set up; says why, for whoever asked for it."""


class Workspace(Protocol):
    """What can be set up, ended, and set up anew."""

    def set_up(self, port: int, tell: Teller) -> AbstractContextManager[PracticeSlack]:
        """Set it up at a port; it ends in order with its block. Raises CantStart."""

    def keeps(self) -> Mapping[str, str]:
        """Return what it keeps on this machine, and what else whoever runs it should know, by name."""

    def what_ended(self) -> str:
        """Return what has ended by itself, with its last words; nothing where all is well."""


class Partnership:
    """The invented partnership, or one from a roster of somebody's own, with the app as its own process."""

    def __init__(self, folder: Folder, roster: Path | None = None, app: OwnProcess | None = None) -> None:
        self._folder, self._roster = folder, roster
        self._app = app or OwnProcess(folder.log)
        self._warnings: tuple[str, ...] = ()
        self._mail_page = ""
        self._time = _this_machines

    @contextmanager
    def set_up(self, port: int, tell: Teller) -> Iterator[PracticeSlack]:
        """Begin with an empty database, and play what came before today where the people are ours."""
        self._folder.empty()
        with self._or_say_why(), self._mail() as mail, self._stage(port, mail) as stage:
            self._warnings = stage.warnings
            self._time = stage.practice.now
            stage.slack.offer_mail(self._mail_page)
            if self._roster is None:
                with stage.practice.setting_up():
                    under_way.play(stage, tell)
            stage.practice.run_at(REAL_TIME)
            yield stage.slack

    def keeps(self) -> Mapping[str, str]:
        """Return where the database and the log are, and what the app warned of in the roster."""
        kept = {
            "Mail": self._mail_page,
            "Database": str(self._folder.database),
            "App's log": str(self._folder.log),
        }
        return kept | ({"Roster": "; ".join(self._warnings)} if self._warnings else {})

    def what_ended(self) -> str:
        """Return the app's last words where it has ended."""
        return f"The app has ended.\n{self._last_words()}" if self._app.has_ended else ""

    @contextmanager
    def _mail(self) -> Iterator[MailServer]:
        """Where the app sends mail, and the page on which it is read; it takes the workspace's time."""
        boxes = Mailboxes(lambda: self._time().astimezone(LONDON))
        with MailServer(boxes) as server, MailPage(boxes) as page:
            self._mail_page = page.url
            yield server

    def _stage(self, port: int, mail: MailServer) -> Stage:
        starts_at = NOTHING_YET_AT if self._roster else under_way.BEGINS_AT
        return Stage(
            self._folder.path, self._app, starts_at=starts_at, port=port, roster=self._roster, mail=mail
        )

    @contextmanager
    def _or_say_why(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as refused:
            raise CantStart(str(refused).strip().removeprefix("Error: ")) from None
        except (NotStarted, NotSettled, Impossible, AssertionError) as failure:
            # what a story found is told first; all that the person saw besides would bury it
            found = str(failure).partition("\n")[0]
            raise CantStart(f"the practice can't go on: {found}\n{self._last_words()}") from failure

    def _last_words(self) -> str:
        return f"The last lines of its log, {self._folder.log}:\n{self._app.last_lines()}"


def _this_machines() -> datetime:
    return datetime.now(LONDON)


@dataclass(frozen=True)
class PeopleAlone:
    """The people of the invented partnership, for any Slack app; it may bring its manifest."""

    manifest: Mapping[str, Any] | None = None

    @contextmanager
    def set_up(self, port: int, tell: Teller) -> Iterator[PracticeSlack]:
        """Give everybody an account; time is this machine's, and limits are as strict as Slack's."""
        with PracticeSlack.start(port=port) as slack:
            for one in accounts():
                slack.practice.add_person(one.id, one.name, one.email, title=one.title)
            if self.manifest is not None:
                self._install(slack, self.manifest)
            yield slack

    def keeps(self) -> Mapping[str, str]:
        """Return how an app gets in; nothing is kept."""
        if self.manifest is None:
            return {"App": "none is installed yet: POST /practice/install {manifest}"}
        return {"App": "installed from its manifest; start it with the address and the tokens below"}

    def what_ended(self) -> str:
        """Return nothing: there is no process but this."""
        return ""

    def _install(self, slack: PracticeSlack, manifest: Mapping[str, Any]) -> None:
        try:
            slack.practice.install(manifest)
        except Impossible as why:
            raise CantStart(f"the manifest can't be installed: {why}") from None
