"""People who go on working while the program is killed: they try again, and remember what they were told."""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import TypeVar

from sandbox.practice.stage import Actor, Stage
from sandbox.slack.client import Impossible, NotSeen, NotSettled

T = TypeVar("T")

PAIRS = (("Amy", "Tom"), ("Priya", "Dev"), ("Nadia", "Owen"))
"""Who raises something, and against whom."""
MANAGERS = ("Omar", "Grace", "Dylan", "Alan", "Leila", "Sam", "Cora", "Noor", "Stefan", "Bethan")
OFTEN = 0.3
TRIES = 12
"""So often somebody tries the same again before they leave it."""

_REFERENCE = re.compile(r"D-\d{4}-\d{4}")
_TAKEN = frozenset({"updated", "closed", "cleared"})


@dataclass
class Memory:
    """`typed` is every text that was sent, `recorded` those of which Slack said that they were taken."""

    typed: list[str] = field(default_factory=list)
    recorded: dict[str, str] = field(default_factory=dict)
    """By its text: the reference of the disagreement in which it is to be found."""
    taken_up: set[tuple[str, str]] = field(default_factory=set)
    """Who was told that it is recorded that they are on it, and in which disagreement."""
    left: int = 0
    """So many times somebody did not get to do something, or gave it up."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))


@dataclass
class Client:
    """Two people and some managers, at work beside other such."""

    stage: Stage
    chance: random.Random
    pair: tuple[str, str]
    managers: tuple[str, ...]
    """Nobody else acts as one of these: a person has one window at a time."""
    most: int
    """So many disagreements they raise at most."""
    memory: Memory
    raised: list[str] = field(default_factory=list)

    def acts(self) -> None:
        """Do something that somebody does, or let time pass."""
        deed = self._raises
        if self.raised and (len(self.raised) >= self.most or self.chance.random() > OFTEN):
            deed = self.chance.choice((self._notes, self._notes, self._takes_up, self._settles, self._waits))
        try:
            deed()
        except (AssertionError, Impossible, NotSettled):
            self.memory.left += 1
            self._waits_for_app()

    def _waits(self) -> None:
        # Not so long that Slack could not take what comes of it: what gathers has to go out in the end.
        hours = self.chance.choice((0.25, 1, 4, 12))
        self.stage.practice.jump_to(self.stage.practice.now() + timedelta(hours=hours))

    def _raises(self) -> None:
        by, against = self.pair
        who, text = self.stage.person(by), self._words("Dispute")
        with _clear(who):
            self._tries(lambda: who.sees().view or who.types())
            self._tries(lambda: who.chooses("danger", "none"))
            found = self._tries(lambda: who.finds("against", against))
            values = {"against": [found], "dispute": text, "wanted": "A visit.", "soon": "procedure"}
            if self._sends(who, values):
                reference = who.view.title.split()[-1]
                self.memory.recorded[text] = reference
                self.raised.append(reference)

    def _notes(self) -> None:
        reference, (by, against) = self.chance.choice(self.raised), self.pair
        who, text = self.stage.person(by), self._words("Said")
        with _clear(who):
            self._opens(who, "note", reference)
            found = self._tries(lambda: who.finds("took_part", against))
            values = {"channel": "call", "said": text, "child": "Well.", "leaves": "partly"}
            if self._sends(who, {**values, "took_part": [found]}):
                self.memory.recorded[text] = reference

    def _takes_up(self) -> None:
        for name in self.chance.sample(self.managers, len(self.managers)):
            who = self.stage.person(name)
            buttons = [message for channel in who.sees().channels for message in channel.messages]
            called = [each for each in buttons if "take_up" in each.buttons]
            if not called:
                continue
            reference = _REFERENCE.search(self.chance.choice(called).words)
            assert reference is not None, "a call says of what it is"
            said = reference[0]
            with _clear(who):
                self._opens(who, "take_up", said)
                if self._sends(who, {"promise": "today"}):
                    self.memory.taken_up.add((who.id, said))
            return

    def _settles(self) -> None:
        """Propose an outcome, or answer the one that stands; mostly it is not yet time to."""
        reference, (by, against) = self.chance.choice(self.raised), self.pair
        one, other, text = self.stage.person(by), self.stage.person(against), self._words("Agreed")
        with _clear(one):
            self._opens(one, "outcome", reference)
            values = {"how": "new_plan", "agreed": text, "safe": "With the grandmother.", "answer": "agree"}
            if not self._sends(one, values):
                return
            self.memory.recorded[text] = reference
        with _clear(other):
            self._opens(other, "confirm", reference)
            self._sends(other, {"answer": "agree"})

    def _words(self, what: str) -> str:
        text = f"{what} {_in_letters(next(self.memory.numbers))} ends here."
        self.memory.typed.append(text)
        return text

    def _sends(self, who: Actor, values: Mapping[str, object]) -> bool:
        """Send the form before somebody until it is taken; whether it was."""
        who.fills(values)
        for _ in range(TRIES):
            sent = who.sends()
            if sent.outcome in _TAKEN:
                return True
            self._waits_for_app()
        self.memory.left += 1
        return False

    def _opens(self, who: Actor, action_id: str, reference: str) -> None:
        """Press a button of a disagreement until its form is before somebody; it may not be there yet."""
        who.message_with(action_id, reference)

        def press() -> None:
            if who.sees().view is None:
                who.presses(action_id, reading=reference)

        self._tries(press)

    def _tries(self, act: Callable[[], T]) -> T:
        for _ in range(TRIES):
            try:
                return act()
            except (AssertionError, Impossible):
                self._waits_for_app()
        return act()

    def _waits_for_app(self) -> None:
        try:
            self.stage.practice.wait_for_app(1.0)
        except NotSeen:
            return


@contextmanager
def _clear(who: Actor) -> Iterator[None]:
    """Begin with nothing open before somebody, and leave nothing open."""
    who.closes()
    try:
        yield
    finally:
        who.closes()


def _in_letters(number: int) -> str:
    """Return a number as letters: digits in a row may look like a child's."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")
