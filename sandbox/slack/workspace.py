"""The whole state of the practice workspace in one model, for the Web API, people and pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from sandbox.slack import mentions
from sandbox.slack.channels import Channel, Kind, Message
from sandbox.slack.clock import WorkspaceClock
from sandbox.slack.faults import Faults
from sandbox.slack.files import File
from sandbox.slack.identity import BOT_USER_ID, GENERAL_ID
from sandbox.slack.installation import InstalledApp
from sandbox.slack.journal import Journal
from sandbox.slack.limits import Limits
from sandbox.slack.modals import Modals, View
from sandbox.slack.people import Person, Standing
from sandbox.slack.reading import ReadingMarks
from sandbox.slack.shapes import Impossible, Json
from sandbox.slack.signal import Signal
from sandbox.slack.tickets import Tickets
from sandbox.slack.triggers import ResponseUrls, Triggers

GENERAL = "general"
LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Notification:
    """What a person's lock screen showed; `author` is the name that it was sent under."""

    author: str
    text: str
    at: datetime
    channel: str
    ts: str


@dataclass
class Workspace:
    """People, conversations, the installed app and all that was shown; one event loop changes it."""

    clock: WorkspaceClock
    base_url: str = ""
    zone: ZoneInfo = LONDON
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    notifications: dict[str, list[Notification]] = field(default_factory=dict)
    reading: ReadingMarks = field(default_factory=ReadingMarks)
    app: InstalledApp | None = None
    guests_may_use_commands: bool = False
    modals: Modals = field(default_factory=Modals)
    faults: Faults = field(default_factory=Faults)
    triggers: Triggers = field(default_factory=Triggers)
    response_urls: ResponseUrls = field(default_factory=ResponseUrls)
    tickets: Tickets = field(default_factory=Tickets)
    journal: Journal = field(default_factory=Journal)
    changes: Signal = field(default_factory=Signal)
    events: list[Json] = field(default_factory=list)
    mail_page: str = ""
    """Where the mail of each address can be read, beside this Slack; empty where nowhere."""
    being_set_up: bool = False
    """Whether what came before is still being played, so that nobody should act here yet."""
    start_again: Callable[[], None] | None = None
    """Asks whoever hosts this workspace to end it and begin it anew; None where nobody can."""

    def __post_init__(self) -> None:
        self.limits = Limits(self.clock.pace)
        self._numbers = count(1)
        self._last_ts = datetime(1970, 1, 1, tzinfo=UTC)
        self._add_channel(Channel(GENERAL_ID, GENERAL, Kind.PUBLIC, BOT_USER_ID, self.seconds()))

    def new_id(self, prefix: str) -> str:
        """Return an id that no other thing in the workspace has."""
        return f"{prefix}{next(self._numbers):09X}"

    def next_ts(self) -> str:
        """Return a message ts of workspace time, later than every one before it."""
        now = max(self.clock.now(), self._last_ts + timedelta(microseconds=1))
        self._last_ts = now
        return f"{int(now.timestamp())}.{now.microsecond:06d}"

    def seconds(self) -> int:
        """Return workspace time in whole seconds since 1970."""
        return int(self.clock.now().timestamp())

    def changed(self) -> None:
        """Tell everyone who waits that something is different now."""
        self.changes.bump()

    # people

    def person(self, person_id: str) -> Person:
        """Return someone who has an account; raises Impossible for a stranger."""
        if person_id not in self.people:
            raise Impossible(f"{person_id} is nobody in this workspace")
        return self.people[person_id]

    def put_person(self, person: Person) -> None:
        """Add an account or replace it; members and guests by invitation differ in the channel for all."""
        self.people[person.id] = person
        everyone = self.channels[GENERAL_ID]
        if (
            person.standing is Standing.MEMBER
            and not person.deactivated
            and person.id not in everyone.members
        ):
            everyone.members.append(person.id)
        self.changed()

    # conversations

    def add_named_channel(self, name: str, kind: Kind, creator: str) -> Channel:
        """Make a channel whose only member is who made it."""
        channel = Channel(self.new_id("C"), name, kind, creator, self.seconds(), members=[creator])
        return self._add_channel(channel)

    def im_between(self, one: str, other: str) -> Channel:
        """Return the direct message of two people, made now if they had none."""
        members = [one, other] if one != other else [one]
        for channel in self.channels.values():
            if channel.kind is Kind.IM and set(channel.members) == set(members):
                return channel
        return self._add_channel(Channel(self.new_id("D"), "", Kind.IM, one, self.seconds(), members=members))

    def mpim_of(self, members: list[str]) -> Channel:
        """Return the group message of exactly these people, made now if they had none."""
        for channel in self.channels.values():
            if channel.kind is Kind.MPIM and set(channel.members) == set(members):
                return channel
        names = "--".join(sorted(self.people[member].handle for member in members))
        channel = Channel(
            self.new_id("G"), f"mpdm-{names}-1", Kind.MPIM, members[0], self.seconds(), members=members
        )
        return self._add_channel(channel)

    def is_name_taken(self, name: str) -> bool:
        """Say whether a channel has the name; an archived one keeps it."""
        return any(channel.is_named and channel.name == name for channel in self.channels.values())

    # messages

    def post(self, channel: Channel, message: Message) -> None:
        """Put a message where it belongs and notify whom Slack would notify."""
        channel.messages.append(message)
        to = [message.ephemeral_to] if message.ephemeral_to else self._readers(channel, message)
        self.note_delivery(_kind_of(channel, message), channel, message, to)
        if message.ephemeral_to is None:
            self._notify(channel, message)

    def note_delivery(
        self, kind: str, channel: Channel, message: Message, to: list[str] | None = None
    ) -> None:
        """Write into the journal that people now see this message so."""
        self.journal.delivered(
            self.clock.now(),
            kind,
            self._readers(channel, message) if to is None else to,
            channel=channel.id,
            ts=message.ts,
            text=message.text,
            blocks=message.blocks,
        )
        self.changed()

    def note_view(self, view: View) -> None:
        """Write into the journal that someone now has this view before them."""
        content = view.content
        title = content.get("title") or {}
        self.journal.delivered(
            self.clock.now(),
            "home" if content["type"] == "home" else "view",
            [view.person],
            channel=None,
            ts=None,
            text=title.get("text", ""),
            blocks=content["blocks"],
        )
        self.changed()

    def _add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self.changed()
        return channel

    def _readers(self, channel: Channel, message: Message) -> list[str]:
        return [one for one in channel.members if one != message.author and not self._is_bot(one)]

    def _is_bot(self, person_id: str) -> bool:
        return person_id in self.people and self.people[person_id].is_bot

    def _notify(self, channel: Channel, message: Message) -> None:
        for reader in self._readers(channel, message):
            person = self.people[reader]
            if person.deactivated or not _calls_for(channel, message, reader):
                continue
            text = mentions.as_on_a_lock_screen(message.text, self.people, self.channels)
            author = self.people[message.author].name if message.author in self.people else ""
            shown = Notification(author, text or mentions.NO_TEXT, self.clock.now(), channel.id, message.ts)
            self.notifications.setdefault(reader, []).append(shown)
        self.changed()


def _calls_for(channel: Channel, message: Message, reader: str) -> bool:
    # Slack's default: direct messages and mentions; other messages in a channel light up no lock screen
    return not channel.is_named or mentions.mentions(message.text, reader)


def _kind_of(channel: Channel, message: Message) -> str:
    if message.ephemeral_to:
        return "ephemeral"
    return "message" if channel.is_named else "dm"
