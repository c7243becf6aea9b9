"""An agency being asked to act, and what it owes beside that."""

from dataclasses import dataclass
from datetime import datetime

from procedure.roster import Holder
from procedure.timed import Duty


@dataclass(frozen=True)
class Call:
    """
    An agency being asked to act at a tier, and what became of it. `since` is when the time to answer
    began: the call, or the moment at which due was last moved. `answered_at` is when they last took it up,
    were reached or talked: it stays when a promise passes and they are called again. `mailed` are those who
    were asked by e-mail too since the last repetition.
    """

    holder: Holder
    tier: int
    called_at: datetime
    since: datetime
    again_at: datetime | None
    reason: str
    times: int = 1
    also: tuple[int, ...] = ()
    delivered_at: datetime | None = None
    taken_up_by: int | None = None
    taken_up_at: datetime | None = None
    speak_by: datetime | None = None
    phoned_at: datetime | None = None
    talked_at: datetime | None = None
    answered_at: datetime | None = None
    was_passed_on: bool = False
    undeliverable: frozenset[int] = frozenset()
    mailed: frozenset[int] = frozenset()

    @property
    def people(self) -> tuple[int, ...]:
        """Everyone who was called for it: the holders, then deputies called later."""
        return tuple(dict.fromkeys([*self.holder.people, *self.also]))

    @property
    def is_answered(self) -> bool:
        """Whether somebody is on it, was reached by telephone, or has talked since it was last repeated."""
        answers = (self.taken_up_by, self.phoned_at, self.talked_at)
        return any(answer is not None for answer in answers)

    @property
    def is_on_its_way(self) -> bool:
        """Whether it has reached nobody yet, and there is somebody whom it still may reach."""
        return self.delivered_at is None and not self.undeliverable.issuperset(self.people)


@dataclass(frozen=True)
class DutyOwed:
    """
    Something owed beside the time of a tier (the first is 0): `owing` are the agencies that owe it still,
    none once it is met or nothing is owed any more; `late_at` is when it was noted that it is late.
    """

    number: int
    duty: Duty
    tier: int
    owing: tuple[int, ...]
    due_at: datetime
    late_at: datetime | None = None
