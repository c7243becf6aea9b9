"""The state of a disagreement, which is nothing but its entries, one after the other."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from procedure import acts
from procedure.acts import Answer, Called, Danger, Entry, MoveReason, Party, PartySide, Settlement, TextRef
from procedure.limits import again_at
from procedure.roster import Holder, Side, Standing
from procedure.rules import Rules
from procedure.written import HeldBy, Tier

_UNKNOWN = datetime.min.replace(tzinfo=UTC)
_CALL = "call"
"""What a notice that calls somebody is named in the record."""


class State(StrEnum):
    """Where a disagreement stands as a whole."""

    OPEN = "open"
    AGREED = "agreed"
    CLOSED = "closed"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class Call:
    """
    An agency being asked to act at a tier, and what became of it. `since` is when the time to answer
    began: the call, or the moment at which due was last moved. `answered_at` is when they last took it up,
    were reached or talked: it stays when a promise passes and they are called again.
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

    @property
    def people(self) -> tuple[int, ...]:
        """Everyone who was called for it: the holders, then deputies called later."""
        return tuple(dict.fromkeys([*self.holder.people, *self.also]))

    @property
    def is_on_its_way(self) -> bool:
        """Whether it has reached nobody yet, and there is somebody whom it still may reach."""
        return self.delivered_at is None and not self.undeliverable.issuperset(self.people)


@dataclass(frozen=True)
class Dispute:
    """Somebody's words beside a note that they do not hold to be accurate."""

    person: int
    at: datetime
    version: int
    words: TextRef


@dataclass(frozen=True)
class Note:
    """A discussion note in its newest version."""

    number: int
    version: int
    author: int
    held_at: datetime
    written_at: datetime
    content: acts.NoteSaved
    approved_by: tuple[int, ...]
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True)
class Issue:
    """What is still open after an outcome; `owner` and `by` say how it is pursued."""

    number: int
    text: TextRef
    owner: int | None = None
    by: date | None = None


@dataclass(frozen=True)
class Outcome:
    """A proposed outcome, and each agency's answer to it so far."""

    proposed_by: int
    proposed_at: datetime
    agency_id: int
    how: Settlement
    agreed: TextRef
    safe: TextRef
    issues: tuple[Issue, ...]
    answers: Mapping[int, Answer]
    answered_by: Mapping[int, int]


@dataclass(frozen=True)
class Case:
    """
    One disagreement as it stands after its entries so far. `seq` is the last entry's number; `counts_from`
    is the call from which the tier's limit counts.
    """

    reference: str
    rules: Rules
    seq: int = 0
    state: State = State.OPEN
    raised_at: datetime = _UNKNOWN
    raised_by: int = 0
    danger: Danger = Danger.NONE
    ask_lead: bool = False
    parties: tuple[Party, ...] = ()
    dispute: TextRef | None = None
    wanted: TextRef | None = None
    their_reference: TextRef | None = None
    details: acts.Detailed | None = None
    tier_index: int = 0
    counts_from: datetime = _UNKNOWN
    due_at: datetime | None = None
    protect_by: datetime | None = None
    risk_asked_at: datetime | None = None
    calls: tuple[Call, ...] = ()
    past_calls: tuple[Call, ...] = ()
    last_move: acts.MovedUp | None = None
    vacant: tuple[int, ...] = ()
    joined: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}))
    taken_out: frozenset[int] = frozenset()
    notes: tuple[Note, ...] = ()
    steps: tuple[Entry, ...] = ()
    reviews: tuple[Entry, ...] = ()
    outcome: Outcome | None = None
    filed: Mapping[int, datetime] = field(default_factory=lambda: MappingProxyType({}))
    has_room: bool | None = None
    not_delivered: int = 0

    @property
    def tier(self) -> Tier:
        """The tier reached."""
        return self.rules.procedure.tiers[self.tier_index]

    @property
    def is_at_the_top(self) -> bool:
        """Whether there is no tier above."""
        return self.tier_index == len(self.rules.procedure.tiers) - 1

    @property
    def agencies(self) -> tuple[int, ...]:
        """The agencies in the disagreement, the one that raised it first."""
        return tuple(party.agency_id for party in self.parties)

    @property
    def raising_agency(self) -> int:
        """The agency whose practitioner raised it."""
        return next(party.agency_id for party in self.parties if party.side is PartySide.RAISED_BY)

    def side(self, agency_id: int) -> Side:
        """Return an agency's side as the roster needs it; the partnership's own has no team and no people."""
        party = next((party for party in self.parties if party.agency_id == agency_id), None)
        if party is None:
            return Side(agency_id, None, ())
        return Side(agency_id, party.team_id, (*self._named_later(agency_id), *party.practitioners))

    def call(self, agency_id: int) -> Call | None:
        """Return the call to an agency at the tier reached, if it has a holder there."""
        return next((call for call in self.calls if call.holder.agency_id == agency_id), None)

    @property
    def has_been_called(self) -> bool:
        """Whether a call of the tier reached has arrived, be it one that was passed on since."""
        return any(call.delivered_at for call in self._calls_at(self.tier_index))

    def acting(self, agency_id: int) -> tuple[int, ...]:
        """Return who acts for an agency: those called at the tier reached, else at the last tier below."""
        for call in (*self.calls, *reversed(self.past_calls)):
            is_theirs = call.holder.agency_id == agency_id and not call.was_passed_on
            if is_theirs and (people := self._without_taken_out(call.people)):
                return people
        practitioners = (party.practitioners for party in self.parties if party.agency_id == agency_id)
        return self._without_taken_out(next(practitioners, ()))

    def agency_of(self, person: int) -> int | None:
        """Return the agency for which a person has a part in this disagreement, None where they have none."""
        return self.parts.get(person)

    @property
    def parts(self) -> Mapping[int, int]:
        """Everyone with a part, and the agency for which they have it, in the order in which they came in."""
        parts: dict[int, int] = {}
        for party in self.parties:
            parts |= {person: party.agency_id for person in party.practitioners if person not in parts}
        for call in (*self.past_calls, *self.calls):
            parts |= {person: call.holder.agency_id for person in call.people if person not in parts}
        parts |= {person: agency for person, agency in self.joined.items() if person not in parts}
        return {person: agency for person, agency in parts.items() if person not in self.taken_out}

    def note(self, number: int) -> Note | None:
        """Return a note in its newest version."""
        return next((note for note in self.notes if note.number == number), None)

    def is_held_by_partnership(self) -> bool:
        """Whether the tier reached is the partnership's own."""
        return self.tier.held_by is HeldBy.PARTNERSHIP

    def _calls_at(self, tier_index: int) -> list[Call]:
        return [call for call in (*self.past_calls, *self.calls) if call.tier == tier_index]

    def _named_later(self, agency_id: int) -> list[int]:
        """Practitioners named by a duty desk, or in place of somebody else: the newest first."""
        named = [
            call.holder.people
            for call in reversed(self._calls_at(0))
            if call.holder.agency_id == agency_id and call.holder.standing is Standing.NAMED
        ]
        return [person for people in named for person in people]

    def _without_taken_out(self, people: Iterable[int]) -> tuple[int, ...]:
        return tuple(person for person in people if person not in self.taken_out)


def rebuild(reference: str, rules: Rules, entries: Iterable[Entry]) -> Case:
    """Return the state to which the entries lead, from nothing."""
    case = Case(reference, rules)
    for entry in entries:
        case = after(case, entry)
    return case


def after(case: Case, entry: Entry) -> Case:
    """Return the state after one more entry."""
    changed = _CHANGES[type(entry.act)](case, entry, entry.act)
    return replace(changed, seq=entry.seq)


def _raised(case: Case, entry: Entry, act: acts.Raised) -> Case:
    called = {each.holder.agency_id for each in act.calls}
    return replace(
        case,
        raised_at=entry.at,
        raised_by=_author(entry),
        danger=act.danger,
        ask_lead=act.ask_lead,
        parties=act.parties,
        dispute=act.dispute,
        wanted=act.wanted,
        their_reference=act.their_reference,
        tier_index=act.tier,
        counts_from=entry.at,
        due_at=act.due_at,
        protect_by=act.protect_by,
        calls=_fresh_calls(act.calls, act.tier, entry.at, act.act),
        vacant=tuple(
            party.agency_id
            for party in act.parties
            if party.side is PartySide.RESPONDING and party.agency_id not in called
        ),
    )


def _detailed(case: Case, entry: Entry, act: acts.Detailed) -> Case:
    return replace(case, details=act)


def _taken_back(case: Case, entry: Entry, act: acts.TakenBack) -> Case:
    return replace(case, state=State.TAKEN_BACK, due_at=None)


def _joined(case: Case, entry: Entry, act: acts.Joined) -> Case:
    joined = {**case.joined, act.person: act.agency_id}
    return replace(case, joined=joined, taken_out=case.taken_out - {act.person})


def _taken_out(case: Case, entry: Entry, act: acts.TakenOut) -> Case:
    return replace(case, taken_out=case.taken_out | {act.person})


def _handed_over(case: Case, entry: Entry, act: acts.HandedOver) -> Case:
    parties = tuple(
        replace(
            party,
            practitioners=tuple(
                dict.fromkeys(act.taker if person == act.giver else person for person in party.practitioners)
            ),
        )
        for party in case.parties
    )
    joined = {**case.joined, act.taker: case.parts[act.giver]}
    taken_out = (case.taken_out | {act.giver}) - {act.taker}
    return replace(case, parties=parties, joined=joined, taken_out=taken_out)


def _moved_up(case: Case, entry: Entry, act: acts.MovedUp) -> Case:
    asks_risk = act.reason in (MoveReason.PROTECT_BY_PASSED, MoveReason.DANGER)
    return replace(
        case,
        tier_index=act.tier,
        counts_from=entry.at,
        due_at=act.due_at,
        protect_by=act.protect_by,
        risk_asked_at=entry.at if asks_risk else case.risk_asked_at,
        past_calls=(*case.past_calls, *case.calls),
        calls=_fresh_calls(act.calls, act.tier, entry.at, act.reason),
        vacant=act.vacant,
        last_move=act,
    )


def _called_again(case: Case, entry: Entry, act: acts.CalledAgain) -> Case:
    call = _the_call(case, act.agency_id)
    also = tuple(dict.fromkeys([*call.also, *act.also]))
    return _with_call(
        case,
        replace(
            call,
            times=act.times,
            also=also,
            again_at=act.again_at,
            taken_up_by=None,
            taken_up_at=None,
            speak_by=None,
            phoned_at=None,
            talked_at=None,
        ),
    )


def _call_delivered(case: Case, entry: Entry, act: acts.CallDelivered) -> Case:
    arrived = _with_call(case, replace(_the_call(case, act.agency_id), delivered_at=entry.at))
    return arrived if act.due_at is None else _started_again(arrived, act.due_at, entry.at)


def _clock_held(case: Case, entry: Entry, act: acts.ClockHeld) -> Case:
    return _started_again(case, act.due_at, entry.at)


def _started_again(case: Case, due_at: datetime, at: datetime) -> Case:
    return replace(_due_moved(case, due_at, at), counts_from=at)


def _time_ran_out_at_the_top(case: Case, entry: Entry, act: acts.TimeRanOutAtTheTop) -> Case:
    """There is no tier above to go to when protect-by passes; the risk is asked again all the same."""
    moved = _due_moved(case, act.due_at, entry.at)
    if case.protect_by is None or case.protect_by > entry.at:
        return moved
    return replace(moved, protect_by=None, risk_asked_at=entry.at)


def _due_moved(case: Case, due_at: datetime | None, at: datetime) -> Case:
    """Calls are repeated in the time that is left now; a promise stands that is within it."""
    calls = tuple(_called_within(call, due_at, at, case.rules) for call in case.calls)
    return replace(case, due_at=due_at, calls=calls)


def _called_within(call: Call, due_at: datetime | None, at: datetime, rules: Rules) -> Call:
    is_promised = (
        call.speak_by is not None and at < call.speak_by and (due_at is None or call.speak_by < due_at)
    )
    has_answered = call.phoned_at is not None or call.talked_at is not None
    # They may have talked before they took it up: a promise that is over by now asks them again.
    if is_promised or (has_answered and (call.again_at is None or call.again_at > at)):
        return replace(call, since=at)
    return replace(call, since=at, again_at=again_at(rules, at, at, due_at))


def _taken_up(case: Case, entry: Entry, act: acts.TakenUp) -> Case:
    call = _the_call(case, act.agency_id)
    taken = replace(
        call,
        taken_up_by=entry.by,
        taken_up_at=entry.at,
        speak_by=act.speak_by,
        answered_at=entry.at,
        again_at=act.speak_by,
    )
    return _with_call(case, taken)


def _reached_by_phone(case: Case, entry: Entry, act: acts.ReachedByPhone) -> Case:
    call = _the_call(case, act.agency_id)
    again = _again_once_answered(case, entry.at)
    return _with_call(case, replace(call, phoned_at=entry.at, answered_at=entry.at, again_at=again))


def _again_once_answered(case: Case, at: datetime) -> datetime | None:
    """Not while the tier has it; at the top, where there is nobody to move it up to, each working day."""
    rules = case.rules
    return rules.calendar.next_at(at, rules.area.call_again_at) if case.is_at_the_top else None


def _holder_changed(case: Case, entry: Entry, act: acts.HolderChanged) -> Case:
    """Whoever was called keeps their part, also where the call is somebody else's now."""
    old = case.call(act.agency_id)
    others = tuple(call for call in case.calls if call is not old)
    past = (*case.past_calls, replace(old, was_passed_on=True)) if old else case.past_calls
    vacant = tuple(agency for agency in case.vacant if agency != act.agency_id)
    if act.call is None:
        return replace(case, calls=others, past_calls=past, vacant=(*vacant, act.agency_id))
    if old and _goes_on(old, act.call.holder):
        calls = (*others, _left_to(old, act.call))
    else:
        calls = (*others, *_fresh_calls((act.call,), case.tier_index, entry.at, act.reason))
    taken_out = case.taken_out - set(act.call.holder.people)
    return replace(case, calls=calls, past_calls=past, vacant=vacant, taken_out=taken_out)


def _goes_on(old: Call, holder: Holder) -> bool:
    """Whether it is the same call, to fewer people or with the one in it who is on it."""
    return old.taken_up_by in holder.people or set(holder.people) <= set(old.people)


def _left_to(old: Call, called: Called) -> Call:
    """The promise of somebody who is gone binds none of the others."""
    left = replace(old, holder=called.holder, also=())
    if old.taken_up_by is None or old.taken_up_by in called.holder.people:
        return left
    return replace(
        left, taken_up_by=None, taken_up_at=None, speak_by=None, answered_at=None, again_at=called.again_at
    )


def _reviewed(case: Case, entry: Entry, act: acts.LookedAgain) -> Case:
    return replace(case, reviews=(*case.reviews, entry))


def _risk_answered(case: Case, entry: Entry, act: acts.BroughtForward | acts.RiskAnswered) -> Case:
    moved = _due_moved(case, act.due_at, entry.at)
    return replace(moved, protect_by=act.protect_by, risk_asked_at=None)


def _step_taken(case: Case, entry: Entry, act: acts.ProtectiveStep) -> Case:
    return replace(case, steps=(*case.steps, entry))


def _note_saved(case: Case, entry: Entry, act: acts.NoteSaved) -> Case:
    author = _author(entry)
    first = case.note(act.note)
    note = Note(
        number=act.note,
        version=act.version,
        author=author,
        held_at=act.held_at,
        written_at=entry.at,
        content=act,
        approved_by=(author,),
        disputes=first.disputes if first else (),
    )
    notes = tuple(note if other.number == act.note else other for other in case.notes)
    again = _again_once_answered(case, entry.at)
    calls = tuple(
        replace(call, talked_at=entry.at, answered_at=entry.at, again_at=again)
        if _is_answer(act, call, case)
        else call
        for call in case.calls
    )
    return replace(case, notes=notes if first else (*notes, note), calls=calls)


def _is_answer(act: acts.NoteSaved, call: Call, case: Case) -> bool:
    """A talk since the call of somebody called with another agency is what the call asked for."""
    if act.channel is acts.Channel.ADVICE or act.held_at < call.called_at:
        return False
    agencies = {case.agency_of(person) for person in act.took_part}
    is_between_agencies = act.others is not None or agencies != {call.holder.agency_id}
    return is_between_agencies and not set(call.people).isdisjoint(act.took_part)


def _note_approved(case: Case, entry: Entry, act: acts.NoteApproved) -> Case:
    note = _the_note(case, act.note)
    approved = tuple(dict.fromkeys([*note.approved_by, _author(entry)]))
    return _with_note(case, replace(note, approved_by=approved))


def _note_disputed(case: Case, entry: Entry, act: acts.NoteDisputed) -> Case:
    note = _the_note(case, act.note)
    dispute = Dispute(_author(entry), entry.at, act.version, act.words)
    approved = tuple(person for person in note.approved_by if person != entry.by)
    return _with_note(case, replace(note, disputes=(*note.disputes, dispute), approved_by=approved))


def _outcome_proposed(case: Case, entry: Entry, act: acts.OutcomeProposed) -> Case:
    issues = tuple(Issue(number, text) for number, text in enumerate(act.issues, start=1))
    author = _author(entry)
    outcome = Outcome(
        proposed_by=author,
        proposed_at=entry.at,
        agency_id=act.agency_id,
        how=act.how,
        agreed=act.agreed,
        safe=act.safe,
        issues=issues,
        answers={act.agency_id: act.answer},
        answered_by={act.agency_id: author},
    )
    return _settled(replace(case, outcome=outcome))


def _outcome_answered(case: Case, entry: Entry, act: acts.OutcomeAnswered) -> Case:
    if act.answer is Answer.DO_NOT_AGREE:
        return replace(case, outcome=None)
    outcome = _the_outcome(case)
    answers = {**outcome.answers, act.agency_id: act.answer}
    answered_by = {**outcome.answered_by, act.agency_id: _author(entry)}
    return _settled(replace(case, outcome=replace(outcome, answers=answers, answered_by=answered_by)))


def _settled(case: Case) -> Case:
    """The last agency's confirmation stops the clocks."""
    if set(_the_outcome(case).answers) != set(case.agencies):
        return case
    return replace(case, state=State.AGREED, due_at=None)


def _issue_owned(case: Case, entry: Entry, act: acts.IssueOwned) -> Case:
    outcome = _the_outcome(case)
    issues = tuple(
        replace(issue, owner=act.owner, by=act.by) if issue.number == act.issue else issue
        for issue in outcome.issues
    )
    return replace(case, outcome=replace(outcome, issues=issues))


def _copy_filed(case: Case, entry: Entry, act: acts.CopyFiled) -> Case:
    return replace(case, filed={**case.filed, act.agency_id: entry.at})


def _closed(case: Case, entry: Entry, act: acts.Closed) -> Case:
    return replace(case, state=State.CLOSED)


def _room_opened(case: Case, entry: Entry, act: acts.RoomOpened) -> Case:
    return replace(case, has_room=True)


def _room_failed(case: Case, entry: Entry, act: acts.RoomFailed) -> Case:
    return replace(case, has_room=False)


def _not_delivered(case: Case, entry: Entry, act: acts.NotDelivered) -> Case:
    failed = frozenset({act.person} if act.person is not None and act.kind == _CALL else ())
    calls = tuple(replace(call, undeliverable=call.undeliverable | failed) for call in case.calls)
    return replace(case, not_delivered=case.not_delivered + 1, calls=calls)


_CHANGES: Mapping[type, Callable[[Case, Entry, Any], Case]] = MappingProxyType(
    {
        acts.Raised: _raised,
        acts.Detailed: _detailed,
        acts.TakenBack: _taken_back,
        acts.Joined: _joined,
        acts.TakenOut: _taken_out,
        acts.HandedOver: _handed_over,
        acts.MovedUp: _moved_up,
        acts.CalledAgain: _called_again,
        acts.CallDelivered: _call_delivered,
        acts.ClockHeld: _clock_held,
        acts.TimeRanOutAtTheTop: _time_ran_out_at_the_top,
        acts.TakenUp: _taken_up,
        acts.ReachedByPhone: _reached_by_phone,
        acts.HolderChanged: _holder_changed,
        acts.LookedAgain: _reviewed,
        acts.BroughtForward: _risk_answered,
        acts.RiskAnswered: _risk_answered,
        acts.ProtectiveStep: _step_taken,
        acts.NoteSaved: _note_saved,
        acts.NoteApproved: _note_approved,
        acts.NoteDisputed: _note_disputed,
        acts.OutcomeProposed: _outcome_proposed,
        acts.OutcomeAnswered: _outcome_answered,
        acts.IssueOwned: _issue_owned,
        acts.CopyFiled: _copy_filed,
        acts.Closed: _closed,
        acts.RoomOpened: _room_opened,
        acts.RoomFailed: _room_failed,
        acts.NotDelivered: _not_delivered,
    }
)


def _fresh_calls(calls: tuple[Called, ...], tier: int, at: datetime, reason: str) -> tuple[Call, ...]:
    return tuple(Call(called.holder, tier, at, at, called.again_at, reason) for called in calls)


def _with_call(case: Case, changed: Call) -> Case:
    calls = tuple(
        changed if call.holder.agency_id == changed.holder.agency_id else call for call in case.calls
    )
    return replace(case, calls=calls)


def _with_note(case: Case, changed: Note) -> Case:
    return replace(
        case, notes=tuple(changed if note.number == changed.number else note for note in case.notes)
    )


def _the_call(case: Case, agency_id: int) -> Call:
    return next(call for call in case.calls if call.holder.agency_id == agency_id)


def _the_note(case: Case, number: int) -> Note:
    return next(note for note in case.notes if note.number == number)


def _the_outcome(case: Case) -> Outcome:
    if case.outcome is None:
        raise LookupError(f"{case.reference} has no outcome to speak of")
    return case.outcome


def _author(entry: Entry) -> int:
    if entry.by is None:
        raise LookupError(f"entry {entry.seq} needs a person")
    return entry.by
