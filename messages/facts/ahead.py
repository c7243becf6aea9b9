"""The ladder ahead of time: what happens if nobody answers."""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True)
class TimedAhead:
    """
    One step or duty of a tier as it will be if nobody answers; `set_by` and `lack` as in `procedure.ahead`,
    `owed_by`, `starts` and `on_expiry` as in `procedure.timed`. `clause` is that of its limit, or its own
    where the text leaves the limit open; `basis` says why it is open or indicative, and
    `during` is the name of the only step in which a duty starts.
    """

    title: str
    clause: str
    value: int = 0
    unit: str = ""
    is_indicative: bool = False
    set_by: str = "text"
    lack: str = ""
    called_at: datetime | None = None
    due_at: datetime | None = None
    owed_by: str = "both"
    starts: str = ""
    during: str = ""
    on_expiry: str = ""
    basis: str = ""


@dataclass(frozen=True)
class TierAhead:
    """
    A tier as it will be if nobody answers: with its only step where the text gives it one limit, else with
    several, each named. `notified` are those whom the text has told then, with the clause.
    """

    title: str
    steps: tuple[TimedAhead, ...]
    duties: tuple[TimedAhead, ...] = ()
    notified: tuple[tuple[str, str], ...] = ()

    @property
    def only(self) -> TimedAhead | None:
        """The one step whose name is the tier's; None where its steps have names of their own."""
        return None if self.steps[0].title else self.steps[0]

    @property
    def lack(self) -> str:
        """What has to be known before it can be said when its time runs out."""
        return next((step.lack for step in self.steps if step.lack), "")


@dataclass(frozen=True)
class Ahead:
    """What lies ahead of a disagreement, in an area or by the text alone; `asked_again` is a clause."""

    procedure: str
    version: str
    raised_at: datetime
    tiers: tuple[TierAhead, ...]
    nation: str
    closing_time: time
    asked_again: str
    asked_again_at: time | None = None
    area: str = ""
    set_by: str = ""
    set_on: date | None = None
    is_example: bool = False
    emergency: str = ""
    protect_by: datetime | None = None
    status: str = ""
