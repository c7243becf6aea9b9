"""What leaves here: a message with its notification's text and the blocks that people read, and a mail."""

from dataclasses import dataclass

from messages.blocks import Block


@dataclass(frozen=True)
class Message:
    """`text` shows on a lock screen: a reference and a request, never case text, never a name."""

    text: str
    blocks: list[Block]


@dataclass(frozen=True)
class Mail:
    """
    Plain text that passes through servers that are not ours: a reference and a request, whom to ring and by
    when, and never case text. The subject shows on a lock screen: no name either.
    """

    subject: str
    body: str
