"""A person's screen as the control API tells it, typed, with the words on it easy to find."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sandbox.slack.shapes import Json


@dataclass(frozen=True)
class SeenMessage:
    """A message in a conversation."""

    ts: str
    author: str
    text: str
    blocks: tuple[Json, ...]
    edited: bool
    pinned: bool
    thread_ts: str | None
    files: tuple[Json, ...]

    @property
    def words(self) -> str:
        """Return every word on the message: its blocks', or its text where it has none."""
        return words_of(self.blocks) if self.blocks else self.text

    @property
    def buttons(self) -> tuple[str, ...]:
        """Return the action ids of what can be pressed or chosen."""
        return action_ids(self.blocks)


@dataclass(frozen=True)
class SeenChannel:
    """A conversation that the person is in; `with_` is the other one in a direct message."""

    id: str
    name: str
    kind: str
    with_: str | None
    archived: bool
    topic: str
    purpose: str
    members: tuple[str, ...]
    messages: tuple[SeenMessage, ...]
    ephemeral: tuple[SeenMessage, ...]
    unread: int
    bookmarks: tuple[Json, ...]


@dataclass(frozen=True)
class SeenNotification:
    """What the lock screen showed."""

    author: str
    text: str
    at: datetime
    channel: str
    ts: str


@dataclass(frozen=True)
class SeenView:
    """A modal or App Home, with what is filled in and what it says is wrong."""

    id: str
    type: str
    title: str
    callback_id: str
    submit: str | None
    close: str | None
    blocks: tuple[Json, ...]
    state: dict[str, dict[str, Json]]
    errors: dict[str, str]
    failure: str | None

    @property
    def words(self) -> str:
        """Return every word on the view."""
        return words_of(self.blocks)

    @property
    def buttons(self) -> tuple[str, ...]:
        """Return the action ids of what can be pressed, chosen or filled in."""
        return action_ids(self.blocks)

    def value(self, name: str) -> Any:
        """Return what a field holds, by block id or action id; an option's value for an option."""
        for block_id, by_action in self.state.items():
            for action_id, held in by_action.items():
                if name in (block_id, action_id):
                    return _plain(next(value for key, value in held.items() if key != "type"))
        raise KeyError(name)


@dataclass(frozen=True)
class Screen:
    """All that one person sees."""

    version: int
    at: datetime
    person: str
    channels: tuple[SeenChannel, ...]
    notifications: tuple[SeenNotification, ...]
    views: tuple[SeenView, ...]
    home: SeenView | None

    @classmethod
    def read(cls, said: Json) -> Self:
        """Read what the control API answers."""
        return cls(
            version=said["version"],
            at=datetime.fromisoformat(said["at"]),
            person=said["person"]["id"],
            channels=tuple(_channel(one) for one in said["channels"]),
            notifications=tuple(_notification(one) for one in said["notifications"]),
            views=tuple(_view(one) for one in said["views"]),
            home=_view(said["home"]) if said["home"] else None,
        )

    @property
    def view(self) -> SeenView | None:
        """Return the view on top, if one is open."""
        return self.views[-1] if self.views else None

    @property
    def private_channels(self) -> tuple[SeenChannel, ...]:
        """Return the private channels that the person is in."""
        return tuple(one for one in self.channels if one.kind == "private_channel")

    def channel(self, name: str) -> SeenChannel | None:
        """Return a conversation by name or id."""
        return next((one for one in self.channels if name in (one.name, one.id)), None)

    def dm(self, other: str) -> SeenChannel | None:
        """Return the direct message with another person or the app's bot user."""
        return next((one for one in self.channels if one.kind == "im" and one.with_ == other), None)

    @property
    def words(self) -> str:
        """Return every word that the person can see anywhere."""
        return "\n".join(self._lines())

    def dump(self) -> str:
        """Return the screen as lines to read when a test fails."""
        return "\n".join([f"{self.person} at {self.at:%A %Y-%m-%d %H:%M:%S} UTC sees:", *self._lines()])

    def _lines(self) -> Iterator[str]:
        for channel in self.channels:
            state = " archived" if channel.archived else ""
            yield f"  {channel.kind} {channel.name or channel.with_} ({channel.id}){state}"
            for one in (*channel.messages, *channel.ephemeral):
                yield f"    {one.ts} {one.author}: {one.text} | {one.words} {one.buttons or ''}"
        for notification in self.notifications:
            yield f"  notified {notification.at:%H:%M:%S}: {notification.text}"
        for view in (*self.views, *([self.home] if self.home else [])):
            yield f"  {view.type} {view.id} {view.callback_id} {view.title!r}: {view.words} {view.buttons}"
            if view.errors or view.failure:
                yield f"    wrong: {view.errors} {view.failure or ''}"


def words_of(value: Any) -> str:
    """Return the words that people read in blocks, line by line."""
    return "\n".join(_words(value))


def action_ids(value: Any) -> tuple[str, ...]:
    """Return the action ids in blocks, from top to bottom."""
    return tuple(_action_ids(value))


_SKIPPED = frozenset({"value", "block_id", "action_id", "type", "url", "initial_value"})


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for one in value:
            yield from _words(one)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for key, one in value.items():
            if key not in _SKIPPED and isinstance(one, dict | list):
                yield from _words(one)


def _action_ids(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for one in value:
            yield from _action_ids(one)
    elif isinstance(value, dict):
        if isinstance(value.get("action_id"), str):
            yield value["action_id"]
        for one in value.values():
            if isinstance(one, dict | list):
                yield from _action_ids(one)


def _plain(held: Any) -> Any:
    if isinstance(held, list):
        return [_plain(one) for one in held]
    return held["value"] if isinstance(held, dict) and "value" in held else held


def _channel(said: Json) -> SeenChannel:
    plain = {key: said[key] for key in ("id", "name", "kind", "archived", "topic", "purpose", "unread")}
    return SeenChannel(
        **plain,
        with_=said["with"],
        members=tuple(said["members"]),
        messages=tuple(_message(one) for one in said["messages"]),
        ephemeral=tuple(_message(one) for one in said["ephemeral"]),
        bookmarks=tuple(said["bookmarks"]),
    )


def _message(said: Json) -> SeenMessage:
    return SeenMessage(**said | {"blocks": tuple(said["blocks"]), "files": tuple(said["files"])})


def _notification(said: Json) -> SeenNotification:
    return SeenNotification(**said | {"at": datetime.fromisoformat(said["at"])})


def _view(said: Json) -> SeenView:
    return SeenView(**said | {"blocks": tuple(said["blocks"])})
