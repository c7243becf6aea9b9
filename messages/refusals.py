"""Why the program says no, and what the person can do now; plain text, shown in forms and answers."""

from messages.facts import Refusal
from messages.words import say_plain


def refusal(facts: Refusal) -> str:
    """Return the words for a refusal; its reason names the block."""
    return say_plain("refusals", facts.reason, refusal=facts)
