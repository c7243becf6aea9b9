"""Texts that people typed: made harmless, clipped, and split where Slack takes no more at once."""

import re
import unicodedata
from collections.abc import Iterator

_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_KEPT = frozenset("\n\t")
_JOINER = "\u200d"
"""Zero-width, but it holds together emoji such as a family, and letters of some scripts."""


def clean(text: str) -> str:
    """
    Return the text without controls that reorder, hide or break what a reader sees.

    These are the bidirectional and zero-width characters, which Unicode counts as format characters.
    """
    return without_hidden(_LINE_ENDS.sub("\n", text)).strip()


def without_hidden(text: str) -> str:
    """Return the text without those characters; its white space stays as it is."""
    if text.isprintable():
        return text
    return "".join(one for one in text if one in _KEPT or not _is_hidden(one))


def on_one_line(text: str) -> str:
    """Return the text clean, and on one line."""
    return " ".join(clean(text).split())


def clip(text: str, most: int) -> str:
    """Return at most so much of the text, as Slack may count it; a text cut short ends in an ellipsis."""
    if length(text) <= most:
        return text
    return text[: _index(text, most - 1)].rstrip() + "…"


def parts(text: str, most: int) -> Iterator[str]:
    """Yield the whole text in pieces of at most `most`, cut between lines or words where that is possible."""
    while (end := _index(text, most)) < len(text):
        cut = text.rfind("\n", end // 2, end) + 1 or text.rfind(" ", end // 2, end) + 1 or end
        yield text[:cut].rstrip()
        text = text[cut:].lstrip("\n")
    if text.strip():
        yield text


def length(text: str) -> int:
    """
    Return how long a text is at most in Slack's eyes.

    Slack does not say how it counts characters beyond the first plane, so each counts as two.
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_hidden(one: str) -> bool:
    return unicodedata.category(one) in ("Cc", "Cf", "Cs") and one != _JOINER


def _index(text: str, most: int) -> int:
    """Where to cut a text so that `most` are left of it."""
    seen = 0
    for index, one in enumerate(text):
        seen += 2 if one > "\uffff" else 1
        if seen > most:
            return index
    return len(text)
