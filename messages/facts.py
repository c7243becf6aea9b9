"""What a message or form shows: plain values, looked up by the use cases, worded by the templates.

All instants are aware and in the area's own zone. Texts are as they were typed; escaping is ours.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum


@dataclass(frozen=True)
class Who:
    """A person as shown: their name, post and agency, and how to ring them."""

    person: int
    name: str
    post: str = ""
    agency: str = ""
    telephone: str = ""
    slack_id: str = ""


@dataclass(frozen=True)
class Party:
    """An agency as shown beside what it has been asked for at the tier reached."""

    agency_id: int
    agency: str
    people: tuple[Who, ...] = ()
    standing: str = "holder"
    has_call: bool = False
    times: int = 0
    taken_up_by: Who | None = None
    taken_up_at: datetime | None = None
    speak_by: datetime | None = None
    phoned_at: datetime | None = None
    talked_at: datetime | None = None
    has_answered: bool = False
    is_vacant: bool = False
    route: str = ""


@dataclass(frozen=True)
class Rung:
    """One tier of the ladder: `place` is done, now or next."""

    title: str
    place: str


@dataclass(frozen=True)
class Emergency:
    """Whom to ring, from the area file."""

    police: str
    out_of_hours: str


@dataclass(frozen=True)
class Disputed:
    """The words of somebody who does not hold a note to be accurate; `version` is the one they spoke of."""

    by: Who
    words: str
    version: int


@dataclass(frozen=True)
class ReadBack:
    """What somebody outside Slack said when a version of a note was read to them, and who heard it."""

    by: Who
    version: int
    who: str
    read_at: datetime
    is_right: bool
    words: str


@dataclass(frozen=True)
class Filing:
    """An agency's word that its copy of a version of a note is on the child's file."""

    agency: str
    by: Who
    version: int
    at: datetime
    their_reference: str


@dataclass(frozen=True)
class Action:
    """Something that somebody will do by a day, and whether it is done; `note` is 0 where it is of none."""

    number: int
    text: str
    owner: Who
    by: date
    note: int = 0
    done_at: datetime | None = None
    done_by: Who | None = None


@dataclass(frozen=True)
class Communication:
    """A letter or e-mail that belongs to the record and is kept elsewhere."""

    number: int
    by: Who
    what: str
    sent_on: date
    kept: str


@dataclass(frozen=True)
class NoteDraft:
    """What a note form begins with; `is_cut` where what was said is longer than a note takes."""

    held_at: datetime
    channel: str = ""
    took_part: tuple[Who, ...] = ()
    others: str = ""
    said: str = ""
    child: str = ""
    actions: str = ""
    same_child: bool = False
    leaves: str = ""
    is_cut: bool = False


@dataclass(frozen=True)
class NoteShown:
    """
    A discussion note with its texts, who approved it, who did not, whose answer is missing. `inside` is the
    one agency inside which it was held; `working_days` passed between the talk and the writing.
    """

    reference: str
    number: int
    version: int
    author: Who
    held_at: datetime
    written_at: datetime
    channel: str
    took_part: tuple[Who, ...]
    others: str
    said: str
    child: str
    actions: str
    same_child: bool
    leaves: str
    approved_by: tuple[Who, ...] = ()
    missing: tuple[Who, ...] = ()
    disputes: tuple[Disputed, ...] = ()
    is_approved: bool = False
    working_days: int = 0
    agencies: tuple[str, ...] = ()
    inside: str = ""
    read_backs: tuple[ReadBack, ...] = ()
    filings: tuple[Filing, ...] = ()


@dataclass(frozen=True)
class IssueShown:
    """One outstanding issue: who pursues it and by when, and what was done, once that is known."""

    number: int
    text: str
    owner: Who | None = None
    by: date | None = None
    done_at: datetime | None = None
    done_by: Who | None = None
    words: str = ""


@dataclass(frozen=True)
class NotAgreed:
    """An agency's *we do not agree* to an outcome that was proposed, and why."""

    agency: str
    by: Who
    at: datetime
    why: str


@dataclass(frozen=True)
class RaiserSaid:
    """What the one who raised it says to how it was settled; `answer` as in `procedure.acts`."""

    who: Who
    at: datetime
    answer: str
    words: str


@dataclass(frozen=True)
class Withdrawal:
    """That the one who raised it wants to withdraw it, and why."""

    reference: str
    who: Who
    at: datetime
    why: str


@dataclass(frozen=True)
class Reopening:
    """That what was over has been opened again, and why."""

    by: Who
    at: datetime
    why: str


@dataclass(frozen=True)
class Lessons:
    """
    A referral for wider learning: what the record shows (`checks` by name, whether it is so), where it
    goes, and the summary once it is referred. Nothing in it names a person or an agency.
    """

    reference: str
    checks: tuple[tuple[str, bool], ...]
    body: str
    mailbox: str
    area: str
    procedure: str
    version: str
    tiers: tuple[str, ...]
    kinds: tuple[str, ...]
    raised_at: datetime
    how: str
    summary: str = ""
    referred_at: datetime | None = None
    is_example: bool = False

    @property
    def is_followed(self) -> bool:
        """Whether the record shows that the procedure was followed."""
        return all(is_so for _, is_so in self.checks)


@dataclass(frozen=True)
class OutcomeShown:
    """A proposed outcome with its texts and each agency's answer so far (agency, answer or empty, who)."""

    reference: str
    proposed_by: Who
    proposed_at: datetime
    how: str
    agreed: str
    safe: str
    issues: tuple[IssueShown, ...]
    answers: tuple[tuple[str, str, Who | None], ...]
    confirm_by: datetime | None = None
    way: str = "between"


@dataclass(frozen=True)
class StepShown:
    """A protective step: what, how far it has come, when, and what was typed of it."""

    at: datetime
    step: str
    stands: str
    texts: tuple[str, ...] = ()
    has_reference: bool = False


@dataclass(frozen=True)
class ReviewShown:
    """What the challenged side found when it looked again, why, and what would change its view."""

    by: Who
    review: str
    why: str
    would_change: str = ""


@dataclass(frozen=True)
class AdviceShown:
    """
    What an agency has said of the advice that it should seek; `at` is when it was sought, or when it was said
    why not, None where nothing is said yet. `text` is the advice, or the reason.
    """

    agency: str
    at: datetime | None = None
    was_sought: bool = False
    adviser: Who | None = None
    adviser_words: str = ""
    text: str = ""


@dataclass(frozen=True)
class Facility:
    """A specialist regional facility with a side: its host, and where its own procedure is kept, if any."""

    agency: str
    host: str
    procedure: str = ""


@dataclass(frozen=True)
class Member:
    """Somebody with a part, and the tier at which their post acts; empty where it acts at none."""

    who: Who
    tier: str = ""


@dataclass(frozen=True)
class PutBackShown:
    """A proposal that the child can wait longer: until when, instead of when, why, and who has to answer."""

    reference: str
    proposed_by: Who
    proposed_at: datetime
    until: datetime
    protect_by: datetime | None
    why: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class SafetyShown:
    """Who holds what keeps the child safe meanwhile, and when it is looked at again."""

    holder: Who
    check_at: datetime
    is_asked: bool = False


@dataclass(frozen=True)
class PolicyShown:
    """
    A policy issue (`kind` policy) or a problem of the procedure, by itself: nothing of the disagreement.
    `is_held` says that whoever reads it is asked to receive it, and to say what was done.
    """

    reference: str
    number: int
    kind: str
    raised_at: datetime
    words: str
    received_by: Who | None = None
    received_at: datetime | None = None
    answer: str = ""
    answered_by: Who | None = None
    is_held: bool = False


@dataclass(frozen=True)
class DissentShown:
    """Who still disagrees, since when, and their words."""

    by: Who
    at: datetime
    words: str


class Lacking(StrEnum):
    """What stands between an agreed outcome and the closing."""

    OUTCOME = "outcome"
    CONFIRMATION = "confirmation"
    OWNER = "owner"
    COPY = "copy"


@dataclass(frozen=True)
class Still:
    """One thing missing for the closing: of which agency, or for which issue."""

    what: str
    agency: str = ""
    number: int = 0


@dataclass(frozen=True)
class SubjectShown:
    """One thing that it can be about, with what is asked of it: (question, words)."""

    id: str
    stage: str
    words: str
    clause: str = ""
    copied_to: str = ""
    asks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Details:
    """More about it, as far as it is known; `answers` are (question, its words, what was typed)."""

    about: str = ""
    subject: SubjectShown | None = None
    answers: tuple[tuple[str, str, str], ...] = ()
    chair: Who | None = None
    meeting: str = ""
    met_on: date | None = None
    manager: Who | None = None
    talked_on: date | None = None
    manager_view: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class More:
    """What the form *More about it* shows; `chosen` is the subject chosen in it so far."""

    reference: str
    is_raising_side: bool
    in_danger: bool
    subjects: tuple[SubjectShown, ...]
    chosen: SubjectShown | None
    known: Details
    own_procedure: bool | None = None


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
    agencies that have not said yet whether any letter or e-mail is left that belongs in the record.
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
    details: Details = Details()
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
    is the promise, protect-by, or when a step was taken; `on` by which day an issue is pursued; `times` how
    often a call was made, or a note's version; `skipped` the tiers passed over; `is_settled` whether every
    agency has answered by now; `is_short` whether the time is short until the risk is answered; `stands` how
    far a step has come; `has_answered` whether the agency called had taken it up, or talked, before;
    `also` those named for an agency beside who is called; `has_outcome` whether one waits for answers;
    `routes` the agencies that go another way than line management, and in place of what, by which clause.
    `way` is that of the disagreement; `partnership` and `mailbox` are the area's.
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
    believes_harm: bool = False
    partnership: str = ""
    mailbox: str = ""


class CallState(StrEnum):
    """What a call asks of the one who reads it, by what has become of it since."""

    OPEN = "open"
    TAKEN_UP = "taken_up"
    TAKEN_UP_BY_OTHER = "taken_up_by_other"
    PHONED = "phoned"
    PASSED_ON = "passed_on"
    MOVED_ON = "moved_on"
    SETTLED = "settled"
    REPEATED = "repeated"


@dataclass(frozen=True)
class Call:
    """
    A call by direct message: no case text, everything needed to act. `advice_of` says whose advice they
    should seek still, `advisers` who has that post.
    """

    reference: str
    state: str
    is_urgent: bool
    times: int
    tier: str
    agency: str
    standing: str
    due_at: datetime | None
    others: tuple[Party, ...]
    reason: str
    was_due_at: datetime | None
    called_at: datetime
    next_tier: str
    next_step: str = ""
    step: str = ""
    desk: tuple[Who, ...] = ()
    taken_up_by: Who | None = None
    taken_up_at: datetime | None = None
    speak_by: datetime | None = None
    talked_at: datetime | None = None
    has_answered: bool = False
    has_danger: bool = False
    risk_asked: bool = False
    is_short: bool = False
    is_challenged: bool = False
    is_partnership: bool = False
    can_move_up: bool = True
    way: str = "between"
    raised_by: Who | None = None
    emergency: Emergency | None = None
    room: str = ""
    advice_of: str = ""
    advisers: tuple[Who, ...] = ()
    route: str = ""


@dataclass(frozen=True)
class WaitingItem:
    """One thing that waits for one person; `what` as in `procedure.owed`."""

    reference: str
    what: str
    number: int = 0
    version: int = 0
    due_at: datetime | None = None
    room: str = ""
    title: str = ""


@dataclass(frozen=True)
class Waiting:
    """The one message a person a day: reminders, approvals, confirmations."""

    day: date
    items: tuple[WaitingItem, ...]


@dataclass(frozen=True)
class OpenCase:
    """One open disagreement in a person's list."""

    reference: str
    tier: str
    due_at: datetime | None
    state: str
    agencies: tuple[str, ...]
    room: str = ""
    is_finished: bool = False


@dataclass(frozen=True)
class Absence:
    """Somebody's leave, the first and the last day included; `cover` None: the deputies."""

    id: int
    who: Who
    first_on: date
    last_on: date
    cover: Who | None = None
    is_now: bool = False


@dataclass(frozen=True)
class PostShown:
    """A post as shown, with its agency; `people` are those of whom something is said."""

    id: int
    title: str
    agency: str
    people: tuple[Who, ...] = ()


@dataclass(frozen=True)
class Watch:
    """
    What a safeguarding lead sees of who is who: posts for which nobody can be called today, who is away or
    will be, posts whose holders have not said that they are theirs, and those who said that they are not.
    """

    vacant: tuple[PostShown, ...] = ()
    away: tuple[Absence, ...] = ()
    unanswered: tuple[PostShown, ...] = ()
    disowned: tuple[PostShown, ...] = ()


@dataclass(frozen=True)
class Home:
    """App Home: what waits for one's answer, one's open disagreements, one's leave; `watch` for leads,
    `route` of one's agency for its designated professionals, where the procedure lets them choose."""

    name: str
    agency: str
    waiting: tuple[WaitingItem, ...]
    cases: tuple[OpenCase, ...]
    is_lead: bool = False
    emergency: Emergency | None = None
    leave: tuple[Absence, ...] = ()
    watch: Watch | None = None
    route: str | None = None
    ended: tuple[OpenCase, ...] = ()


@dataclass(frozen=True)
class DigestLine:
    """One disagreement in the digest: posts and agencies only, no person's name."""

    reference: str
    tier: str
    due_at: datetime | None = None
    agency: str = ""
    kind: str = ""
    times: int = 0
    reason: str = ""
    title: str = ""


@dataclass(frozen=True)
class IssueDue:
    """An outstanding issue whose day has come, in the digest: which agency pursues it, and by when."""

    reference: str
    number: int
    by: date
    agency: str


@dataclass(frozen=True)
class Elsewhere:
    """Where to go with what has a procedure of its own: (area, its words)."""

    door: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Guide:
    """What help tells: whom to ring, by which procedure, in which words; empty where no area is known."""

    emergency: Emergency | None = None
    area: str = ""
    procedure: str = ""
    version: str = ""
    scope: str = ""
    glossary: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Digest:
    """The daily summary to a safeguarding lead."""

    area: str
    at: datetime
    since: datetime
    overdue: tuple[DigestLine, ...] = ()
    today: tuple[DigestLine, ...] = ()
    moved: tuple[DigestLine, ...] = ()
    unsafe: tuple[DigestLine, ...] = ()
    policy: tuple[DigestLine, ...] = ()
    vacant: tuple[tuple[str, str], ...] = ()
    unanswered: tuple[tuple[str, str], ...] = ()
    disowned: tuple[tuple[str, str], ...] = ()
    undelivered: int = 0
    approvals: int = 0
    confirmations: tuple[tuple[str, int], ...] = ()
    copies: int = 0
    issues: tuple[IssueDue, ...] = ()
    unconfirmed: tuple[tuple[int, str, str], ...] = ()
    new: int = 0
    closed: tuple[str, ...] = ()
    open_by_tier: tuple[tuple[str, int], ...] = ()
    elsewhere: tuple[tuple[str, int], ...] = ()
    digest_number: str = ""
    older_rules: int = 0

    @property
    def open(self) -> int:
        """How many disagreements are open."""
        return sum(count for _, count in self.open_by_tier)


@dataclass(frozen=True)
class Choice:
    """One choice of *how soon*: its id, and the instant it stands for."""

    id: str
    until: datetime | None


@dataclass(frozen=True)
class Risk:
    """What is asked of the risk, and whether the time is short until somebody answers."""

    choices: tuple[Choice, ...]
    is_short: bool


@dataclass(frozen=True)
class PutBackForm:
    """What the form offers of how long the child can wait, and until when protect-by stands now."""

    choices: tuple[Choice, ...]
    protect_by: datetime


@dataclass(frozen=True)
class SafetyForm:
    """Who can hold what keeps the child safe, when it is looked at again, and what keeps them safe so far."""

    people: tuple[Who, ...]
    check_at: datetime
    safe: str = ""


@dataclass(frozen=True)
class Raise:
    """What the raising form shows; what was typed is kept by Slack as long as the blocks keep their ids."""

    choices: tuple[Choice, ...]
    emergency: Emergency
    danger: str = ""
    warn_identifiers: tuple[str, ...] = ()
    area: str = ""
    soon: str = ""
    earlier: str = ""
    dispute: str = ""


@dataclass(frozen=True)
class Inside:
    """
    Who would be called for somebody who has named only their own agency: the managers above them, the
    nearest first, and the designated leads. `ways` are those that the procedure has.
    """

    agency: str
    managers: tuple[Who, ...]
    leads: tuple[Who, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True)
class Receipt:
    """What the one who raised it sees in the same window."""

    reference: str
    danger: str
    raised_at: datetime
    due_at: datetime | None
    called: tuple[Who, ...]
    next_tier: str
    ask_lead: bool
    next_step: str = ""
    nobody: tuple[str, ...] = ()
    emergency: Emergency | None = None
    details_saved: bool = False
    way: str = "between"
    partnership: str = ""
    mailbox: str = ""
    facilities: tuple[Facility, ...] = ()
    can_raise_for: bool = False
    procedure: str = ""
    version: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why the program says no: the reason's name, and what its wording needs."""

    reason: str
    people: tuple[Who, ...] = ()
    person: Who | None = None
    due_at: datetime | None = None
    lacking: tuple[Still, ...] = ()
    number: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordLine:
    """One entry of the record as plain text shows it."""

    seq: int
    at: datetime
    by: Who | None
    clause: str
    event: Event
    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Record:
    """The whole record of a disagreement, for the child's file."""

    card: Card
    procedure: str
    version: str
    area: str
    printed_at: datetime
    lines: tuple[RecordLine, ...]
    last_hash: str
    is_example: bool = False
    people: tuple[Who, ...] = field(default=())


@dataclass(frozen=True)
class NoteCopy:
    """A discussion note for the child's file, with what every copy says of itself."""

    note: NoteShown
    procedure: str
    version: str
    area: str
    printed_at: datetime
    last_hash: str
    is_example: bool = False


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
    several, each named.
    """

    title: str
    steps: tuple[TimedAhead, ...]
    duties: tuple[TimedAhead, ...] = ()

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
