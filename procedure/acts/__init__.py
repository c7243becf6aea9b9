"""What can happen in a disagreement: each act is one line of its record (London 11.1.9; Beds 6.11)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, get_args

from procedure.acts.actions import ActionAdded, ActionDone
from procedure.acts.advice import AdviceNotSought, AdviceSought
from procedure.acts.afterwards import LookedBack, Thanked
from procedure.acts.calls import (
    CallDelivered,
    Called,
    CalledAgain,
    ChangeReason,
    ClockHeld,
    HolderChanged,
    LookedAgain,
    MovedUp,
    MoveReason,
    ReachedByPhone,
    Review,
    TakenUp,
    TimeRanOutAtTheTop,
)
from procedure.acts.communications import CommunicationListed, CommunicationsComplete
from procedure.acts.details import About, Answered, Detailed, Meeting, OwnProcedureSaid, Talk
from procedure.acts.dissent import StillDisagreed
from procedure.acts.ending import Consent, Reopened, WithdrawalAnswered, WithdrawalAsked
from procedure.acts.follow_up import IssueDone, LessonsReferred, RaiserAnswer, RaiserTold
from procedure.acts.mailing import CalledByMail, MailReason
from procedure.acts.notes import (
    Channel,
    Leaves,
    NoteApproved,
    NoteDisputed,
    NoteFiled,
    NoteReadBack,
    NoteSaved,
)
from procedure.acts.notifying import PostNotified
from procedure.acts.outcome import (
    Answer,
    Closed,
    ConfirmationLate,
    CopyFiled,
    IssueOwned,
    OutcomeAnswered,
    OutcomeProposed,
    Settlement,
)
from procedure.acts.people import (
    AgencyJoined,
    Bearing,
    FacilityInvolved,
    HandedOver,
    Joined,
    JoinedAs,
    ManagerJoined,
    RaisedFor,
    TakenOut,
)
from procedure.acts.policy import (
    PolicyCalledAgain,
    PolicyDealtWith,
    PolicyIssueRaised,
    PolicyReceived,
    ProcedureProblemRaised,
)
from procedure.acts.raising import Danger, Party, PartySide, Raised, TakenBack, Way
from procedure.acts.risk import (
    BroughtForward,
    ProtectiveStep,
    PutBack,
    PutBackAnswered,
    PutBackProposed,
    RiskAnswered,
    Stands,
    Step,
)
from procedure.acts.room import DealtWith, MadeGood, NotDelivered, RoomFailed, RoomOpened, RoomReplaced
from procedure.acts.safety import SafetyArranged, SafetyAsked, SafetyFailed, SafetyHolds, SafetyUnanswered
from procedure.acts.steps import DutyBegan, DutyDone, DutyLate, StepBegan, StepReason
from procedure.acts.text import TextRef

__all__ = [
    "NAMES",
    "About",
    "Act",
    "ActionAdded",
    "ActionDone",
    "AdviceNotSought",
    "AdviceSought",
    "AgencyJoined",
    "Answer",
    "Answered",
    "Bearing",
    "BroughtForward",
    "CallDelivered",
    "Called",
    "CalledAgain",
    "CalledByMail",
    "ChangeReason",
    "Channel",
    "ClockHeld",
    "Closed",
    "CommunicationListed",
    "CommunicationsComplete",
    "ConfirmationLate",
    "Consent",
    "CopyFiled",
    "Danger",
    "DealtWith",
    "Detailed",
    "DutyBegan",
    "DutyDone",
    "DutyLate",
    "Entry",
    "FacilityInvolved",
    "HandedOver",
    "HolderChanged",
    "IssueDone",
    "IssueOwned",
    "Joined",
    "JoinedAs",
    "Leaves",
    "LessonsReferred",
    "LookedAgain",
    "LookedBack",
    "MadeGood",
    "MailReason",
    "ManagerJoined",
    "Meeting",
    "MoveReason",
    "MovedUp",
    "NotDelivered",
    "NoteApproved",
    "NoteDisputed",
    "NoteFiled",
    "NoteReadBack",
    "NoteSaved",
    "OutcomeAnswered",
    "OutcomeProposed",
    "OwnProcedureSaid",
    "Party",
    "PartySide",
    "PolicyCalledAgain",
    "PolicyDealtWith",
    "PolicyIssueRaised",
    "PolicyReceived",
    "PostNotified",
    "ProcedureProblemRaised",
    "ProtectiveStep",
    "PutBack",
    "PutBackAnswered",
    "PutBackProposed",
    "Raised",
    "RaisedFor",
    "RaiserAnswer",
    "RaiserTold",
    "ReachedByPhone",
    "Reopened",
    "Review",
    "RiskAnswered",
    "RoomFailed",
    "RoomOpened",
    "RoomReplaced",
    "SafetyArranged",
    "SafetyAsked",
    "SafetyFailed",
    "SafetyHolds",
    "SafetyUnanswered",
    "Settlement",
    "Stands",
    "Step",
    "StepBegan",
    "StepReason",
    "StillDisagreed",
    "TakenBack",
    "TakenOut",
    "TakenUp",
    "Talk",
    "TextRef",
    "Thanked",
    "TimeRanOutAtTheTop",
    "Way",
    "WithdrawalAnswered",
    "WithdrawalAsked",
]


Act = (
    Raised
    | Detailed
    | OwnProcedureSaid
    | TakenBack
    | Joined
    | ManagerJoined
    | RaisedFor
    | AgencyJoined
    | FacilityInvolved
    | TakenOut
    | HandedOver
    | MovedUp
    | CalledAgain
    | CalledByMail
    | CallDelivered
    | ClockHeld
    | TimeRanOutAtTheTop
    | PostNotified
    | StepBegan
    | DutyBegan
    | DutyLate
    | DutyDone
    | TakenUp
    | ReachedByPhone
    | HolderChanged
    | LookedAgain
    | AdviceSought
    | AdviceNotSought
    | BroughtForward
    | RiskAnswered
    | PutBackProposed
    | PutBackAnswered
    | PutBack
    | ProtectiveStep
    | SafetyArranged
    | SafetyAsked
    | SafetyUnanswered
    | SafetyHolds
    | SafetyFailed
    | PolicyCalledAgain
    | PolicyDealtWith
    | PolicyIssueRaised
    | PolicyReceived
    | ProcedureProblemRaised
    | StillDisagreed
    | NoteSaved
    | NoteApproved
    | NoteDisputed
    | NoteReadBack
    | NoteFiled
    | ActionAdded
    | ActionDone
    | CommunicationListed
    | CommunicationsComplete
    | OutcomeProposed
    | OutcomeAnswered
    | ConfirmationLate
    | RaiserTold
    | LessonsReferred
    | LookedBack
    | Thanked
    | IssueOwned
    | IssueDone
    | CopyFiled
    | Closed
    | WithdrawalAsked
    | WithdrawalAnswered
    | Reopened
    | RoomOpened
    | RoomFailed
    | RoomReplaced
    | NotDelivered
    | DealtWith
)

NAMES = frozenset(kind.act for kind in get_args(Act))
"""What the acts are called in the record, and where a procedure names the clause behind each."""


A = TypeVar("A")


@dataclass(frozen=True)
class Entry:
    """One line of the record: an act, when (aware, UTC) and by whom; None is the program itself."""

    seq: int
    at: datetime
    by: int | None
    act: Act

    def of(self, kind: type[A]) -> A:
        """Return the act, known to be of a kind."""
        if not isinstance(self.act, kind):
            raise LookupError(f"entry {self.seq} is no {kind.__name__}")
        return self.act

    @property
    def author(self) -> int:
        """The person whose act it is, known to be one's."""
        if self.by is None:
            raise LookupError(f"entry {self.seq} needs a person")
        return self.by
