"""Files: asked for, uploaded, then shared."""

from dataclasses import dataclass, field

from sandbox.slack.identity import BOT_USER_ID
from sandbox.slack.shapes import Json


@dataclass
class File:
    """A file of the app; it exists for people once it is shared to a conversation."""

    id: str
    name: str
    ticket: str
    length: int
    title: str = ""
    content: bytes | None = None
    shared_in: list[str] = field(default_factory=list)

    def as_file(self) -> Json:
        """Return Slack's file object, as far as an app reads it."""
        return {
            "id": self.id,
            "name": self.name,
            "title": self.title or self.name,
            "size": len(self.content or b""),
            "filetype": self.name.rpartition(".")[2],
            "user": BOT_USER_ID,
            "groups": self.shared_in,
        }
