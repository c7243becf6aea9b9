"""One of each thing that is shown, its typed texts and its names as the test wants them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.something_else import ROWS
from messages import (
    actions,
    advising,
    afterwards,
    answers,
    calls,
    communications,
    daily,
    duties,
    elsewhere,
    figures,
    follow_up,
    home,
    joining,
    leads,
    leave,
    lessons,
    more,
    note_more,
    notes,
    plain,
    policy,
    posts,
    protecting,
    raising,
    reading,
    refusals,
    reopening,
    resolution,
    room,
    roster,
    something_else,
    support,
    tiers,
    told,
    undelivered,
    withdrawing,
)
from messages.facts import (
    Absence,
    Action,
    AdviceShown,
    Call,
    CallState,
    Card,
    Choice,
    Communication,
    Details,
    Digest,
    DigestLine,
    Disputed,
    DissentShown,
    DutyShown,
    Elsewhere,
    Emergency,
    Event,
    Facility,
    FiguresPart,
    Filing,
    Home,
    IssueDue,
    IssueShown,
    Lessons,
    LookBack,
    LookBacks,
    Member,
    More,
    NotAgreed,
    NoteCopy,
    NoteDraft,
    NoteShown,
    OlderRules,
    OpenCase,
    OutcomeShown,
    Party,
    PolicyShown,
    PostShown,
    PutBackForm,
    PutBackShown,
    Raise,
    RaiserSaid,
    ReadBack,
    Receipt,
    Record,
    RecordLine,
    Refusal,
    Reopening,
    Report,
    ReviewShown,
    Risk,
    Rung,
    SafetyForm,
    SafetyShown,
    StepShown,
    Still,
    SubjectShown,
    Undelivered,
    Waiting,
    WaitingItem,
    Watch,
    Who,
    Withdrawal,
)
from messages.result import Message
from procedure.acts import Bearing, Consent, MailReason, RaiserAnswer, Settlement
from procedure.case import State
from procedure.figures import Figures, TierFigures
from procedure.measures import Left
from procedure.owed import What
from procedure.periods import Period

Facts = dict[str, Any]
LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 27, 16, 53, tzinfo=LONDON)
"""A Friday."""

REFERENCE = "D-2026-0042"
ROUTE = "in place of line management (London 11.1.8)"
EMERGENCY = Emergency(police="999", out_of_hours="01632 960201")

ROOM_KINDS = {
    "raised": ("none", "now", "infant_injury"),
    "detailed": ("",),
    "raised_for": ("",),
    "own_procedure_said": ("begun", "not_begun"),
    "taken_back": ("",),
    "manager_joined": ("",),
    "agency_joined": ("",),
    "facility_involved": tuple(Bearing),
    "joined": ("member", "copied", "supporter", "in_place"),
    "taken_out": ("",),
    "handed_over": ("",),
    "moved_up": ("time_ran_out", "protect_by_passed", "unresolved", "no_holder", "danger"),
    "called_again": ("",),
    "called_by_mail": tuple(MailReason),
    "call_delivered": ("", "mail"),
    "clock_held": ("",),
    "time_ran_out_at_the_top": ("",),
    "taken_up": ("",),
    "reached_by_phone": ("",),
    "holder_changed": ("not_mine", "taken_out", "unreachable", "away", "named_by_lead", "handed_over"),
    "looked_again": ("changed", "partly", "kept"),
    "advice_sought": ("",),
    "advice_not_sought": ("",),
    "brought_forward": ("",),
    "step_began": ("time_ran_out", "discussion_held"),
    "post_notified": ("LSCB business manager",),
    "duty_began": ("Acknowledge it",),
    "duty_late": ("Acknowledge it",),
    "duty_done": ("Acknowledge it",),
    "risk_answered": ("",),
    "policy_issue_raised": ("",),
    "procedure_problem_raised": ("",),
    "policy_called_again": ("",),
    "policy_received": ("",),
    "policy_dealt_with": ("",),
    "still_disagreed": ("",),
    "put_back_proposed": ("",),
    "put_back_answered": ("agrees", "does_not"),
    "put_back": ("",),
    "safety_arranged": ("",),
    "safety_asked": ("",),
    "safety_unanswered": ("",),
    "safety_holds": ("",),
    "safety_failed": ("",),
    "protective_step": (
        "police",
        "allocation",
        "strategy_discussion",
        "core_group",
        "conference",
        "review_conference",
        "other",
    ),
    "note_saved": ("",),
    "note_approved": ("",),
    "note_disputed": ("",),
    "note_read_back": ("right", "not_right"),
    "note_filed": ("",),
    "action_added": ("",),
    "action_done": ("",),
    "communication_listed": ("",),
    "communications_complete": ("",),
    "outcome_proposed": ("changed", "stands", "new_plan", "decided_above", "overtaken"),
    "outcome_answered": ("agree", "accept", "do_not_agree"),
    "confirmation_late": ("",),
    "reopened": ("",),
    "lessons_referred": ("Learning group",),
    "withdrawal_asked": ("",),
    "withdrawal_answered": ("agreed", "goes_on"),
    "raiser_told": ("content", "accept", "still_disagree"),
    "issue_owned": ("",),
    "issue_done": ("",),
    "copy_filed": ("",),
    "closed": ("",),
    "looked_back": ("",),
    "thanked": ("",),
    "room_opened": ("",),
    "room_failed": ("",),
    "room_lost": ("",),
    "room_replaced": ("",),
    "not_delivered": ("",),
    "dealt_with": ("telephoned", "otherwise", "not_needed"),
}
"""Each kind of line, with every reason that it can have."""

LEAD_KINDS = (
    "still_disagreed",
    "danger",
    "designated_danger",
    "passed_over",
    "nobody_to_notify",
    "no_procedure",
    "protocol_not_set",
    "protocols_differ",
    "protect_by_passed",
    "ask_soon",
    "risk_answered",
    "confirmation_late",
    "safety_unanswered",
    "safety_failed",
    "nobody_reachable",
    "standing_in",
    "unanswered",
    "called_by_mail",
    "to_be_rung",
    "answered_by_phone",
    "time_ran_out_at_the_top",
    "holder_changed",
    "taken_back",
    "not_delivered",
    "room_failed",
    "room_lost",
    "room_replaced",
    "unexpected_member",
)
TOLD_KINDS = (
    "supporter",
    "in_place",
    "raised_for",
    "policy_issue",
    "procedure_problem",
    "policy_dealt_with",
    "copied",
    "put_back_proposed",
    "safety_arranged",
    "safety_asked",
    "safety_failed",
    "taken_back",
    "taken_up",
    "duty_late",
    "post_notified",
    "settled",
    "reopened",
    "withdrawal_asked",
    "withdrawal_declined",
    "withdrawn",
    "closed",
    "closed_and_asked",
    "thanked",
    "manager_joined",
    "agency_joined",
    "taken_out",
    "room_failed",
    "room_lost",
    "danger_unsent",
    "nothing_recorded",
)
FACILITIES = tuple(Facility("Hospital", "Health", "the handbook", bearing) for bearing in Bearing)
WITH_REASON = frozenset({"called_by_mail", "facility_involved", "moved_up", "holder_changed", "step_began"})
CALL_REASONS = (
    "raised",
    "reopened",
    *ROOM_KINDS["moved_up"],
    *ROOM_KINDS["holder_changed"],
    "agency_joined",
)


@dataclass(frozen=True)
class Samples:
    """Makes facts: `typed` goes into every text that somebody typed, `suffix` behind every name."""

    typed: str = "Referral closed after one call."
    suffix: str = ""

    @property
    def priya(self) -> Who:
        return Who(1, f"Priya Raman{self.suffix}", "health visitor", "Health", "01632 960301", "U1")

    @property
    def tom(self) -> Who:
        return Who(2, f"Tom Field{self.suffix}", "social worker", "Children’s Services", "01632 960302", "U2")

    @property
    def grace(self) -> Who:
        return Who(3, f"Grace Osei{self.suffix}", "team leader", "Health", "01632 960303", "U3")

    @property
    def omar(self) -> Who:
        return Who(
            4, f"Omar Nasser{self.suffix}", "team manager", "Children’s Services", "01632 960304", "U4"
        )

    @property
    def ruth(self) -> Who:
        return Who(5, f"Ruth Bell{self.suffix}", "safeguarding lead", "Health", "01632 960305", "U5")

    @property
    def duties(self) -> tuple[DutyShown, ...]:
        """What is owed besides, the first of it late."""
        return (
            DutyShown(1, "Acknowledge it", ("Health",), NOW, is_late=True),
            DutyShown(2, "Send a letter", ("Health", "Children’s Services"), NOW),
        )

    @property
    def parties(self) -> tuple[Party, ...]:
        return (
            Party(1, "Health", (self.grace,), has_call=True, times=3),
            Party(
                2,
                "Children’s Services",
                (self.omar,),
                standing="standing_in",
                has_call=True,
                times=1,
                taken_up_by=self.omar,
                taken_up_at=NOW,
                speak_by=NOW + timedelta(hours=1),
            ),
            Party(3, "Police", is_vacant=True),
        )

    def note(self, **changes: Any) -> NoteShown:
        return replace(
            NoteShown(
                reference=REFERENCE,
                number=2,
                version=3,
                author=self.priya,
                held_at=NOW - timedelta(days=2),
                written_at=NOW,
                channel="call",
                took_part=(self.priya, self.tom),
                others=self.typed,
                said=self.typed,
                child=self.typed,
                actions=self.typed,
                same_child=True,
                leaves="not_settled",
                approved_by=(self.priya,),
                missing=(self.tom,),
                disputes=(Disputed(self.omar, self.typed, version=3),) * 5,
                working_days=2,
                agencies=("Health", "Children’s Services"),
                read_backs=(
                    ReadBack(self.priya, 2, self.typed, NOW, True, ""),
                    ReadBack(self.priya, 3, self.typed, NOW, False, self.typed),
                ),
                filings=(
                    Filing("Health", self.priya, 2, NOW, ""),
                    Filing("Health", self.priya, 3, NOW, self.typed),
                ),
            ),
            **changes,
        )

    @property
    def actions(self) -> tuple[Action, ...]:
        return (
            Action(1, self.typed, self.tom, date(2026, 12, 4), 2),
            Action(2, self.typed, self.priya, date(2026, 12, 1), 2, NOW, self.priya),
            Action(3, self.typed, self.priya, date(2026, 11, 30)),
        )

    def note_copy(self, **changes: Any) -> NoteCopy:
        record = self.record()
        return NoteCopy(
            note=self.note(**changes),
            procedure=record.procedure,
            version=record.version,
            area=record.area,
            printed_at=record.printed_at,
            last_hash=record.last_hash,
            is_example=True,
        )

    def outcome(self, **changes: Any) -> OutcomeShown:
        return replace(
            OutcomeShown(
                reference=REFERENCE,
                proposed_by=self.grace,
                proposed_at=NOW,
                how="new_plan",
                agreed=self.typed,
                safe=self.typed,
                issues=(
                    IssueShown(1, self.typed),
                    IssueShown(2, self.typed, self.tom, date(2026, 12, 4)),
                    IssueShown(3, self.typed, self.tom, date(2026, 12, 4), NOW, self.tom, self.typed),
                ),
                answers=(("Health", "agree", self.grace), ("Children’s Services", "", None)),
                confirm_by=NOW + timedelta(days=2),
            ),
            **changes,
        )

    @property
    def subject(self) -> SubjectShown:
        asks = (("missing", f"Who was missing?{self.suffix}"), ("decided", "What was decided?"))
        stage, words = (f"{text}{self.suffix}"[:75] for text in ("Implementation", "Who was there"))
        return SubjectShown("quoracy", stage, words, "London 11.2.1", "conference chair", asks)

    @property
    def details(self) -> Details:
        return Details(
            about="decision",
            subject=self.subject,
            answers=(("missing", "Who was missing?", self.typed),),
            chair=self.ruth,
            meeting="core_group",
            met_on=NOW.date(),
            manager=self.grace,
            talked_on=NOW.date(),
            manager_view=self.typed,
            why_not=self.typed,
        )

    def more(self, **changes: Any) -> More:
        subjects = (SubjectShown("contact", "A referral", "A mere contact"), self.subject)
        return replace(
            More(REFERENCE, True, False, subjects, self.subject, self.details, own_procedure=True), **changes
        )

    @property
    def withdrawal(self) -> Withdrawal:
        return Withdrawal(REFERENCE, self.priya, NOW, self.typed)

    @property
    def not_agreed(self) -> NotAgreed:
        return NotAgreed("Police", self.omar, NOW, self.typed)

    def lessons(self, **changes: Any) -> Lessons:
        return replace(
            Lessons(
                reference=REFERENCE,
                checks=(("tiers", True), ("notes", True), ("outcome", True), ("copies", True)),
                body="Learning group",
                mailbox="learning@example-vale.example",
                area="Example Vale",
                procedure="London Child Protection Procedures",
                version="5th edition",
                tiers=("Practitioners", "First-line managers"),
                kinds=("health", "social_care"),
                raised_at=NOW,
                how="new_plan",
                is_example=True,
            ),
            **changes,
        )

    def figures(self, **changes: Any) -> Figures:
        """Figures in which there is something of everything."""
        title = f"Practitioners{self.suffix}"
        return replace(
            Figures(
                settled=7,
                in_time=6,
                nothing_ran_out=4,
                took=(2, 3, 1, 0, 1),
                child_in_time=2,
                child_too_late=1,
                how=dict.fromkeys(Settlement, 1),
                agreed_by_all=5,
                confirmed_in_time=6,
                raisers_told=6,
                raisers=dict.fromkeys(RaiserAnswer, 1),
                filed=5,
                noted=6,
                notes=11,
                approved_notes=9,
                tiers=(TierFigures(title, dict.fromkeys(Left, 2), 3),) * 5,
                raised=9,
                opened_again=1,
                withdrawn=1,
                still_open=2,
                overdue=1,
            ),
            **changes,
        )

    def report(self, **changes: Any) -> Report:
        title = f"Implementation of a plan{self.suffix}"
        return replace(
            Report(
                area=f"Example Vale{self.suffix}",
                period=Period(2026, 4),
                made_at=NOW,
                is_unfinished=True,
                parts=(
                    FiguresPart(self.figures()),
                    FiguresPart(self.figures(settled=1, in_time=0), title, "London 11.2.2"),
                ),
                quarters=tuple(Period(year, n) for year in (2026, 2025, 2024) for n in (4, 3, 2, 1)),
                years=tuple(map(Period, (2026, 2025, 2024))),
                is_example=True,
            ),
            **changes,
        )

    @property
    def look_backs(self) -> LookBacks:
        said = (
            LookBack(self.priya, NOW, self.typed, self.typed),
            LookBack(self.tom, NOW, "", self.typed),
            LookBack(self.grace, NOW, "", ""),
        )
        return LookBacks(REFERENCE, "Senior managers", said)

    def ended_card(self, **changes: Any) -> Card:
        """A card with all that can be said of how it ended and began again."""
        return self.card(
            notes=(),
            refusals=(self.not_agreed,),
            withdrawal=self.withdrawal,
            reopenings=(Reopening(self.tom, NOW, self.typed),),
            told=RaiserSaid(self.priya, NOW, "still_disagree", self.typed),
            look_backs=self.look_backs.said,
            past=(self.outcome(),),
            **changes,
        )

    def card(self, **changes: Any) -> Card:
        return replace(
            Card(
                reference=REFERENCE,
                state="open",
                danger="none",
                raised_at=NOW - timedelta(days=3),
                raised_by=self.priya,
                rungs=(
                    Rung("Practitioners", "done"),
                    Rung("First-line managers", "now"),
                    Rung("Senior managers", "next"),
                ),
                tier="First-line managers",
                parties=self.parties,
                due_at=NOW + timedelta(hours=2),
                protect_by=NOW + timedelta(hours=2),
                risk_asked=True,
                dispute=self.typed,
                wanted=self.typed,
                their_reference=self.typed,
                same_child=False,
                safe=self.typed,
                next_tier="Senior managers",
                emergency=EMERGENCY,
                notes=(self.note(number=1), self.note()),
                actions=self.actions,
                communications=(Communication(1, self.priya, self.typed, date(2026, 11, 25), self.typed),),
                unanswered=("Health", "Police"),
                reviews=(ReviewShown(self.tom, "kept", self.typed, self.typed),),
                steps=(StepShown(NOW, "police", "asked", (self.typed,)),),
                outcome=self.outcome(),
                issues=self.outcome().issues,
                lacking=(
                    Still("outcome"),
                    Still("confirmation", "Police"),
                    Still("owner", number=1),
                    Still("copy", "Health"),
                ),
                leads=(self.ruth,),
                room="C0123456789",
                raised_for=self.tom,
                supporters=(self.ruth,),
                details=self.details,
                own_procedures=(("Health", True), ("Police", False)),
                advice_of="designated professional",
                advice=(
                    AdviceShown("Health", NOW, was_sought=True, adviser=self.ruth, text=self.typed),
                    AdviceShown("Education", NOW, was_sought=True, adviser_words=self.typed, text=self.typed),
                    AdviceShown("Police", NOW, text=self.typed),
                    AdviceShown("Children’s Services"),
                ),
                members=(Member(self.priya, "Practitioners"), Member(self.ruth)),
                safety=SafetyShown(self.tom, NOW),
                put_back=self.put_back(),
                policy_issues=(self.policy(),),
                dissents=(DissentShown(self.tom, NOW, self.typed),),
            ),
            **changes,
        )

    def policy(self, **changes: Any) -> PolicyShown:
        return replace(
            PolicyShown(
                REFERENCE, 1, "policy", NOW, self.typed, self.ruth, NOW, self.typed, self.ruth, is_held=True
            ),
            **changes,
        )

    def put_back(self, **changes: Any) -> PutBackShown:
        return replace(PutBackShown(REFERENCE, self.priya, NOW, NOW, NOW, self.typed, ("Police",)), **changes)

    def event(self, kind: str, **changes: Any) -> Event:
        return replace(
            Event(
                kind=kind,
                reference=REFERENCE,
                at=NOW,
                by=self.priya,
                agency="Health",
                people=(self.omar,),
                tier="First-line managers",
                due_at=NOW + timedelta(days=3),
                until=NOW + timedelta(hours=2),
                was_due_at=NOW,
                number=2,
                times=3,
                names=("Police", "Education"),
                skipped=("Senior managers",),
                risk_asked=True,
                stands="asked",
                on=date(2026, 12, 4),
                emergency=EMERGENCY,
                also=(self.tom,),
                routes=(("Health", ROUTE),),
                details=self.details,
            ),
            **changes,
        )

    def call(self, **changes: Any) -> Call:
        return replace(
            Call(
                reference=REFERENCE,
                state="open",
                is_urgent=False,
                times=2,
                tier="First-line managers",
                agency="Health",
                standing="deputy",
                due_at=NOW + timedelta(days=3),
                others=self.parties[1:],
                reason="time_ran_out",
                was_due_at=NOW,
                called_at=NOW,
                next_tier="Senior managers",
                desk=(self.ruth,),
                taken_up_by=self.grace,
                taken_up_at=NOW,
                speak_by=NOW + timedelta(hours=1),
                risk_asked=True,
                is_challenged=True,
                emergency=EMERGENCY,
                room="C0123456789",
                advice_of="designated professional",
                advisers=(self.ruth,),
            ),
            **changes,
        )

    @property
    def waiting_items(self) -> tuple[WaitingItem, ...]:
        kinds = tuple(What)
        return tuple(WaitingItem(REFERENCE, what, 1, 2, NOW, "C0123456789") for what in kinds)

    def absence(self, **changes: Any) -> Absence:
        leave = Absence(3, self.tom, date(2026, 9, 30), date(2026, 12, 30), self.omar, True)
        return replace(leave, **changes)

    @property
    def post(self) -> PostShown:
        return PostShown(4, f"Team leader{self.suffix}", f"Health{self.suffix}", (self.tom, self.omar))

    @property
    def watch(self) -> Watch:
        away = (self.absence(), self.absence(is_now=False, cover=None))
        return Watch((self.post,) * 20, away * 10, (self.post,) * 40, (self.post,) * 20)

    @property
    def undelivered(self) -> tuple[Undelivered, ...]:
        failed = Undelivered(
            9, "call", REFERENCE, NOW, "msg_too_long", False, "Team leader", "Health", "01632 960301"
        )
        return (
            failed,
            replace(failed, error="restricted_action_of_a_new_kind", telephone=""),
            replace(failed, what="card", to_room=True, post="", agency="", telephone=""),
            replace(failed, what="digest", reference="", post="", is_gone=True),
            replace(failed, what="mail", error="login_535", by_mail=True, is_tried=True),
            replace(failed, what="slack_lost", error="unheard_of", post="", agency="", by_mail=True),
            *(failed,) * 12,
        )

    @property
    def cases(self) -> tuple[OpenCase, ...]:
        return (
            OpenCase(REFERENCE, "Practitioners", NOW, "open", ("Health", "Police"), "C0123456789"),
            OpenCase("D-2026-0043", "Partnership", None, "open", ("Health",)),
            OpenCase("D-2026-0044", "Practitioners", None, "agreed", ()),
            OpenCase("D-2026-0045", "Practitioners", None, "closed", ()),
            OpenCase("D-2026-0046", "Practitioners", None, "withdrawn", ()),
        )

    def digest(self, **changes: Any) -> Digest:
        line = DigestLine(REFERENCE, "First-line managers", NOW, "Police", "unanswered", 3)
        return replace(
            Digest(
                area="Example Vale",
                at=NOW,
                since=(NOW - timedelta(days=1)).replace(hour=8, minute=30),
                overdue=(line,) * 12,
                today=(DigestLine(REFERENCE, "Practitioners", NOW, "Education", "taken_up"),),
                moved=(DigestLine(REFERENCE, "Practitioners", NOW, reason="time_ran_out"),) * 40,
                policy=(DigestLine(REFERENCE, "Practitioners", NOW, kind="policy"),),
                unsafe=(DigestLine(REFERENCE, "Practitioners", NOW, "Police", "nobody_reachable"),),
                vacant=(("Police", "detective sergeant"),) * 30,
                unanswered=(("Police", "detective sergeant"),) * 30,
                disowned=(("Police", "detective sergeant"),) * 30,
                undelivered=self.undelivered,
                approvals=2,
                confirmations=(("Police", 3),),
                copies=1,
                issues=(IssueDue(REFERENCE, 1, date(2026, 11, 26), "Police"),) * 30,
                unconfirmed=((7, "Health", "Northside team"),),
                new=2,
                closed=(REFERENCE,) * 6,
                open_by_tier=(("practitioners", 3), ("first-line managers", 2)),
                elsewhere=(("complaints", 3), ("allegations", 1)),
                digest_number="01632 960202",
            ),
            **changes,
        )

    def raise_(self, **changes: Any) -> Raise:
        return replace(Raise(choices=CHOICES, emergency=EMERGENCY, area="Example Vale"), **changes)

    def receipt(self, **changes: Any) -> Receipt:
        return replace(
            Receipt(
                reference=REFERENCE,
                danger="none",
                raised_at=NOW,
                due_at=NOW + timedelta(hours=2),
                called=(self.tom,),
                next_tier="First-line managers",
                ask_lead=True,
                nobody=("Police",),
                emergency=EMERGENCY,
                procedure="London Child Protection Procedures",
                version="5th edition",
            ),
            **changes,
        )

    def record(self, **changes: Any) -> Record:
        names = ("dispute", "wanted", "their_reference", "said", "issue")
        lines = tuple(
            RecordLine(
                seq,
                NOW,
                self.priya,
                "London 11.1.9",
                self.event(kind, **chosen(kind, reasons[0])),
                tuple((name, self.typed) for name in names),
            )
            for seq, (kind, reasons) in enumerate(ROOM_KINDS.items(), start=1)
        )
        return replace(
            Record(
                card=self.card(),
                procedure="London Child Protection Procedures",
                version="5th edition",
                area="Example Vale",
                printed_at=NOW,
                lines=lines,
                last_hash="0f" * 32,
                is_example=True,
                people=(self.priya, self.tom),
            ),
            **changes,
        )


NO_FIGURES = Figures(0, 0, 0, (0,) * 5, 0, 0, {}, 0, 0, 0, {}, 0, 0, 0, 0, (), 0, 0, 0, 0, 0)
CHOICES = (
    Choice("two_hours", NOW + timedelta(hours=2)),
    Choice("tomorrow_evening", datetime(2026, 9, 30, 17, 0, tzinfo=LONDON)),  # the longest day's name
    Choice("next_working_day", datetime(2026, 9, 30, 17, 0, tzinfo=LONDON)),
    Choice("procedure", datetime(2026, 9, 30, 17, 0, tzinfo=LONDON)),
    Choice("unknown", datetime(2026, 9, 30, 17, 0, tzinfo=LONDON)),
    Choice("another", None),
)
TIERS_OWN = Choice("tier", datetime(2026, 9, 30, 17, 0, tzinfo=LONDON))
STAYS = Choice("stays", datetime(2026, 9, 30, 17, 0, tzinfo=LONDON))
PROMISES = (Choice("hour", NOW), Choice("today", NOW), Choice("tomorrow", NOW))


def chosen(kind: str, value: str) -> Facts:
    """Return where an event of this kind holds what was chosen."""
    return {"reason" if kind in WITH_REASON else "detail": value}


def room_messages(samples: Samples) -> dict[str, Message]:
    """Return everything that can be said in a room."""
    lines = {
        f"line {kind} {reason}": room.line(samples.event(kind, **chosen(kind, reason)))
        for kind, reasons in ROOM_KINDS.items()
        for reason in reasons
    }
    cards = {f"card {state}": samples.card(state=state) for state in State}
    cards |= {
        "card in danger": samples.card(danger="infant_injury"),
        "card in steps": samples.card(
            step="Agree", step_by=("Health",), next_step="Meet", duties=samples.duties, due_at=NOW
        ),
        "card under an older version": samples.card(
            older=OlderRules("Short, 1st edition", "Short, 2nd edition", date(2026, 11, 2))
        ),
        "card at the top": samples.card(next_tier="", due_at=None),
        "card bare": samples.card(dispute="", wanted="", their_reference="", safe="", risk_asked=False),
        "card with facilities": samples.card(facilities=FACILITIES),
        "card by the designated route": samples.card(
            parties=(Party(1, "Health", (samples.grace,), standing="designated", route=ROUTE),)
        ),
        "card with many people": samples.card(
            parties=tuple(Party(n, "Health", (samples.priya,) * 9) for n in range(6))
        ),
    }
    return lines | {
        **{name: room.card(card) for name, card in cards.items()},
        "note": room.note(samples.note()),
        "note replaced": room.note_replaced(samples.event("note_saved")),
        "note approved": room.note(samples.note(version=1, missing=(), is_approved=True, disputes=())),
        "outcome": room.outcome(samples.outcome()),
        "outcome off the table": room.outcome_refused(REFERENCE, samples.not_agreed),
        "card of what is to be withdrawn": room.card(samples.card(withdrawal=samples.withdrawal)),
        "card of what the raiser said": room.card(samples.ended_card(state="closed")),
        "card that asks to look back": room.card(samples.card(state="agreed", asks_look_back=True)),
        "card that waits for the raiser": room.card(samples.card(state="agreed", waits_for_raiser=True)),
        "outcome refused": room.outcome(samples.outcome(answers=(("Health", "do_not_agree", samples.tom),))),
        "outcome with nothing open": room.outcome(
            samples.outcome(issues=(), answers=(("Health", "accept", None),))
        ),
    }


def direct_messages(samples: Samples) -> dict[str, Message]:
    """Return everything that can be said by direct message."""
    made = {
        f"lead {kind}": leads.lead(samples.event(kind, reason="not_mine", detail="now"))
        for kind in LEAD_KINDS
    }
    made |= {f"told {kind}": told.told(samples.event(kind)) for kind in TOLD_KINDS}
    made |= {
        f"told {kind} {reason}": told.told(samples.event(kind, **chosen(kind, reason)))
        for kind, reasons in ROOM_KINDS.items()
        for reason in reasons
    }
    made |= {f"call {state}": calls.call(samples.call(state=state)) for state in CallState}
    made |= {f"call because {reason}": calls.call(samples.call(reason=reason)) for reason in CALL_REASONS}
    return made | {
        "call urgent": calls.call(samples.call(is_urgent=True)),
        "call of the partnership": calls.call(samples.call(is_partnership=True, others=samples.parties)),
        "call at the top": calls.call(samples.call(due_at=None, next_tier="", can_move_up=False)),
        "told of nothing": told.told(samples.event("danger_unsent", reference="", emergency=None)),
        "waiting": daily.waiting(Waiting(NOW.date(), samples.waiting_items)),
        "waiting of many": daily.waiting(Waiting(NOW.date(), samples.waiting_items * 9)),
        "roster, leave entered": roster.leave("leave_entered", samples.absence()),
        "roster, covering": roster.leave("covering", samples.absence(last_on=date(2026, 9, 30))),
        "roster, asked": roster.ask(samples.post),
        "roster, not me": roster.not_me(samples.post),
        "roster, standing in": roster.standing_in(samples.post, date(2026, 9, 30)),
        "digest": leads.digest(samples.digest()),
        "digest of a calm day": leads.digest(Digest("Example Vale", NOW, NOW)),
    }


def views(samples: Samples) -> dict[str, dict[str, Any]]:
    """Return every view that can open, and the Home."""
    found = ("nhs_number", "date_of_birth", "postcode")
    form = {
        "raising": raising.form(samples.raise_(), "f1"),
        "raising with warning": raising.form(samples.raise_(warn_identifiers=found, danger="none"), "f1"),
        "raising, another time": raising.form(samples.raise_(soon="another"), "f1"),
        "raising in danger": raising.form(samples.raise_(danger="now", warn_identifiers=found), "f1"),
        "raising for an infant": raising.form(samples.raise_(danger="infant_injury"), "f1"),
        "receipt": raising.receipt(samples.receipt()),
        "receipt in danger": raising.receipt(samples.receipt(danger="now", nobody=(), ask_lead=False)),
        "receipt with facilities": raising.receipt(samples.receipt(facilities=FACILITIES)),
        "receipt saved": raising.receipt(samples.receipt(details_saved=True, called=())),
        "raise for": support.raise_for(REFERENCE),
        "ask support": support.ask(REFERENCE),
        "police": tiers.police(REFERENCE, NOW),
        "receipt of a lead": raising.receipt(samples.receipt(danger="now", can_raise_for=True)),
        "raising from a message": raising.form(samples.raise_(dispute=samples.typed), "f1"),
        "elsewhere": elsewhere.window(
            Elsewhere("allegations", (("Example Vale", samples.typed or "01632"),))
        ),
        "elsewhere, nowhere": elsewhere.window(Elsewhere("complaints", ())),
        "more": more.form(samples.more()),
        "more in danger": more.form(samples.more(in_danger=True, own_procedure=False)),
        "more of nothing": more.form(samples.more(subjects=(), chosen=None, known=Details())),
        "more of the other side": more.form(samples.more(is_raising_side=False, own_procedure=None)),
        "who": raising.who_form(((1, "Health"), (2, "Police")), (), "f1"),
        "who, of many": raising.who_form(
            tuple((n, f"School {n}{samples.suffix}") for n in range(250)), ((1, "Northside"),), "f1"
        ),
        "note": notes.note(REFERENCE, "f1", NOW),
        "correct": notes.correct(samples.note(), "f1"),
        "dispute": notes.dispute(samples.note()),
        "add a letter": communications.add(REFERENCE, "f1"),
        "note from a message": notes.note(
            REFERENCE,
            "f1",
            NOW,
            NoteDraft(NOW, "room", (samples.tom,), said=samples.typed[:1500], is_cut=True),
        ),
        "read back": note_more.read_back(samples.note(), "f1", NOW),
        "file a note": note_more.file(samples.note()),
        "add an action": actions.add(REFERENCE, 0, "f1"),
        "add an action after a note": actions.add(
            REFERENCE, 2, "f1", typed_already=samples.typed, is_next=True
        ),
        "take up": tiers.take_up(REFERENCE, PROMISES),
        "move up": tiers.move_up(samples.card()),
        "sooner": tiers.sooner(REFERENCE, CHOICES),
        "risk": tiers.risk(REFERENCE, Risk(CHOICES, is_short=True), "another"),
        "risk at another tier": tiers.risk(REFERENCE, Risk((STAYS, *CHOICES), is_short=False)),
        "not mine": tiers.not_mine(REFERENCE),
        "phoned": tiers.phoned(REFERENCE, samples.parties),
        "step": tiers.step(REFERENCE, NOW),
        "advice": advising.form(REFERENCE, NOW),
        "no advice": advising.form(REFERENCE, NOW, advising.NOT_SOUGHT),
        "add agency": joining.add_agency(REFERENCE),
        "ask manager": joining.ask_manager(REFERENCE, (samples.grace, samples.omar)),
        "note names strangers": joining.without_a_side(REFERENCE, ("Police", "Education")),
        "outcome, note names strangers": joining.with_word_of(
            ("Police",), REFERENCE, resolution.outcome(REFERENCE, "f1")
        ),
        "policy issue": policy.report(REFERENCE, ("policy", "procedure")),
        "policy issue read": policy.issue(samples.policy()),
        "policy issue not received": policy.issue(samples.policy(received_by=None, answer="")),
        "policy issue dealt with": policy.deal_with(samples.policy()),
        "procedure dealt with": policy.deal_with(samples.policy(kind="procedure")),
        "still disagree": policy.still_disagree(REFERENCE),
        "disagreed": policy.disagreed(REFERENCE, "move_up"),
        "disagreed after the end": policy.disagreed(REFERENCE, "reopen"),
        "wait longer": protecting.put_back(f"{REFERENCE}/1", PutBackForm((TIERS_OWN, *CHOICES), NOW)),
        "answer whether to wait": protecting.answer_put_back(samples.put_back(), f"{REFERENCE}/1"),
        "safe meanwhile": protecting.arrange_safety(
            REFERENCE, SafetyForm((samples.priya, samples.tom), NOW, samples.typed)
        ),
        "does it hold": protecting.check_safety(samples.card(), NOW),
        "look again": tiers.look_again(REFERENCE, (samples.typed,)),
        "take out": tiers.take_out(REFERENCE, (samples.tom, samples.omar)),
        "take out nobody": tiers.take_out(REFERENCE, ()),
        "hand over": tiers.hand_over(REFERENCE),
        "stand in": tiers.stand_in(REFERENCE, samples.parties),
        "outcome": resolution.outcome(REFERENCE, "f1"),
        "outcome with what is to be done": resolution.outcome(REFERENCE, "f1", to_do=samples.actions * 4),
        "outcome under headings": resolution.outcome(
            REFERENCE, "f1", headings=(f"What was agreed{samples.suffix}"[:75],) * 10
        ),
        "outcome with one standing": resolution.outcome(REFERENCE, "f1", samples.outcome()),
        "confirm": resolution.confirm(samples.outcome(), f"{REFERENCE}/1795798380"),
        "confirm by telephone": resolution.confirm(
            samples.outcome(rung=samples.omar), f"{REFERENCE}/1795798380"
        ),
        "own issue": resolution.own_issue(REFERENCE, samples.outcome().issues),
        "own no issue": resolution.own_issue(REFERENCE, ()),
        "filed": resolution.filed(REFERENCE),
        "duty done": duties.done(REFERENCE, samples.duties, 2),
        "issue done": follow_up.issue_done(REFERENCE, samples.outcome().issues, 2),
        "refer": lessons.refer(samples.lessons()),
        "refer, not followed": lessons.refer(samples.lessons(checks=(("tiers", True), ("notes", False)))),
        "referral": lessons.letter(samples.lessons(summary=samples.typed, referred_at=NOW)),
        "reopen": reopening.reopen(samples.card()),
        "raising anew": raising.form(samples.raise_(earlier=REFERENCE), "f1"),
        "withdraw": withdrawing.withdraw(REFERENCE),
        "withdrawal to answer": withdrawing.answer(samples.withdrawal, Consent.GOES_ON),
        "look back": afterwards.look_back(REFERENCE),
        "thank": afterwards.thank(REFERENCE, (samples.priya, samples.tom)),
        "raiser told": follow_up.raiser_told(samples.outcome()),
        "no issue left": follow_up.issue_done(REFERENCE, ()),
        "close": resolution.close(REFERENCE),
        "leave": leave.form(NOW.date()),
        "leave of somebody": leave.form_of_somebody(NOW.date()),
        "stand in for a post": posts.stand_in(samples.post, NOW.date()),
    }
    return form | {
        "read": reading.read(samples.card()),
        "read much": reading.read(samples.card(notes=tuple(samples.note(number=n) for n in range(1, 40)))),
        "read once it is over": reading.read(samples.ended_card(state="closed", reopen_until=NOW)),
        "read bare": reading.read(samples.card(notes=(), outcome=None, leads=(), danger="now")),
        "figures": figures.window(samples.report()),
        "figures of nothing": figures.window(
            samples.report(parts=(FiguresPart(NO_FIGURES),), is_unfinished=False, period=Period(2019))
        ),
        "copy of the figures": figures.copy(samples.report()),
        "copy": reading.copy("Note 2", plain.note_copy(samples.note_copy())),
        "copy of the record": reading.copy(REFERENCE, plain.record_copy(samples.record())),
        "copy of a note with filing": note_more.with_filing(
            reading.copy("Note 2", plain.note_copy(samples.note_copy())), samples.note()
        ),
        "more about a note": note_more.window(samples.note(), samples.actions * 9, "Health"),
        "more about a bare note": note_more.window(samples.note(read_backs=(), filings=()), (), "Health"),
        "what is to be done": actions.window(samples.card(), "Health"),
        "letters": communications.window(samples.card()),
        "no letters": communications.window(samples.card(communications=(), unanswered=())),
        "many letters": communications.window(
            samples.card(communications=samples.card().communications * 40)
        ),
        "nothing to be done": actions.window(samples.card(actions=()), ""),
        "much to be done": actions.window(samples.card(actions=samples.actions * 90), "Health"),
        "looking back together": afterwards.look_backs((samples.look_backs,) * 3),
        "looking back on much": afterwards.look_backs((samples.look_backs,) * 40),
        "nobody has looked back": afterwards.look_backs(()),
        "recorded": answers.done("approved", REFERENCE),
        "route recorded": answers.done("designated_route"),
        "line recorded": answers.done("line_route"),
        "too late to reopen": answers.refused(Refusal("too_late_to_reopen", due_at=NOW), REFERENCE),
        "refused": answers.refused(Refusal("is_closed"), REFERENCE),
        "note to answer": answers.note(samples.note()),
        "copy with filing": answers.with_filing(reading.copy(REFERENCE, samples.typed * 40), REFERENCE),
        "check person": answers.check_person(samples.tom),
        "answer": reading.answer("Please note", refusals.refusal(Refusal("not_acting", (samples.omar,)))),
        "who to ring": reading.who_to_ring(samples.card()),
        "something else": something_else.window(REFERENCE, [(row.group, row.action_id) for row in ROWS]),
        "leave entered": leave.entered(samples.absence()),
        "leave to come entered": leave.entered(samples.absence(cover=None, is_now=False)),
        "leave of somebody entered": leave.entered_of_somebody(samples.absence()),
        "leave ended": leave.ended(samples.absence()),
        "named for a post": posts.named(samples.post, NOW.date()),
        "post theirs": posts.theirs(samples.post),
        "post not theirs": posts.not_theirs(samples.post),
        "home of a lead": home.home(
            Home(
                samples.priya.name,
                "Health",
                samples.waiting_items * 9,
                samples.cases * 30,
                True,
                EMERGENCY,
                (samples.absence(), samples.absence(is_now=False, cover=None)) * 4,
                samples.watch,
            )
        ),
        "home": home.home(
            Home(samples.priya.name, "Health", samples.waiting_items, samples.cases, True, EMERGENCY)
        ),
        "home of a designated professional": home.home(Home(samples.priya.name, "Health", (), (), route="")),
        "home by the designated route": home.home(
            Home(samples.priya.name, "Health", (), (), route="designated")
        ),
        "home with what is over": home.home(
            Home("Priya", "Health", (), (), ended=(replace(samples.cases[3], is_finished=True),))
        ),
        "home of whoever watches over it": home.home(
            Home("Priya", "", (), (), undelivered=samples.undelivered)
        ),
        "dealt with": undelivered.form(samples.undelivered[0]),
        "home of many": home.home(Home("Priya", "", samples.waiting_items * 30, samples.cases * 30)),
        "home unknown": home.home_unknown(),
    }


def texts_in(shown: object) -> list[str]:
    """Return every string that a person reads in blocks or a view, in order; ids and values are none."""
    if isinstance(shown, list):
        return [text for each in shown for text in texts_in(each)]
    if not isinstance(shown, dict):
        return []
    if shown.get("type") in ("plain_text", "mrkdwn"):
        return [shown["text"]]
    found = [text for value in shown.values() for text in texts_in(value)]
    return [*found, *([shown["initial_value"]] if "initial_value" in shown else [])]


def words_of(shown: object) -> str:
    """Return all that a person reads, in one text."""
    return "\n".join(texts_in(shown))


def values_in(shown: object, keys: tuple[str, ...]) -> list[str]:
    """Return every string that stands under one of the keys."""
    if isinstance(shown, list):
        return [value for each in shown for value in values_in(each, keys)]
    if not isinstance(shown, dict):
        return []
    own = [value for key, value in shown.items() if key in keys and isinstance(value, str)]
    return [*own, *(value for each in shown.values() for value in values_in(each, keys))]


def pressed(shown: object) -> list[str]:
    """Return what can be pressed or chosen under the three dots, by action id."""
    if isinstance(shown, list):
        return [action for each in shown for action in pressed(each)]
    if not isinstance(shown, dict):
        return []
    if shown.get("type") == "button":
        return [shown["action_id"]]
    if shown.get("type") == "overflow":
        return [option["value"].split("/")[0] for option in shown["options"]]
    return [action for value in shown.values() for action in pressed(value)]


def fields_of(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a form's fields by their block's id."""
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}
