"""Who is told what: each act's audience, as a table. What is written here goes out after the commit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import TypeVar

from procedure import acts
from procedure.acts import ChangeReason, Danger, Entry, MoveReason
from procedure.case import Call, Case
from procedure.ladder import WIDER_FROM_TIMES
from procedure.roster import Roster, Standing
from storage.cases import Row
from storage.notices import Draft, Notice

A = TypeVar("A")

ROOM = "room"
INVITE = "invite"
REMOVE = "remove"
CARD = "card"
PIN = "pin"
LINE = "line"
NOTE = "note"
OUTCOME = "outcome"
CALL = "call"
CALL_UPDATE = "call_update"
REPEATED = "repeated"
LEAD = "lead"
TOLD = "told"
ARCHIVE = "archive"
WAITING = "waiting"
DIGEST = "digest"
HOME = "home"
CAME_IN = f"{LEAD}:unexpected_member"
"""That somebody without a part is in a room: no entry of the record says so, and `subject` is who it is."""

IN_ROOM = frozenset({ROOM, INVITE, REMOVE, CARD, PIN, LINE, NOTE, OUTCOME, ARCHIVE})
"""Kinds that go to the room's stream, in its order."""


_SAID_WITH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        f"{LEAD}:unanswered": (f"{LEAD}:time_ran_out_at_the_top",),
        f"{LEAD}:not_delivered": (f"{LEAD}:holder_changed", f"{LEAD}:nobody_reachable"),
    }
)
"""What a lead is not told by itself where one use case tells them another thing that says it too."""

_UNSEEN = (acts.CallDelivered, acts.NotDelivered, acts.Detailed)
"""Acts of which the card shows nothing."""


@dataclass(frozen=True)
class Telling:
    """One thing to be told: `person` None is the room; `kind` may carry its wording after a colon."""

    kind: str
    person: int | None = None
    subject: int = 0


def drafts(before: Case, entry: Entry, after: Case, roster: Roster, row: Row) -> list[Draft]:
    """Return the notices that follow from one entry; people to whom nothing can arrive are left out."""
    tellings = [
        *_membership(before, after),
        *_AUDIENCES.get(type(entry.act), _a_line)(before, entry, after, roster),
        *_stale_calls(before, after),
        *([] if isinstance(entry.act, _UNSEEN) else [Telling(CARD)]),
    ]
    if after.has_room is False:
        tellings = _without_room(tellings, entry.by, after)
    return [
        _draft(told, entry.seq, entry.at, row)
        for told in dict.fromkeys(tellings)
        if told.person is None or told.kind == REMOVE or roster.reachable([told.person])
    ]


def pin(card: Notice, at: datetime) -> Draft:
    """Return the notice that has a card pinned which was posted, not edited."""
    return Draft(f"{card.key}/{PIN}", card.stream, PIN, card.area_id, at, card.disagreement_id, card.seq)


def in_order(written: Iterable[Draft]) -> Iterator[Draft]:
    """
    Yield the notices of one use case, each person told of one thing once, with one card at the end of what
    changes it, before an archiving.
    """
    written = list(_once(list(written)))
    yield from (draft for draft in written if draft.kind not in (CARD, ARCHIVE))
    yield from [draft for draft in written if draft.kind == CARD][-1:]
    yield from (draft for draft in written if draft.kind == ARCHIVE)


def _once(written: list[Draft]) -> Iterator[Draft]:
    said = {(draft.kind, draft.person_id) for draft in written}
    for draft in written:
        if not any((kind, draft.person_id) in said for kind in _SAID_WITH.get(draft.kind, ())):
            yield draft


def _draft(told: Telling, seq: int, at: datetime, row: Row) -> Draft:
    kind = told.kind.partition(":")[0]
    target = "room" if kind in IN_ROOM and not (kind == LINE and told.person) else f"{told.person}"
    return Draft(
        key=f"{row.reference}/{seq}/{told.kind}/{told.person or 0}/{told.subject}",
        stream=f"{row.reference}/{target}",
        kind=told.kind,
        area_id=row.area_id,
        made_at=at,
        disagreement_id=row.id,
        seq=seq,
        person_id=told.person,
        subject=told.subject,
    )


def _without_room(tellings: Iterable[Telling], by: int | None, case: Case) -> list[Telling]:
    """
    Without a room, what it would say anew reaches each other person as a line, without case text; whoever
    is called or told of the same act hears it once.
    """
    tellings = list(tellings)
    direct = [told for told in tellings if told.person is not None and told.kind not in IN_ROOM]
    heard = {told.person for told in direct if told.kind.partition(":")[0] in (CALL, TOLD)}
    lines = any(told.kind in (LINE, NOTE, OUTCOME) for told in tellings)
    return [
        *(Telling(LINE, person) for person in case.parts if lines and person not in heard | {by}),
        *direct,
    ]


def _membership(before: Case, after: Case) -> list[Telling]:
    joining = [Telling(INVITE, person) for person in after.parts if person not in before.parts]
    leaving = [Telling(REMOVE, person) for person in before.parts if person not in after.parts]
    opening = [Telling(ROOM)] if not before.parties and after.parties else []
    return [*opening, *joining, *leaving]


def _stale_calls(before: Case, after: Case) -> list[Telling]:
    """A call's message is kept true: whoever has one sees what became of it."""
    now = {call.holder.agency_id: call for call in after.calls}
    is_stale_for_all = _seen_by_all(before) != _seen_by_all(after)
    stale: list[Telling] = []
    for call in before.calls:
        agency = call.holder.agency_id
        if is_stale_for_all or _seen(now.get(agency)) != _seen(call):
            stale += [Telling(CALL_UPDATE, person, agency) for person in call.people]
    return stale


def _seen(call: Call | None) -> object:
    return call and (
        call.holder,
        call.tier,
        call.taken_up_by,
        call.speak_by,
        call.phoned_at,
        call.talked_at,
    )


def _seen_by_all(case: Case) -> object:
    """What stands in each call's message, whoever it is to: until when it is, and whom to ring."""
    to_ring = [case.acting(agency) for agency in case.agencies]
    return case.state, case.due_at, case.risk_asked_at, case.vacant, to_ring


def _call(call: Call, people: Iterable[int] | None = None) -> list[Telling]:
    agency = call.holder.agency_id
    return [Telling(CALL, person, agency) for person in (call.people if people is None else people)]


def _leads(roster: Roster, kind: str, subject: int = 0) -> list[Telling]:
    return [Telling(f"{LEAD}:{kind}", person, subject) for person in roster.safeguarding_leads()]


def _designated(case: Case, roster: Roster, kind: str) -> list[Telling]:
    """The designated leads of the agencies, but for those who are told already: as managers, as leads."""
    told = {*case.parts, *roster.safeguarding_leads()}
    return [
        Telling(f"{LEAD}:{kind}", person, agency)
        for agency in case.agencies
        for person in roster.designated_leads(agency)
        if person not in told
    ]


def _a_line(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE)]


def _nobody(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return []


def _raised(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    tellings = [Telling(LINE), *(told for call in after.calls for told in _call(call))]
    if after.danger is not Danger.NONE:
        return tellings  # the move that follows tells the leads, together with who is called
    if after.ask_lead:
        tellings += _leads(roster, "ask_soon")
    if after.due_at == entry.at:
        return tellings  # a first limit of zero: the same breath calls the managers, and says who is missing
    for agency in after.vacant:
        tellings += _leads(roster, "nobody_reachable", agency)
    return tellings + _standing_in(after.calls, roster)


def _taken_back(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    told = [Telling(f"{TOLD}:taken_back", person) for person in after.parts if person != entry.by]
    has_danger = after.danger is not Danger.NONE
    leads = _leads(roster, "taken_back") if has_danger or after.ask_lead or after.vacant else []
    designated = _designated(after, roster, "taken_back") if has_danger else []
    return [Telling(LINE), *told, *leads, *designated, Telling(ARCHIVE)]


def _moved_up(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = _of(entry, acts.MovedUp)
    tellings = [Telling(LINE), *(told for call in after.calls for told in _call(call))]
    if act.reason is MoveReason.DANGER:
        tellings += [*_designated(after, roster, "designated_danger"), *_leads(roster, "danger")]
    if act.reason is MoveReason.PROTECT_BY_PASSED:
        tellings += _leads(roster, "protect_by_passed")
    for agency in act.vacant:
        tellings += _leads(roster, "nobody_reachable", agency)
    if act.skipped:
        tellings += _leads(roster, "passed_over")
    if not act.calls and not act.vacant:
        tellings += _leads(roster, "nobody_reachable")
    return tellings + _standing_in(after.calls, roster)


def _standing_in(calls: Iterable[Call], roster: Roster) -> list[Telling]:
    stand_ins = [call for call in calls if call.holder.standing is Standing.STANDING_IN]
    return [told for call in stand_ins for told in _leads(roster, "standing_in", call.holder.agency_id)]


def _called_again(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = _of(entry, acts.CalledAgain)
    call = after.call(act.agency_id)
    older = before.call(act.agency_id)
    tellings = [
        Telling(LINE),
        *(_call(call) if call else []),
        *(Telling(REPEATED, person, act.agency_id) for person in (older.people if older else ())),
    ]
    if act.times >= WIDER_FROM_TIMES:
        tellings += _leads(roster, "unanswered", act.agency_id)
    return tellings


def _at_the_top(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), *_leads(roster, "time_ran_out_at_the_top")]


def _risk_answered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), *_leads(roster, "risk_answered")]


def _taken_up(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = _of(entry, acts.TakenUp)
    others = [
        Telling(f"{TOLD}:taken_up", person)
        for agency in after.agencies
        if agency != act.agency_id
        for person in after.acting(agency)
    ]
    return [Telling(LINE), *others]


def _holder_changed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = _of(entry, acts.HolderChanged)
    if act.call is None:
        return [Telling(LINE), *_leads(roster, "nobody_reachable", act.agency_id)]
    old = before.call(act.agency_id)
    known = old.people if old else ()
    call = after.call(act.agency_id)
    fresh = [person for person in act.call.holder.people if person not in known]
    tellings = [Telling(LINE), *(_call(call, fresh) if call else [])]
    if act.reason is not ChangeReason.NAMED_BY_LEAD:
        tellings += _leads(roster, "holder_changed", act.agency_id)
    return tellings


def _note_saved(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = _of(entry, acts.NoteSaved)
    return [Telling(NOTE, None, act.note)]


def _note_approved(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(f"{NOTE}:update", None, _of(entry, acts.NoteApproved).note)]


def _note_disputed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(f"{NOTE}:update", None, _of(entry, acts.NoteDisputed).note), Telling(LINE)]


def _outcome_proposed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(OUTCOME)]


def _outcome_answered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(f"{OUTCOME}:update"), Telling(LINE)]


def _closed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    told = [Telling(f"{TOLD}:closed", person) for person in after.parts if person != entry.by]
    return [Telling(LINE), *told, Telling(ARCHIVE)]


def _taken_out(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = _of(entry, acts.TakenOut)
    return [Telling(LINE), Telling(f"{TOLD}:taken_out", act.person)]


def _room_failed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), *_leads(roster, "room_lost" if before.has_room else "room_failed")]


def _not_delivered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return _leads(roster, "not_delivered")


def _of(entry: Entry, kind: type[A]) -> A:
    assert isinstance(entry.act, kind), "looked up by its kind"
    return entry.act


Audience = Callable[[Case, Entry, Case, Roster], list[Telling]]

_AUDIENCES: Mapping[type, Audience] = MappingProxyType(
    {
        acts.Raised: _raised,
        acts.Detailed: _nobody,
        acts.TakenBack: _taken_back,
        acts.Joined: _a_line,
        acts.TakenOut: _taken_out,
        acts.MovedUp: _moved_up,
        acts.CalledAgain: _called_again,
        acts.CallDelivered: _nobody,
        acts.TimeRanOutAtTheTop: _at_the_top,
        acts.RiskAnswered: _risk_answered,
        acts.TakenUp: _taken_up,
        acts.HolderChanged: _holder_changed,
        acts.NoteSaved: _note_saved,
        acts.NoteApproved: _note_approved,
        acts.NoteDisputed: _note_disputed,
        acts.OutcomeProposed: _outcome_proposed,
        acts.OutcomeAnswered: _outcome_answered,
        acts.Closed: _closed,
        acts.RoomOpened: _nobody,
        acts.RoomFailed: _room_failed,
        acts.NotDelivered: _not_delivered,
    }
)
