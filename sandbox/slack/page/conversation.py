"""An open conversation: its head, its messages day by day, and what can be written or done in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from urllib.parse import urlencode

from markupsafe import Markup

from sandbox.slack.channels import Kind
from sandbox.slack.identity import BOT_USER_ID, GENERAL_ID
from sandbox.slack.installation import Shortcut
from sandbox.slack.mentions import as_on_a_lock_screen
from sandbox.slack.page import drawing, mrkdwn, places
from sandbox.slack.page.characters import harmless
from sandbox.slack.page.looking import Looking, day, time
from sandbox.slack.shapes import Json

_EXCERPT = 80


@dataclass(frozen=True)
class File:
    """A file on a message: what it is called there and on a disk, and where it is fetched."""

    title: str
    name: str
    address: str


@dataclass(frozen=True)
class Message:
    """A message as it is drawn."""

    ts: str
    author: str
    by_app: bool
    at: datetime
    time: str
    body: Markup
    edited: bool
    pinned: bool
    ephemeral: bool
    reply: bool
    excerpt: str
    files: tuple[File, ...]


@dataclass(frozen=True)
class Day:
    """The messages of one day."""

    label: str
    messages: tuple[Message, ...]


@dataclass(frozen=True)
class Named:
    """Somebody who is in a channel, or could be."""

    id: str
    name: str


@dataclass(frozen=True)
class Link:
    """A bookmark; Slack takes none that does not lead to a web page."""

    title: str
    address: str


@dataclass(frozen=True)
class Conversation:
    """What is open on a desk; `id` is None for a direct message in which nothing was ever said."""

    id: str | None
    at: str
    title: str
    kind: str
    topic: Markup
    archived: bool
    unread: int
    newest: str
    members: tuple[Named, ...]
    days: tuple[Day, ...]
    pinned: tuple[Message, ...]
    bookmarks: tuple[Link, ...]
    silence: str

    @property
    def is_channel(self) -> bool:
        """Say whether it is a channel, of which people can be members."""
        return self.kind in (Kind.PUBLIC, Kind.PRIVATE)

    @property
    def is_for_all(self) -> bool:
        """Say whether it is the channel that nobody leaves."""
        return self.id == GENERAL_ID


def opened(looking: Looking, at: str, channel: Json) -> Conversation:
    """Return a conversation that the person is in."""
    messages = _messages(looking, channel)
    return Conversation(
        id=channel["id"],
        at=at,
        title=places.title(looking, channel),
        kind=channel["kind"],
        topic=mrkdwn.html(channel["topic"], looking.names),
        archived=channel["archived"],
        unread=channel["unread"],
        newest=messages[-1].ts if messages else "",
        members=tuple(Named(one, looking.name(one)) for one in channel["members"]),
        days=_days(messages),
        pinned=tuple(one for one in messages if one.pinned),
        bookmarks=tuple(Link(harmless(one["title"]), one["link"]) for one in channel["bookmarks"]),
        silence=_silence(looking, channel),
    )


def unbegun(looking: Looking, other: str) -> Conversation:
    """Return the direct message with somebody to whom nothing was ever said."""
    empty = {"kind": Kind.IM, "with": other, "archived": False}
    return Conversation(
        id=None,
        at=other,
        title=looking.name(other),
        kind=Kind.IM,
        topic=Markup(""),
        archived=False,
        unread=0,
        newest="",
        members=(),
        days=(),
        pinned=(),
        bookmarks=(),
        silence=_silence(looking, empty),
    )


def could_join(looking: Looking, conversation: Conversation) -> tuple[Named, ...]:
    """Return who could be brought into a channel: whoever has an account in use and is not in it."""
    inside = {one.id for one in conversation.members}
    people = looking.workspace.people.values()
    return tuple(
        Named(one.id, looking.name(one.id)) for one in people if one.id not in inside and not one.deactivated
    )


def message_shortcuts(looking: Looking) -> tuple[Shortcut, ...]:
    """Return what the app's manifest offers on a message."""
    shortcuts = looking.app.shortcuts.values() if looking.app else ()
    return tuple(one for one in shortcuts if one.kind == "message")


def _silence(looking: Looking, channel: Json) -> str:
    # why nothing can be written here, in the manner of Slack; empty where something can
    if channel["archived"]:
        return "You are viewing an archived channel."
    read_only = looking.app is None or looking.app.messages_read_only
    if channel["kind"] == Kind.IM and channel["with"] == BOT_USER_ID and read_only:
        return "Sending messages to this app has been turned off."
    return ""


def _messages(looking: Looking, channel: Json) -> list[Message]:
    shown = [_message(looking, channel, one, ephemeral=False) for one in channel["messages"]]
    alone = [_message(looking, channel, one, ephemeral=True) for one in channel["ephemeral"]]
    return sorted(shown + alone, key=lambda it: it.at)


def _message(looking: Looking, channel: Json, seen: Json, *, ephemeral: bool) -> Message:
    at = looking.sent_at(seen["ts"])
    key = f"{looking.person.id}-{channel['id']}-{seen['ts']}"
    return Message(
        ts=seen["ts"],
        author=looking.name(seen["author"]),
        by_app=seen["author"] == BOT_USER_ID,
        at=at,
        time=time(at),
        body=_body(looking, seen, key),
        edited=seen["edited"],
        pinned=seen["pinned"],
        ephemeral=ephemeral,
        reply=bool(seen["thread_ts"]) and seen["thread_ts"] != seen["ts"],
        excerpt=_words(looking, seen["text"])[:_EXCERPT],
        files=tuple(_file(looking, one) for one in seen["files"]),
    )


def _body(looking: Looking, seen: Json, key: str) -> Markup:
    if seen["blocks"]:
        return drawing.message_blocks(seen["blocks"], looking.names, key=key)
    return mrkdwn.html(seen["text"], looking.names)


def _words(looking: Looking, text: str) -> str:
    channels = {key: one for key, one in looking.workspace.channels.items() if key in looking.names.channels}
    return harmless(as_on_a_lock_screen(text, looking.workspace.people, channels))


def _file(looking: Looking, file: Json) -> File:
    query = urlencode({"person": looking.person.id})
    address = f"/practice/files/{file['id']}?{query}"
    return File(harmless(file["title"]), harmless(file["name"]), address)


def _days(messages: Iterable[Message]) -> tuple[Day, ...]:
    by_day = groupby(messages, key=lambda it: day(it.at))
    return tuple(Day(label, tuple(of_day)) for label, of_day in by_day)
