"""Slack's markup in angle brackets: who is mentioned, and how a lock screen words it."""

import re
from collections.abc import Mapping

from sandbox.slack.channels import Channel
from sandbox.slack.people import Person

NO_TEXT = "This content can't be displayed."
_BRACKETS = re.compile(r"<([^<>]*)>")
_EVERYONE = ("<!channel", "<!here", "<!everyone")


def mentions(text: str, person_id: str) -> bool:
    """Say whether the text calls this person, by name or with everyone in the channel."""
    return f"<@{person_id}>" in text or f"<@{person_id}|" in text or any(call in text for call in _EVERYONE)


def as_on_a_lock_screen(text: str, people: Mapping[str, Person], channels: Mapping[str, Channel]) -> str:
    """Return the words without markup: names for mentions, labels for links, entities as their characters."""

    def words(match: re.Match[str]) -> str:
        target, _, label = match.group(1).partition("|")
        if target.startswith("@"):
            return f"@{people[target[1:]].name}" if target[1:] in people else "@" + (label or target[1:])
        if target.startswith("#"):
            return f"#{channels[target[1:]].name}" if target[1:] in channels else "#" + (label or target[1:])
        if target.startswith("!"):
            return label or "@" + target[1:].split("^")[0]
        return label or target

    plain = _BRACKETS.sub(words, text)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escape_names(text: str, people: Mapping[str, Person]) -> str:
    """Return what `should_escape` makes of typed @names: `<@U…|name>` where someone has that name."""
    by_handle = {person.handle: person for person in people.values()}

    def escaped(match: re.Match[str]) -> str:
        person = by_handle.get(match.group(1).lower())
        return f"<@{person.id}|{person.handle}>" if person else match.group(0)

    return re.sub(r"@([\w.-]*\w)", escaped, text)
