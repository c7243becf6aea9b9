"""Conversations and their messages, and each as Slack's objects."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sandbox.slack.identity import APP_ID, BOT_ID, BOT_USER_ID, GENERAL_ID, TEAM_ID
from sandbox.slack.shapes import Json


class Kind(StrEnum):
    """The kinds of conversation, as `types` names them."""

    PUBLIC = "public_channel"
    PRIVATE = "private_channel"
    IM = "im"
    MPIM = "mpim"


SCOPE_FAMILY = {Kind.PUBLIC: "channels", Kind.PRIVATE: "groups", Kind.IM: "im", Kind.MPIM: "mpim"}
SHOWN_NAME = {Kind.PRIVATE: "privategroup", Kind.IM: "directmessage", Kind.MPIM: "mpdm"}


@dataclass
class Message:
    """One message; an ephemeral one is seen by one person and is in no history."""

    ts: str
    author: str
    text: str
    blocks: list[Json]
    thread_ts: str | None = None
    ephemeral_to: str | None = None
    edited_ts: str | None = None
    files: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    subtype: str | None = None
    from_app: bool = False

    def as_message(self) -> Json:
        """Return Slack's message object."""
        message: Json = {
            "type": "message",
            "user": self.author,
            "ts": self.ts,
            "text": self.text,
            "team": TEAM_ID,
        }
        if self.from_app:
            message |= {"bot_id": BOT_ID, "app_id": APP_ID, "bot_profile": _bot_profile()}
        optional: dict[str, Any] = {
            "blocks": self.blocks,
            "thread_ts": self.thread_ts,
            "files": self.files,
            "attachments": self.attachments,
            "subtype": self.subtype,
            "edited": {"user": self.author, "ts": self.edited_ts} if self.edited_ts else None,
            "metadata": self.metadata,
        }
        return message | {key: value for key, value in optional.items() if value}


@dataclass
class Note:
    """A channel's topic or purpose, with who set it and when."""

    value: str = ""
    creator: str = ""
    last_set: int = 0

    def as_json(self) -> Json:
        """Return the object as Slack nests it in a channel."""
        return {"value": self.value, "creator": self.creator, "last_set": self.last_set}


@dataclass
class Channel:
    """A conversation: channel, private channel, direct message or group message."""

    id: str
    name: str
    kind: Kind
    creator: str
    created: int
    members: list[str] = field(default_factory=list)
    archived: bool = False
    topic: Note = field(default_factory=Note)
    purpose: Note = field(default_factory=Note)
    messages: list[Message] = field(default_factory=list)
    pins: list[str] = field(default_factory=list)
    bookmarks: list[Json] = field(default_factory=list)

    @property
    def is_named(self) -> bool:
        """Say whether it is a channel, public or private, and no direct message."""
        return self.kind in (Kind.PUBLIC, Kind.PRIVATE)

    @property
    def shown_name(self) -> str:
        """Return the name that payloads carry: a private channel's own name is not told."""
        return SHOWN_NAME.get(self.kind, self.name)

    def scope(self, verb: str) -> str:
        """Return the scope for a verb on this kind of conversation, such as `groups:write`."""
        return f"{SCOPE_FAMILY[self.kind]}:{verb}"

    def message(self, ts: str) -> Message | None:
        """Return the message with that ts, ephemeral ones left out."""
        return next((one for one in self.messages if one.ts == ts and one.ephemeral_to is None), None)

    def other_than(self, person: str) -> str | None:
        """Return who else is in a direct message."""
        return next((member for member in self.members if member != person), None)

    def as_channel(self, *, for_user: str, num_members: bool = False) -> Json:
        """Return Slack's conversation object as one of its members gets it."""
        channel = self._im(for_user) if self.kind is Kind.IM else self._named(for_user)
        if num_members:
            channel["num_members"] = len(self.members)
        return channel

    def _im(self, for_user: str) -> Json:
        return {
            "id": self.id,
            "created": self.created,
            "is_archived": False,
            "is_im": True,
            "is_org_shared": False,
            "context_team_id": TEAM_ID,
            "user": self.other_than(for_user) or for_user,
            "is_user_deleted": False,
            "is_open": True,
            "priority": 0,
        }

    def _named(self, for_user: str) -> Json:
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": self.is_named,
            "is_group": False,
            "is_im": False,
            "is_mpim": self.kind is Kind.MPIM,
            "is_private": self.kind is not Kind.PUBLIC,
            "created": self.created,
            "is_archived": self.archived,
            "is_general": self.id == GENERAL_ID,
            "unlinked": 0,
            "name_normalized": self.name,
            "is_shared": False,
            "is_org_shared": False,
            "is_pending_ext_shared": False,
            "pending_shared": [],
            "context_team_id": TEAM_ID,
            "updated": self.created * 1000,
            "parent_conversation": None,
            "creator": self.creator,
            "is_ext_shared": False,
            "shared_team_ids": [TEAM_ID],
            "pending_connected_team_ids": [],
            "is_member": for_user in self.members,
            "last_read": "0000000000.000000",
            "topic": self.topic.as_json(),
            "purpose": self.purpose.as_json(),
            "previous_names": [],
        }


def _bot_profile() -> Json:
    return {
        "id": BOT_ID,
        "app_id": APP_ID,
        "user_id": BOT_USER_ID,
        "name": "bot",
        "deleted": False,
        "updated": 0,
        "team_id": TEAM_ID,
        "icons": {},
    }
