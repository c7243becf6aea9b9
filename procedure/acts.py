"""What can happen in a disagreement: each act is one line of its record (London 11.1.9; Beds 6.11)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, get_args

from procedure.roster import Holder


@dataclass(frozen=True)
class TextRef:
    """A text kept apart from the record: which one, and the salted digest that binds it to its line."""

    id: str
    digest: str


class Danger(StrEnum):
    """What was answered to the first question of the form."""

    NONE = "none"
    NOW = "now"
    INFANT_INJURY = "infant_injury"


class PartySide(StrEnum):
    """Which side of the disagreement an agency is on."""

    RAISED_BY = "raised_by"
    RESPONDING = "responding"


@dataclass(frozen=True)
class Party:
    """One agency's side in one disagreement: its team, and the practitioners named for it."""

    agency_id: int
    side: PartySide
    team_id: int | None = None
    practitioners: tuple[int, ...] = ()


class MoveReason(StrEnum):
    """Why a disagreement moved to another tier."""

    TIME_RAN_OUT = "time_ran_out"
    PROTECT_BY_PASSED = "protect_by_passed"
    UNRESOLVED = "unresolved"
    NO_HOLDER = "no_holder"
    DANGER = "danger"


class ChangeReason(StrEnum):
    """Why somebody else acts for an agency."""

    NOT_MINE = "not_mine"
    TAKEN_OUT = "taken_out"
    UNREACHABLE = "unreachable"
    NAMED_BY_LEAD = "named_by_lead"
    HANDED_OVER = "handed_over"


class Channel(StrEnum):
    """How a discussion was held."""

    CALL = "call"
    MEETING = "meeting"
    EMAIL = "email"
    ROOM = "room"
    ADVICE = "advice"


class Leaves(StrEnum):
    """Where a discussion leaves the disagreement."""

    SETTLED = "settled"
    PARTLY = "partly"
    NOT_SETTLED = "not_settled"


class Review(StrEnum):
    """What the challenged side found when it looked again (Beds 6.1)."""

    CHANGED = "changed"
    PARTLY = "partly"
    KEPT = "kept"


class Step(StrEnum):
    """A protective step: none of them ever waits for a clock (London 11.3.3; Beds 5)."""

    POLICE = "police"
    ALLOCATION = "allocation"
    STRATEGY_DISCUSSION = "strategy_discussion"
    CORE_GROUP = "core_group"
    CONFERENCE = "conference"
    REVIEW_CONFERENCE = "review_conference"
    OTHER = "other"


class Settlement(StrEnum):
    """How a disagreement was settled."""

    CHANGED = "changed"
    STANDS = "stands"
    NEW_PLAN = "new_plan"
    DECIDED_ABOVE = "decided_above"
    OVERTAKEN = "overtaken"


class Answer(StrEnum):
    """An agency's written answer to a proposed outcome (Beds 2.6, 6.11)."""

    AGREE = "agree"
    ACCEPT = "accept"
    DO_NOT_AGREE = "do_not_agree"


@dataclass(frozen=True)
class Called:
    """A call that goes with a move: who is asked to act, and when they are asked again if nobody answers."""

    holder: Holder
    again_at: datetime | None


@dataclass(frozen=True)
class Raised:
    """The disagreement is opened; the clock of the first tier starts (London 11.1.3, 11.1.4)."""

    danger: Danger
    parties: tuple[Party, ...]
    tier: int
    due_at: datetime | None
    protect_by: datetime | None
    ask_lead: bool
    calls: tuple[Called, ...]
    dispute: TextRef | None
    wanted: TextRef | None
    their_reference: TextRef | None
    act: Literal["raised"] = "raised"


@dataclass(frozen=True)
class Detailed:
    """What the receipt asks afterwards: stage, kind, the talk with one's own manager (Beds 4.1)."""

    stage: str
    about: str
    own_manager: TextRef | None
    act: Literal["detailed"] = "detailed"


@dataclass(frozen=True)
class TakenBack:
    """Raised by mistake, and taken back."""

    act: Literal["taken_back"] = "taken_back"


@dataclass(frozen=True)
class Joined:
    """Somebody has a part from now on."""

    person: int
    agency_id: int
    act: Literal["joined"] = "joined"


@dataclass(frozen=True)
class TakenOut:
    """Somebody invited by mistake has no part any more."""

    person: int
    act: Literal["taken_out"] = "taken_out"


@dataclass(frozen=True)
class HandedOver:
    """One person's part goes to another of the same agency."""

    giver: int
    taker: int
    act: Literal["handed_over"] = "handed_over"


@dataclass(frozen=True)
class MovedUp:
    """Another tier is reached and its managers are called (London 11.1.5, 11.1.7, 11.3; Beds 6.8, 6.9)."""

    tier: int
    reason: MoveReason
    due_at: datetime | None
    protect_by: datetime | None
    was_due_at: datetime | None
    calls: tuple[Called, ...]
    vacant: tuple[int, ...] = ()
    skipped: tuple[str, ...] = ()
    act: Literal["moved_up"] = "moved_up"


@dataclass(frozen=True)
class CalledAgain:
    """A call that nobody took up, or that led nowhere, is repeated; from the second time wider."""

    agency_id: int
    times: int
    also: tuple[int, ...]
    again_at: datetime | None
    act: Literal["called_again"] = "called_again"


@dataclass(frozen=True)
class CallDelivered:
    """The first message of a call has reached Slack; `due_at` where a late delivery moved it."""

    agency_id: int
    person: int
    due_at: datetime | None
    act: Literal["call_delivered"] = "call_delivered"


@dataclass(frozen=True)
class ClockHeld:
    """The tier's time ran out before anyone could be called: it starts again."""

    due_at: datetime
    act: Literal["clock_held"] = "clock_held"


@dataclass(frozen=True)
class TimeRanOutAtTheTop:
    """The last tier's time ran out: its holders and the lead are called again each working day."""

    due_at: datetime | None
    act: Literal["time_ran_out_at_the_top"] = "time_ran_out_at_the_top"


@dataclass(frozen=True)
class TakenUp:
    """Somebody called says: I'm on it. Moves no clock."""

    agency_id: int
    speak_by: datetime
    act: Literal["taken_up"] = "taken_up"


@dataclass(frozen=True)
class ReachedByPhone:
    """Reported by the one who rang: an agency was reached. Stops its calls, confirms nothing."""

    agency_id: int
    act: Literal["reached_by_phone"] = "reached_by_phone"


@dataclass(frozen=True)
class HolderChanged:
    """Somebody else acts for an agency; None where nobody is left who could."""

    agency_id: int
    reason: ChangeReason
    leaving: tuple[int, ...]
    call: Called | None
    act: Literal["holder_changed"] = "holder_changed"


@dataclass(frozen=True)
class LookedAgain:
    """The challenged side has looked at its decision again (Beds 6.1)."""

    agency_id: int
    review: Review
    why: TextRef
    act: Literal["looked_again"] = "looked_again"


@dataclass(frozen=True)
class BroughtForward:
    """The child needs it sooner: protect-by, and so due, come forward."""

    protect_by: datetime
    due_at: datetime
    act: Literal["brought_forward"] = "brought_forward"


@dataclass(frozen=True)
class RiskAnswered:
    """After protect-by passed: how soon it must be settled now; None for the procedure's own time."""

    protect_by: datetime | None
    due_at: datetime | None
    act: Literal["risk_answered"] = "risk_answered"


@dataclass(frozen=True)
class ProtectiveStep:
    """A step to protect the child was taken, whatever the clocks say (London 11.3.3)."""

    step: Step
    taken_at: datetime
    detail: TextRef | None
    act: Literal["protective_step"] = "protective_step"


@dataclass(frozen=True)
class NoteSaved:
    """A discussion note, or a corrected version of one; the author approves by writing (London 11.1.9)."""

    note: int
    version: int
    held_at: datetime
    channel: Channel
    took_part: tuple[int, ...]
    others: TextRef | None
    said: TextRef
    child: TextRef
    actions: TextRef | None
    same_child: bool
    leaves: Leaves
    act: Literal["note_saved"] = "note_saved"


@dataclass(frozen=True)
class NoteApproved:
    """Somebody named in a note approves that version."""

    note: int
    version: int
    act: Literal["note_approved"] = "note_approved"


@dataclass(frozen=True)
class NoteDisputed:
    """Somebody named in a note does not agree that this version is accurate; their words stand beside it."""

    note: int
    version: int
    words: TextRef
    act: Literal["note_disputed"] = "note_disputed"


@dataclass(frozen=True)
class OutcomeProposed:
    """What was agreed, in writing, for every agency to confirm (Beds 6.11); an issue for each open line."""

    agency_id: int
    how: Settlement
    agreed: TextRef
    safe: TextRef
    issues: tuple[TextRef, ...]
    answer: Answer
    act: Literal["outcome_proposed"] = "outcome_proposed"


@dataclass(frozen=True)
class OutcomeAnswered:
    """An agency's written answer to the proposed outcome."""

    agency_id: int
    answer: Answer
    act: Literal["outcome_answered"] = "outcome_answered"


@dataclass(frozen=True)
class IssueOwned:
    """Who pursues an outstanding issue, and by when (Beds 6.11)."""

    issue: int
    owner: int
    by: date
    act: Literal["issue_owned"] = "issue_owned"


@dataclass(frozen=True)
class CopyFiled:
    """An agency says that its copy is on the child's file (London 11.1.9)."""

    agency_id: int
    act: Literal["copy_filed"] = "copy_filed"


@dataclass(frozen=True)
class Closed:
    """Every agency has confirmed, every issue has its owner, every copy is filed."""

    act: Literal["closed"] = "closed"


@dataclass(frozen=True)
class RoomOpened:
    """The private room exists."""

    act: Literal["room_opened"] = "room_opened"


@dataclass(frozen=True)
class RoomFailed:
    """A private room can't be had; the disagreement goes on by direct message. Never a public one."""

    error: str
    act: Literal["room_failed"] = "room_failed"


@dataclass(frozen=True)
class NotDelivered:
    """A message could not be delivered, for good: the lead is told."""

    kind: str
    person: int | None
    error: str
    act: Literal["not_delivered"] = "not_delivered"


Act = (
    Raised
    | Detailed
    | TakenBack
    | Joined
    | TakenOut
    | HandedOver
    | MovedUp
    | CalledAgain
    | CallDelivered
    | ClockHeld
    | TimeRanOutAtTheTop
    | TakenUp
    | ReachedByPhone
    | HolderChanged
    | LookedAgain
    | BroughtForward
    | RiskAnswered
    | ProtectiveStep
    | NoteSaved
    | NoteApproved
    | NoteDisputed
    | OutcomeProposed
    | OutcomeAnswered
    | IssueOwned
    | CopyFiled
    | Closed
    | RoomOpened
    | RoomFailed
    | NotDelivered
)

NAMES = frozenset(kind.act for kind in get_args(Act))
"""What the acts are called in the record, and where a procedure names the clause behind each."""


@dataclass(frozen=True)
class Entry:
    """One line of the record: an act, when (aware, UTC) and by whom; None is the program itself."""

    seq: int
    at: datetime
    by: int | None
    act: Act
