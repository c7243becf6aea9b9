"""What a message is when it leaves here: the notification's text, and the blocks that people read."""

from dataclasses import dataclass

from messages.blocks import Block


@dataclass(frozen=True)
class Message:
    """`text` shows on a lock screen: a reference and a request, never case text, never a name."""

    text: str
    blocks: list[Block]
