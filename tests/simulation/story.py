"""A story as it is written before it happens: who does what when, and what goes wrong, step by step."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import timedelta
from enum import StrEnum

from tests.casework.test_whole_story import RAISING
from tests.procedure.stories.told import STEP

MINUTE, HOUR, DAY, WEEK = 60.0, 3600.0, 86_400.0, 604_800.0

BEGINNINGS = (
    "Monday 2027-01-04 08:30",
    "Tuesday 2026-12-22 16:30",
    "Friday 2027-03-26 16:45",
    "Wednesday 2027-04-28 09:10",
    "Saturday 2027-10-30 22:00",
)
"""A week like any other, Christmas, both changes of the clocks, a bank holiday."""


class Trouble(StrEnum):
    """What can go wrong between a process and Slack."""

    RATE_LIMITED = "rate_limited"
    RATE_LIMITED_IN_BODY = "rate_limited_in_body"
    SERVER_ERROR_BEFORE = "server_error_before"
    SERVER_ERROR_AFTER = "server_error_after"
    BAD_GATEWAY = "bad_gateway"
    TIME_OUT_BEFORE = "time_out_before"
    TIME_OUT_AFTER = "time_out_after"
    ARRIVES_LATE = "arrives_late"
    DROP_BEFORE = "drop_before"
    DROP_AFTER = "drop_after"
    SLOW = "slow"
    UNREACHABLE = "unreachable"
    TOKEN_REVOKED = "token_revoked"
    SCOPE_TAKEN = "scope_taken"
    NO_PRIVATE_ROOMS = "no_private_rooms"


class DatabaseTrouble(StrEnum):
    """What can go wrong between a process and its database."""

    AWAY = "away"
    FULL = "full"
    READ_ONLY = "read_only"


class RoomTrouble(StrEnum):
    """What people can do to a room by hand."""

    ARCHIVED = "archived"
    DELETED = "deleted"
    BOT_REMOVED = "bot_removed"


@dataclass(frozen=True)
class Raises:
    """Somebody raises a disagreement; `again` is after how many seconds the same form comes once more."""

    at: float
    process: int
    how: int
    words: int
    again: float | None = None


@dataclass(frozen=True)
class Does:
    """
    Somebody does what they find to do in a disagreement: `late` is for how many seconds what they sent was
    under way, `again` after how many the same comes once more, maybe to another process.
    """

    at: float
    process: int
    case: int
    which: int
    chance: int
    words: int
    late: float = 0.0
    again: float | None = None


@dataclass(frozen=True)
class AccountGoes:
    """An account is deactivated, and put right after so many seconds; nobody may be told at once."""

    at: float
    process: int
    person: int
    back: float | None
    is_told: bool


@dataclass(frozen=True)
class RoomGoes:
    """Somebody does something to a room by hand."""

    at: float
    process: int
    case: int
    how: RoomTrouble


@dataclass(frozen=True)
class SlackFails:
    """For so many seconds a share of the calls goes wrong."""

    at: float
    seconds: float
    how: Trouble
    share: float


@dataclass(frozen=True)
class DatabaseFails:
    """For so many seconds the database takes no part."""

    at: float
    seconds: float
    how: DatabaseTrouble


@dataclass(frozen=True)
class Dies:
    """A process is killed at the n-th commit or call from then on, and begins anew after so many seconds."""

    at: float
    process: int
    point: int
    away: float


@dataclass(frozen=True)
class MachineOff:
    """Every process is gone at once, and all begin anew after so many seconds."""

    at: float
    seconds: float


@dataclass(frozen=True)
class Stalls:
    """A process is stopped at the n-th commit from then on, and goes on after so many seconds."""

    at: float
    process: int
    point: int
    seconds: float


@dataclass(frozen=True)
class ClockJumps:
    """The clock of a process is set on or back, and put right after so many seconds."""

    at: float
    process: int
    by: float
    back: float


Step = (
    Raises
    | Does
    | AccountGoes
    | RoomGoes
    | SlackFails
    | DatabaseFails
    | Dies
    | MachineOff
    | Stalls
    | ClockJumps
)


@dataclass(frozen=True)
class Story:
    """All that is decided beforehand; `order` decides who goes first where it could be either."""

    seed: int
    weeks: int
    beginning: int
    skews: tuple[float, ...]
    order: int
    steps: tuple[Step, ...]

    @property
    def seconds(self) -> float:
        """Return how long it goes on."""
        return self.weeks * WEEK

    @property
    def processes(self) -> int:
        """Return how many processes there are."""
        return len(self.skews)


def written(seed: int) -> Story:
    """Return the story that belongs to a seed, always the same."""
    chance = random.Random(seed)  # noqa: S311  (nothing to guess)
    weeks = chance.choice((1, 1, 2, 2, 3))
    processes = chance.choice((1, 2, 2, 3))
    writer = _Writer(chance, weeks * WEEK, processes)
    return Story(
        seed=seed,
        weeks=weeks,
        beginning=chance.randrange(len(BEGINNINGS)),
        skews=tuple(round(chance.uniform(-1.5, 1.5), 2) for _ in range(processes)),
        order=chance.randrange(2**32),
        steps=tuple(sorted(writer.steps(), key=lambda step: step.at)),
    )


def in_words(story: Story) -> str:
    """Return a story as one reads it, one step a line."""
    head = (
        f"seed {story.seed}: {story.weeks} weeks from {BEGINNINGS[story.beginning]}, "
        f"{story.processes} processes, their clocks out by {story.skews} seconds"
    )
    return "\n".join([head, *(f"  {_step_in_words(step)}" for step in story.steps)])


def _step_in_words(step: Step) -> str:
    said = [
        f"{field.name} {value}"
        for field in fields(step)
        if field.name != "at" and (value := getattr(step, field.name)) is not None
    ]
    return f"{timedelta(seconds=round(step.at))}  {type(step).__name__}: {', '.join(said)}"


@dataclass
class _Writer:
    """Writes the steps of a story; most of what happens, happens while something is going wrong."""

    chance: random.Random
    seconds: float
    processes: int

    def steps(self) -> Iterator[Step]:
        weeks = self.seconds / WEEK
        badness = self.chance.choice((0.0, 0.5, 1.0, 2.0))
        raised = 1 if weeks < 2 else self.chance.choice((1, 1, 2))
        for number in range(raised):
            yield self._raises(number)
        for _ in range(round(weeks * self.chance.choice((2, 4, 7)))):
            yield self._does()
        for write, often in self._wrong().items():
            for _ in range(self._so_many(often * badness * weeks)):
                yield write()

    def _wrong(self) -> dict[Callable[[], Step], float]:
        """What goes wrong, and how often in a week that goes as badly as weeks do."""
        return {
            self._slack_fails: 5,
            self._dies: 6,
            self._machine_off: 0.25,
            self._stalls: 1.5,
            self._database_fails: 1.5,
            self._clock_jumps: 0.4,
            self._account_goes: 0.5,
            self._room_goes: 0.3,
            self._outage: 0.05,
        }

    def _so_many(self, often: float) -> int:
        return int(often + self.chance.random())

    def _at(self) -> float:
        return round(self.chance.uniform(0.0, self.seconds), 3)

    def _where_it_is_busy(self) -> float:
        """Mostly near the beginning, when there is much to be said, or anywhere."""
        near = self.chance.choice((5 * MINUTE, HOUR, self.seconds))
        return round(self.chance.uniform(0.0, near), 3)

    def _process(self) -> int:
        return self.chance.randrange(self.processes)

    def _again(self) -> float | None:
        return self.chance.choice((None, None, None, 0.0, 0.05, 3.0, 60.0))

    def _raises(self, number: int) -> Raises:
        at = self.chance.uniform(0.0, 60.0 if number == 0 else self.seconds * 0.7)
        how = self.chance.randrange(len(RAISING))
        return Raises(round(at, 3), self._process(), how, self.chance.randrange(100), self._again())

    def _does(self) -> Does:
        which, chance, _ = (self.chance.randrange(each) for each in STEP)
        late = self.chance.choice((0.0, 0.0, 0.0, 0.0, 2.0, 90.0, 3 * HOUR))
        words = self.chance.randrange(100)
        return Does(
            self._at(), self._process(), self.chance.randrange(6), which, chance, words, late, self._again()
        )

    def _slack_fails(self) -> SlackFails:
        how = self.chance.choice(tuple(Trouble))
        seconds = self.chance.choice((5.0, MINUTE, MINUTE, 10 * MINUTE))
        return SlackFails(self._where_it_is_busy(), seconds, how, self.chance.choice((0.2, 0.5, 1.0)))

    def _outage(self) -> SlackFails:
        """Slack is away, or takes everything and answers nothing."""
        how = self.chance.choice((Trouble.UNREACHABLE, Trouble.TIME_OUT_BEFORE, Trouble.TOKEN_REVOKED))
        return SlackFails(self.chance.choice((0.0, self._at())), HOUR, how, 1.0)

    def _dies(self) -> Dies:
        away = self.chance.choice((1.0, 5.0, 5.0, 5.0, MINUTE, MINUTE, HOUR, 2 * DAY))
        return Dies(self._where_it_is_busy(), self._process(), self.chance.randrange(1, 60), away)

    def _machine_off(self) -> MachineOff:
        return MachineOff(self._at(), self.chance.choice((MINUTE, HOUR, DAY, 3 * DAY, 9 * DAY)))

    def _stalls(self) -> Stalls:
        seconds = self.chance.choice((5.0, 55.0, 61.0, 75.0, 10 * MINUTE))
        return Stalls(self._where_it_is_busy(), self._process(), self.chance.randrange(1, 60), seconds)

    def _database_fails(self) -> DatabaseFails:
        seconds = self.chance.choice((1.0, 10.0, MINUTE, 20 * MINUTE))
        return DatabaseFails(self._where_it_is_busy(), seconds, self.chance.choice(tuple(DatabaseTrouble)))

    def _clock_jumps(self) -> ClockJumps:
        by = self.chance.choice((-5 * HOUR, -HOUR, -61.0, 61.0, HOUR, 5 * HOUR))
        return ClockJumps(self._at(), self._process(), by, self.chance.choice((10.0, HOUR)))

    def _account_goes(self) -> AccountGoes:
        back = self.chance.choice((None, HOUR, 2 * DAY))
        is_told = self.chance.random() < 0.7
        return AccountGoes(self._at(), self._process(), self.chance.randrange(1000), back, is_told)

    def _room_goes(self) -> RoomGoes:
        how = self.chance.choice(tuple(RoomTrouble))
        return RoomGoes(self._at(), self._process(), self.chance.randrange(6), how)
