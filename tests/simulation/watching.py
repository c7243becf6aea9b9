"""What is watched from outside while a story happens: what was promised to whom, what recorded when."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from casework import composing, delivery
from storage import notices, record
from storage.notices import Draft
from tests.simulation.seams import instead
from tests.simulation.world import World

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Promised:
    """Something that is to be told, by the transaction that caused it; `at` is true seconds."""

    draft: Draft
    at: float
    number: int


@dataclass(frozen=True)
class Recorded:
    """A line of a record as it was committed; `at` is true seconds, `process` whose transaction it was."""

    disagreement_id: int
    seq: int
    digest: str
    at: float
    process: int
    transaction: int


@dataclass
class Watch:
    """All that was seen; `open` is what the transaction under way has written and may still lose."""

    world: World
    promised: dict[str, Promised] = field(default_factory=dict)
    recorded: list[Recorded] = field(default_factory=list)
    unsaid: set[str] = field(default_factory=set)
    known: dict[str, float] = field(default_factory=dict)
    """By the key of what was promised: when it was recorded that it has arrived."""
    transactions: int = 0
    _drafts: list[Draft] = field(default_factory=list)
    _lines: list[tuple[int, int, str]] = field(default_factory=list)
    _arrived: list[str] = field(default_factory=list)

    def begins(self) -> None:
        """A transaction begins: nothing of it is so yet."""
        self._drafts.clear()
        self._lines.clear()
        self._arrived.clear()

    def committed(self, process: int) -> None:
        """A transaction has been committed: what it wrote is so."""
        self.transactions += 1
        if self.world.task is not None:
            self.world.task.recorded += len(self._lines)
        for draft in self._drafts:
            number = len(self.promised)
            self.promised.setdefault(draft.key, Promised(draft, self.world.seconds, number))
        for disagreement_id, seq, digest in self._lines:
            self.recorded.append(
                Recorded(disagreement_id, seq, digest, self.world.seconds, process, self.transactions)
            )
        for key in self._arrived:
            self.known.setdefault(key, self.world.seconds)
        self.begins()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look on at the five places where it shows, whatever stands there; nothing is changed by it."""
        seams: tuple[tuple[Any, str, Callable[..., Any]], ...] = (
            (notices, "write", self._writes),
            (notices, "sent", self._sends),
            (record, "append", self._appends),
            (delivery, "take", self._takes),
            (composing, "compose", self._composes),
        )
        with ExitStack() as looking:
            for where, name, watched in seams:
                looking.enter_context(instead(where, name, watched(getattr(where, name))))
            yield

    def _writes(self, write: Callable[P, R]) -> Callable[P, R]:
        @wraps(write)
        def watched(*args: P.args, **named: P.kwargs) -> R:
            drafts = [each for each in args[1:] if isinstance(each, Draft)]
            assert len(drafts) == len(args) - 1, "a connection, and what is to be told"
            self._drafts += drafts
            return write(*args, **named)

        return watched

    def _sends(self, sent: Callable[P, R]) -> Callable[P, R]:
        @wraps(sent)
        def watched(*args: P.args, **named: P.kwargs) -> R:
            is_ours = sent(*args, **named)
            if is_ours:
                self._arrived.append(str(getattr(args[1], "key", "")))
            return is_ours

        return watched

    def _appends(self, append: Callable[P, R]) -> Callable[P, R]:
        @wraps(append)
        def watched(*args: P.args, **named: P.kwargs) -> R:
            digest = append(*args, **named)
            _, disagreement_id, _, line, _ = args
            self._lines.append((disagreement_id, line.seq, str(digest)))  # type: ignore[attr-defined,arg-type]
            return digest

        return watched

    def _takes(self, take: Callable[P, R]) -> Callable[P, R]:
        @wraps(take)
        def watched(*args: P.args, **named: P.kwargs) -> R:
            notice = take(*args, **named)
            if self.world.task is not None:
                self.world.task.about = getattr(notice, "key", "")
            return notice

        return watched

    def _composes(self, compose: Callable[P, R]) -> Callable[P, R]:
        @wraps(compose)
        def watched(*args: P.args, **named: P.kwargs) -> R:
            message = compose(*args, **named)
            if message is None and self.world.task is not None:
                self.unsaid.add(self.world.task.about)
            return message

        return watched
