"""Characters that would spoil more than themselves on a page."""

import re

# a lone surrogate cannot be sent at all; the other control characters have no look of their own
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# embeddings, overrides and isolates turn around the words that follow them, which may be somebody else's
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INSTEAD = "\ufffd"


def showable(text: str) -> str:
    """Return the text with what a browser cannot show replaced, so that it stays where it was typed."""
    return _UNSHOWABLE.sub(_INSTEAD, text.replace("\r\n", "\n"))


def harmless(text: str) -> str:
    """Return text to read, in which nothing changes the direction of the words around it."""
    return _TURNING.sub("", showable(text))
