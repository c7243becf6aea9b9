"""What lies ahead of a disagreement, in words that a safeguarding lead can read aloud."""

from collections.abc import Iterator

from messages.facts import Ahead, TierAhead
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
        time = say_plain("ahead", "time", timed=tier.only) if tier.only else ""
        yield say_plain("ahead", "tier", tier=tier, is_first=place == 0, time=time, number=len(tier.steps))
        yield from (f"  {line}" for line in _within(tier))
    yield say_plain("ahead", "last", ahead=facts)
    not_known = [tier for tier in facts.tiers if tier.lack]
    if not_known:
        yield say_plain("ahead", "not_known", tier=not_known[0])


def _within(tier: TierAhead) -> Iterator[str]:
    """The steps that have names of their own, what is owed beside them, and who is told."""
    for step in () if tier.only else tier.steps:
        yield say_plain("ahead", "step", timed=step, time=say_plain("ahead", "time", timed=step))
    for duty in tier.duties:
        yield say_plain("ahead", "duty", timed=duty)
    for who, clause in tier.notified:
        yield say_plain("ahead", "notified", who=who, clause=clause)
