"""The card of a disagreement, and each event of its room."""

from dataclasses import dataclass, field
from datetime import date, datetime

from messages.facts.afterwards import LookBack
from messages.facts.details import Details
from messages.facts.notes import Action, Communication, NoteShown
from messages.facts.outcome import (
    IssueShown,
    NotAgreed,
    OutcomeShown,
    RaiserSaid,
    Reopening,
    Still,
    Withdrawal,
)
from messages.facts.people import Emergency, Facility, Member, Party, Who
from messages.facts.protecting import (
    AdviceShown,
    DissentShown,
    PolicyShown,
    PutBackShown,
    ReviewShown,
    SafetyShown,
    StepShown,
)


@dataclass(frozen=True)
class Rung:
    """One tier of the ladder: `place` is done, now or next."""

    title: str
    place: str


@dataclass(frozen=True)
class OlderRules:
    """The rules by which a case goes, and the newer ones: text and edition of each, and the area's day."""

    version: str
    newer: str
    set_on: date


@dataclass(frozen=True)
class DutyShown:
    """Something owed beside a tier's time, by these agencies still; late once its instant has passed."""

    number: int
    title: str
    agencies: tuple[str, ...]
    due_at: datetime
    is_late: bool = False


@dataclass(frozen=True)
class Card:
    """
    The one message in the room that is kept up to date, and what *Read it* shows. `unanswered` are the
    agencies that have not said yet whether any letter or e-mail is left that belongs in the record;
    `headings` those of the area's own template for the written confirmation.
    """

    reference: str
    state: str
    danger: str
    raised_at: datetime
    raised_by: Who
    rungs: tuple[Rung, ...]
    tier: str
    parties: tuple[Party, ...]
    due_at: datetime | None
    protect_by: datetime | None
    risk_asked: bool
    dispute: str
    wanted: str
    their_reference: str
    same_child: bool
    safe: str
    next_tier: str
    emergency: Emergency
    step: str = ""
    step_by: tuple[str, ...] = ()
    next_step: str = ""
    duties: tuple[DutyShown, ...] = ()
    older: OlderRules | None = None
    notes: tuple[NoteShown, ...] = ()
    actions: tuple[Action, ...] = ()
    communications: tuple[Communication, ...] = ()
    unanswered: tuple[str, ...] = ()
    reviews: tuple[ReviewShown, ...] = ()
    steps: tuple[StepShown, ...] = ()
    outcome: OutcomeShown | None = None
    refusals: tuple[NotAgreed, ...] = ()
    told: RaiserSaid | None = None
    waits_for_raiser: bool = False
    look_backs: tuple[LookBack, ...] = ()
    asks_look_back: bool = False
    withdrawal: Withdrawal | None = None
    issues: tuple[IssueShown, ...] = ()
    past: tuple[OutcomeShown, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    reopen_until: datetime | None = None
    lacking: tuple[Still, ...] = ()
    leads: tuple[Who, ...] = ()
    room: str = ""
    is_short: bool = False
    raised_for: Who | None = None
    supporters: tuple[Who, ...] = ()
    details: Details = field(default_factory=Details)
    own_procedures: tuple[tuple[str, bool], ...] = ()
    advice_of: str = ""
    advice: tuple[AdviceShown, ...] = ()
    members: tuple[Member, ...] = ()
    facilities: tuple[Facility, ...] = ()
    way: str = "between"
    about: tuple[str, ...] = ()
    safety: SafetyShown | None = None
    put_back: PutBackShown | None = None
    policy_issues: tuple[PolicyShown, ...] = ()
    dissents: tuple[DissentShown, ...] = ()
    headings: tuple[str, ...] = ()

    @property
    def police(self) -> StepShown | None:
        """The newest report to the police that was made."""
        made = (step for step in reversed(self.steps) if (step.step, step.stands) == ("police", "done"))
        return next(made, None)


@dataclass(frozen=True)
class Event:
    """
    One thing that happened, for a line in the room or a message to somebody: `kind` picks the wording.

    `reason` says why a tier or a holder changed; `detail` holds what else was chosen: the danger, the step,
    the review, how it was settled, the answer. `people` are those newly concerned, `names` agencies. `until`
    is the promise, protect-by, when a step was taken, or when the outcome was proposed to which an answer has
    to be fetched by telephone; `on` by which day an issue is pursued; `times` how
    often a call was made, or a note's version; `skipped` the tiers passed over; `is_settled` whether every
    agency has answered by now; `is_short` whether the time is short until the risk is answered; `stands` how
    far a step has come; `has_answered` whether the agency called had taken it up, or talked, before;
    `also` those named for an agency beside who is called; `has_outcome` whether one waits for answers;
    `routes` the agencies that go another way than line management, and in place of what, by which clause.
    `way` is that of the disagreement; `partnership` and `mailbox` are the area's; `goes_by` is the title of
    the procedure by which it goes.
    """

    kind: str
    reference: str
    at: datetime
    by: Who | None = None
    agency: str = ""
    people: tuple[Who, ...] = ()
    tier: str = ""
    reason: str = ""
    due_at: datetime | None = None
    until: datetime | None = None
    was_due_at: datetime | None = None
    number: int = 0
    times: int = 0
    detail: str = ""
    names: tuple[str, ...] = ()
    risk_asked: bool = False
    is_short: bool = False
    emergency: Emergency | None = None
    on: date | None = None
    skipped: tuple[str, ...] = ()
    is_settled: bool = False
    has_answered: bool = False
    also: tuple[Who, ...] = ()
    has_outcome: bool = False
    routes: tuple[tuple[str, str], ...] = ()
    stands: str = ""
    details: Details | None = None
    way: str = "between"
    goes_by: str = ""
    believes_harm: bool = False
    partnership: str = ""
    mailbox: str = ""
