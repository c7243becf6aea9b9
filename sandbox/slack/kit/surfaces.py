"""Check a whole message or view."""

from typing import Any


def faults_in_message(blocks: Any) -> list[str]:
    """Return what Slack would find wrong with a message's blocks."""
    return []


def faults_in_view(view: Any, kind: str) -> list[str]:
    """Return what Slack would find wrong with a view; `kind` is modal or home."""
    return []


def text_length(blocks: list[dict[str, Any]]) -> int:
    """Return how many characters of text the blocks hold together."""
    return 0


def faults_in_options(given: Any) -> list[str]:
    """Return what Slack would find wrong with the answer to a search."""
    return []
