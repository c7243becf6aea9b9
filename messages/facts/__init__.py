"""What a message or form shows: plain values, looked up by the use cases, worded by the templates.

All instants are aware and in the area's own zone. Texts are as they were typed; escaping is ours.
"""

from messages.facts.afterwards import LookBack, LookBacks
from messages.facts.ahead import Ahead, TierAhead, TimedAhead
from messages.facts.calls import Call, CallState
from messages.facts.card import Card, DutyShown, Event, OlderRules, Rung
from messages.facts.details import Details, More, SubjectShown
from messages.facts.digest import Digest, DigestLine, Elsewhere
from messages.facts.figures import FiguresPart, Report
from messages.facts.home import Absence, Home, OpenCase, PostShown, Waiting, WaitingItem, Watch
from messages.facts.lessons import Lessons
from messages.facts.mail import MailedCall, MailedLead, RecordedAnswer, SlackLost
from messages.facts.notes import (
    Action,
    Communication,
    Disputed,
    Filing,
    NoteCopy,
    NoteDraft,
    NoteShown,
    ReadBack,
)
from messages.facts.outcome import (
    IssueDue,
    IssueShown,
    Lacking,
    NotAgreed,
    OutcomeShown,
    RaiserSaid,
    Reopening,
    Still,
    Withdrawal,
)
from messages.facts.people import Choice, Emergency, Facility, Member, Party, Who
from messages.facts.protecting import (
    AdviceShown,
    DissentShown,
    PolicyShown,
    PutBackForm,
    PutBackShown,
    ReviewShown,
    Risk,
    SafetyForm,
    SafetyShown,
    StepShown,
)
from messages.facts.raising import Guide, Inside, Raise, Receipt, Refusal
from messages.facts.record import Record, RecordLine
from messages.facts.undelivered import Undelivered

__all__ = [
    "Absence",
    "Action",
    "AdviceShown",
    "Ahead",
    "Call",
    "CallState",
    "Card",
    "Choice",
    "Communication",
    "Details",
    "Digest",
    "DigestLine",
    "Disputed",
    "DissentShown",
    "DutyShown",
    "Elsewhere",
    "Emergency",
    "Event",
    "Facility",
    "FiguresPart",
    "Filing",
    "Guide",
    "Home",
    "Inside",
    "IssueDue",
    "IssueShown",
    "Lacking",
    "Lessons",
    "LookBack",
    "LookBacks",
    "MailedCall",
    "MailedLead",
    "Member",
    "More",
    "NotAgreed",
    "NoteCopy",
    "NoteDraft",
    "NoteShown",
    "OlderRules",
    "OpenCase",
    "OutcomeShown",
    "Party",
    "PolicyShown",
    "PostShown",
    "PutBackForm",
    "PutBackShown",
    "Raise",
    "RaiserSaid",
    "ReadBack",
    "Receipt",
    "Record",
    "RecordLine",
    "RecordedAnswer",
    "Refusal",
    "Reopening",
    "Report",
    "ReviewShown",
    "Risk",
    "Rung",
    "SafetyForm",
    "SafetyShown",
    "SlackLost",
    "StepShown",
    "Still",
    "SubjectShown",
    "TierAhead",
    "TimedAhead",
    "Undelivered",
    "Waiting",
    "WaitingItem",
    "Watch",
    "Who",
    "Withdrawal",
]
