"""What became of a story, in a form that travels between processes; and the shortest that fails alike."""

from collections import Counter
from dataclasses import dataclass

from tests.simulation.judgement import counted, judged
from tests.simulation.partnership import Place
from tests.simulation.running import Played, play
from tests.simulation.shrinking import shortest
from tests.simulation.story import Story


@dataclass(frozen=True)
class Outcome:
    """Of one story: what was found in words, and how much there was of everything."""

    seed: int
    findings: tuple[str, ...]
    kinds: frozenset[str]
    counts: Counter[str]


def outcome_of(story: Story, place: Place) -> Outcome:
    """Play a story and judge it."""
    played = play(story, place)
    findings = judged(played, place.database)
    words = tuple(f"{finding.kind}: {finding.what}" for finding in findings)
    kinds = counted(findings)
    return Outcome(story.seed, words, frozenset(kinds), kinds + _amounts(played))


def shortest_of(story: Story, place: Place) -> tuple[Story, Outcome]:
    """Return the shortest story that fails as this one does, and what is found in it."""
    first = outcome_of(story, place)
    short = shortest(story, lambda each: bool(outcome_of(each, place).kinds & first.kinds))
    return short, outcome_of(short, place)


def _amounts(played: Played) -> Counter[str]:
    """Of what there was, so that one sees that it was not nothing."""
    return Counter(
        weeks=played.story.weeks,
        disagreements=len(played.people.references),
        lines=len(played.watch.recorded),
        promised=len(played.watch.promised),
        calls=len(played.slack.asked),
        kills=played.processes.deaths,
        transactions=played.watch.transactions,
    )
