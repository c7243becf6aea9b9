"""A message sent again because nobody knows whether it arrived, marked as what it may be: a repetition."""

from messages.blocks import context
from messages.result import Message
from messages.words import say


def repeated(message: Message) -> Message:
    """Return a message that says first that it may have been seen already."""
    return Message(message.text, [context(say("repeats", "repeat")), *message.blocks])
