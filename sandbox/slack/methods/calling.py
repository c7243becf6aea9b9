"""What every Web API method has in common: the call it answers, and how it finds what it is about."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.slack.arguments import Arguments
from sandbox.slack.channels import Channel, Kind
from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.installation import InstalledApp
from sandbox.slack.limits import Limit
from sandbox.slack.people import Person
from sandbox.slack.shapes import Json, SlackError
from sandbox.slack.workspace import Workspace


@dataclass(frozen=True)
class Call:
    """One call by the installed app, already let in."""

    workspace: Workspace
    app: InstalledApp
    args: Arguments

    def need_scope(self, *any_of: str) -> None:
        """Raise SlackError unless the app holds one of these scopes."""
        if not any(self.app.has_scope(scope) for scope in any_of):
            raise missing_scope(self.app, any_of)

    def channel(self, verb: str, *also: str) -> Channel:
        """
        Return the conversation that the call names and the app may know of.

        `verb` is the scope's verb (`read`, `write`), `also` others that are enough. A private conversation
        that the app is not in does not exist for it.
        """
        channel = self.workspace.channels.get(self.args.text("channel"))
        if channel is None or not self._may_know(channel):
            raise SlackError("channel_not_found")
        self.need_scope(*_scopes_on(channel, (verb, *also)))
        return channel

    def own_channel(self, verb: str, *also: str) -> Channel:
        """Return a named conversation that the app is in and that is not archived."""
        channel = self.channel(verb, *also)
        if not channel.is_named:
            raise SlackError("method_not_supported_for_channel_type")
        if BOT_USER_ID not in channel.members:
            raise SlackError("not_in_channel")
        return channel

    def person(self, person_id: str) -> Person:
        """Return someone who has an account; raises SlackError where there is nobody."""
        person = self.workspace.people.get(person_id)
        if person is None:
            raise SlackError("user_not_found")
        return person

    def _may_know(self, channel: Channel) -> bool:
        return channel.kind is Kind.PUBLIC or BOT_USER_ID in channel.members


@dataclass(frozen=True)
class Method:
    """One row of the table: who answers, which scopes let the call in, and how often it may be made."""

    answer: Callable[[Call], Json]
    limit: Limit
    scopes: tuple[str, ...] = ()
    reads_json: bool = True
    app_token: bool = False


def missing_scope(app: InstalledApp, needed: tuple[str, ...]) -> SlackError:
    """Return the refusal that names what is needed and what is held."""
    return SlackError("missing_scope", needed=",".join(needed), provided=",".join(app.scopes))


def page(call: Call, rows: list[Json] | list[str], most: int = 1000) -> tuple[list[Json] | list[str], Json]:
    """Return one page of rows and the metadata that leads to the next."""
    limit = call.args.number("limit", 100)
    if not 1 <= limit <= most:
        raise SlackError("invalid_limit")
    cursor = call.args.text("cursor", "from:0")
    if not cursor.startswith("from:") or not cursor[5:].isdigit():
        raise SlackError("invalid_cursor")
    start = int(cursor[5:])
    following = f"from:{start + limit}" if start + limit < len(rows) else ""
    return rows[start : start + limit], {"next_cursor": following}


def _scopes_on(channel: Channel, verbs: tuple[str, ...]) -> tuple[str, ...]:
    # channels:write is what a person's token holds; a bot's is called channels:manage
    scopes = (channel.scope(verb) for verb in verbs)
    return tuple("channels:manage" if scope == "channels:write" else scope for scope in scopes)
