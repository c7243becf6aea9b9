"""How far each person has read in each conversation, and what they have not read yet."""

from sandbox.slack.channels import Channel, Message


class ReadingMarks:
    """The ts up to which people have read; a conversation never opened is unread from its start."""

    def __init__(self) -> None:
        self._read_up_to: dict[tuple[str, str], str] = {}

    def read(self, person: str, channel: Channel, ts: str) -> bool:
        """Note that a person has read up to this ts; say whether that is further than before."""
        if _instant(ts) <= _instant(self._up_to(person, channel)):
            return False
        self._read_up_to[person, channel.id] = ts
        return True

    def unread(self, person: str, channel: Channel) -> int:
        """Return how many messages of others a person has not read, those for them alone included."""
        read = _instant(self._up_to(person, channel))
        return sum(_instant(one.ts) > read for one in channel.messages if _is_for(person, one))

    def _up_to(self, person: str, channel: Channel) -> str:
        return self._read_up_to.get((person, channel.id), "0.000000")


def _is_for(person: str, message: Message) -> bool:
    return message.author != person and message.ephemeral_to in (None, person)


def _instant(ts: str) -> tuple[int, int]:
    # compared as numbers, for a ts of another length would be sorted wrongly as text
    seconds, _, micros = ts.partition(".")
    return int(seconds), int(micros or 0)
