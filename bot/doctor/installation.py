"""What the doctor looks at: settings, database and workspace, each opened once, and only when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cached_property, partial
from typing import Any

from slack_sdk import WebClient

from bot import settings as environment
from bot.clock import THIS_MACHINE
from bot.clock import of as time_of
from bot.settings import Settings
from bot.slack import answer, call, client, listed
from storage import soundness
from storage.engine import Database


@dataclass(frozen=True)
class Greeting:
    """Slack's answer to the bot token, its headers, and this machine's time on either side of it."""

    body: Mapping[str, Any]
    headers: Mapping[str, str]
    asked_at: datetime
    answered_at: datetime

    @property
    def scopes(self) -> frozenset[str] | None:
        """Return the scopes that the token has; None where Slack does not say."""
        said = self.headers.get("x-oauth-scopes")
        return None if said is None else frozenset(filter(None, (one.strip() for one in said.split(","))))

    @property
    def dated(self) -> datetime | None:
        """Return Slack's own time, to the second before; None where it does not say."""
        try:
            return parsedate_to_datetime(self.headers.get("date", "")).astimezone(UTC)
        except ValueError:
            return None


class Installation:
    """One installation, as its environment describes it. It need not run, and nothing in it is changed."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables

    @cached_property
    def settings(self) -> Settings:
        """Return the settings; raises Unset where one can't even be read."""
        return environment.read_unchecked(self.variables)

    @cached_property
    def database(self) -> Database:
        """Return the database, which must be there already; raises soundness.NotThere."""
        return soundness.existing(self.settings.database)

    @cached_property
    def now(self) -> datetime:
        """Return procedure time."""
        return time_of(self.settings.practice_clock).now()

    @cached_property
    def web(self) -> WebClient:
        """Return what calls Slack with the bot token."""
        return client(self.settings.slack_bot_token.get_secret_value(), self.settings.slack_api_url)

    @cached_property
    def greeting(self) -> Greeting:
        """Return Slack's answer to the bot token; raises SlackFailure."""
        asked_at = THIS_MACHINE.now()
        found = answer(self.web, "auth.test")
        headers = {name.lower(): value for name, value in found.headers.items()}
        assert isinstance(found.data, dict), "as `answer` has seen to"
        return Greeting(found.data, headers, asked_at, THIS_MACHINE.now())

    @cached_property
    def members(self) -> tuple[Mapping[str, Any], ...]:
        """Return every account of the workspace, deactivated ones too; raises SlackFailure."""
        return tuple(listed(partial(call, self.web), "users.list", "members"))

    def close(self) -> None:
        """Let go of what was opened."""
        if "database" in vars(self):
            self.database.close()
