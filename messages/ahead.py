"""What lies ahead of a disagreement, in words that a safeguarding lead can read aloud."""

from collections.abc import Iterator

from messages.facts import Ahead
from messages.words import say_plain


def read_aloud(facts: Ahead) -> str:
    """Return the ladder with its times if nobody answers: one sentence a tier, lowest first."""
    return "\n".join(
        [
            say_plain("ahead", "head", ahead=facts),
            "",
            say_plain("ahead", "raised", ahead=facts),
            *_ladder(facts),
            "",
            say_plain("ahead", "foot", ahead=facts),
        ]
    )


def _ladder(facts: Ahead) -> Iterator[str]:
    for place, tier in enumerate(facts.tiers):
        yield say_plain("ahead", "tier", tier=tier, is_first=place == 0)
    yield say_plain("ahead", "last", ahead=facts)
    not_known = [tier for tier in facts.tiers if tier.lack]
    if not_known:
        yield say_plain("ahead", "not_known", tier=not_known[0])
