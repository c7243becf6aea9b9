"""Who is in the workspace: looked at when the process starts and each day, because events can be lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot import logs
from bot.clock import Clock
from bot.delivery import Worker
from bot.slack import SlackFailure, listed
from casework import people
from casework.people import Account
from storage.engine import Database, Unavailable

LOOK_SECONDS = 24 * 60 * 60
AGAIN_SECONDS = 10

_log = logs.logger("accounts")


@dataclass
class DailyLook:
    """
    Matches the workspace's accounts to the people that the program knows; of a large workspace that takes
    minutes, so that `gets_on` is called after each page and each account that brings news.
    """

    database: Database
    worker: Worker
    clock: Clock
    gets_on: Callable[[], None] = lambda: None
    _next: float = 0.0

    def look_if_due(self) -> None:
        """Look once a day, and soon again where Slack could not be reached."""
        machine = self.worker.machine
        if machine.monotonic() < self._next:
            return
        self._next = machine.monotonic() + AGAIN_SECONDS / self.clock.pace
        try:
            found = list(listed(self._call, "users.list", "members"))
        except SlackFailure as failure:
            _log.warning("the workspace's people could not be read: %s", failure.error)
            return
        news = people.news(self.database, [account(member) for member in found])
        missed = [each for each in news if not self._noted(each)]
        if not missed:
            self._next = machine.monotonic() + LOOK_SECONDS

    def _call(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        page = self.worker.call(method, **arguments)
        self.gets_on()
        return page

    def _noted(self, found: Account) -> bool:
        self.gets_on()
        try:
            people.note_accounts(self.database, [found], now=self.clock.now())
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001
            # Somebody in a disagreement that can't be read holds up nobody else's account.
            _log.exception("an account could not be noted")
            return False
        return True


def account(member: Mapping[str, Any]) -> Account:
    """Return an account from Slack's description of it."""
    profile = member.get("profile", {})
    return Account(
        slack_id=str(member["id"]),
        name=str(profile.get("real_name") or member.get("real_name") or member.get("name", "")),
        email=profile.get("email"),
        is_active=not member.get("deleted", False),
        is_bot=bool(member.get("is_bot", False)),
    )
