"""Who is told what: each act's audience, as a table. What is written here goes out after the commit."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from casework.telling import (
    afterwards,
    calls,
    communications,
    details,
    duties,
    ending,
    notes,
    notifying,
    outcome,
    people,
    policy,
    raising,
    risk,
    room,
    safety,
)
from casework.telling.audience import Audiences, Telling, a_line
from casework.telling.kinds import (
    ARCHIVE,
    CALL,
    CALL_UPDATE,
    CAME_IN,
    CARD,
    DIGEST,
    HOME,
    IN_ROOM,
    INVITE,
    LEAD,
    LINE,
    MAIL,
    MAIL_LEAD,
    MAIL_SAID,
    NOTE,
    NOTE_REPLACED,
    ON_THE_OTHER_ROAD,
    OUTCOME,
    PIN,
    POST,
    REMOVE,
    REPEATED,
    ROOM,
    ROSTER,
    SLACK_BACK,
    SLACK_LOST,
    TOLD,
    WAITING,
)
from messages.leads import URGENT
from procedure import acts, advice
from procedure.acts import Entry
from procedure.case import OVER, Call, Case
from procedure.roster import Roster
from storage.cases import Row
from storage.notices import Draft, Notice, Road, Urgency

__all__ = [
    "ARCHIVE",
    "CALL",
    "CALL_UPDATE",
    "CAME_IN",
    "CARD",
    "DIGEST",
    "HOME",
    "INVITE",
    "IN_ROOM",
    "LEAD",
    "LINE",
    "MAIL",
    "MAIL_LEAD",
    "MAIL_SAID",
    "NOTE",
    "NOTE_REPLACED",
    "OUTCOME",
    "PIN",
    "POST",
    "REMOVE",
    "REPEATED",
    "ROOM",
    "ROSTER",
    "SLACK_BACK",
    "SLACK_LOST",
    "TOLD",
    "WAITING",
    "Telling",
    "drafts",
    "in_order",
    "key",
    "pin",
    "urgency",
]


_SAID_WITH: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        f"{LEAD}:unanswered": (f"{LEAD}:time_ran_out_at_the_top",),
        f"{LEAD}:called_by_mail": (f"{LEAD}:unanswered",),
        f"{LEAD}:not_delivered": (f"{LEAD}:holder_changed", f"{LEAD}:nobody_reachable"),
    }
)
"""What a lead is not told by itself where one use case tells them another thing that says it too."""

_UNSEEN = (acts.CallDelivered, acts.DealtWith, acts.NotDelivered, acts.Thanked)
"""Acts of which the card shows nothing."""


def drafts(before: Case, entry: Entry, after: Case, roster: Roster, row: Row) -> list[Draft]:
    """Return the notices that follow from one entry; people to whom nothing can arrive are left out."""
    tellings = [
        *_membership(before, after),
        *_AUDIENCES.get(type(entry.act), a_line)(before, entry, after, roster),
        *_stale_calls(before, after),
        *([] if isinstance(entry.act, _UNSEEN) else [Telling(CARD)]),
    ]
    if after.has_room is False or (before.state in OVER and after.state in OVER):
        tellings = _without_room(tellings, entry.by, after)
    tellings += _leads_by_mail(tellings, roster)
    return [
        _draft(told, entry.seq, entry.at, row)
        for told in dict.fromkeys(tellings)
        if _can_arrive(told, roster)
    ]


def _can_arrive(told: Telling, roster: Roster) -> bool:
    if told.person is None or told.kind == REMOVE or _goes_by_mail(told):
        return True
    return bool(roster.reachable([told.person]))


def _goes_by_mail(told: Telling) -> bool:
    return told.kind.partition(":")[0] in ON_THE_OTHER_ROAD


def _leads_by_mail(tellings: Iterable[Telling], roster: Roster) -> list[Telling]:
    """What asks a lead to ring now can't wait for somebody to open Slack either."""
    to_leads = ((told, *told.kind.partition(":")[::2]) for told in tellings)
    urgent = ((told, wording) for told, kind, wording in to_leads if kind == LEAD and wording in URGENT)
    return [
        Telling(f"{MAIL_LEAD}:{wording}", told.person, told.subject)
        for told, wording in urgent
        if told.person is not None and roster.people[told.person].has_mail
    ]


def pin(card: Notice, at: datetime) -> Draft:
    """Return the notice that has a card pinned which was posted, not edited."""
    return Draft(f"{card.key}/{PIN}", card.stream, PIN, card.area_id, at, card.disagreement_id, card.seq)


def key(reference: str, seq: int, kind: str, person: int | None, subject: int) -> str:
    """Return the key of the notice by which an entry is told to somebody, or to the room."""
    return f"{reference}/{seq}/{kind}/{person or 0}/{subject}"


def urgency(kind: str, case: Case) -> Urgency:
    """
    Return how soon a kind of notice goes out: calls first, with the room to which they lead, and of these
    first those that can't wait.
    """
    if kind in (CALL, MAIL, ROOM):
        return Urgency.CALL_AT_ONCE if case.cannot_wait else Urgency.CALL
    return Urgency.AT_ONCE if case.cannot_wait else Urgency.ROUTINE


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
    if told.kind == POST:
        return _of_post(told, at, row.area_id)
    kind = told.kind.partition(":")[0]
    target = "room" if kind in IN_ROOM and not (kind == LINE and told.person) else f"{told.person}"
    goes_by_mail = _goes_by_mail(told)
    return Draft(
        key=key(row.reference, seq, told.kind, told.person, told.subject),
        # Mails have a stream of their own: they wait for nothing that Slack has not taken.
        stream=f"{row.reference}/{MAIL}/{target}" if goes_by_mail else f"{row.reference}/{target}",
        road=Road.MAIL if goes_by_mail else Road.SLACK,
        kind=told.kind,
        area_id=row.area_id,
        made_at=at,
        disagreement_id=row.id,
        seq=seq,
        person_id=told.person,
        subject=told.subject,
    )


def _of_post(told: Telling, at: datetime, area_id: str) -> Draft:
    """Nothing in it, not even its key, leads back to the concern that found the post empty."""
    return Draft(
        key=f"{area_id}/{POST}/{secrets.token_hex(8)}",
        stream=f"{area_id}/{told.person}",
        kind=POST,
        area_id=area_id,
        made_at=at,
        person_id=told.person,
        subject=told.subject,
    )


def _without_room(tellings: Iterable[Telling], by: int | None, case: Case) -> list[Telling]:
    """
    Without a room, or once it is archived, what it would say anew reaches each other person as a line,
    without case text; whoever is called or told of the same act hears it once.
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
    # An archived room can't be opened again by us: what is open again has a new one.
    is_new_room = not before.parties or (before.state in OVER and after.state not in OVER)
    there = () if is_new_room else before.parts
    joining = [Telling(INVITE, person) for person in after.parts if person not in there]
    leaving = [Telling(REMOVE, person) for person in there if person not in after.parts]
    opening = [Telling(ROOM)] if is_new_room and after.parties else []
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
    is_short = case.is_urgent
    lacks_advice = advice.lacking(case)
    return case.state, case.due_at, case.risk_asked_at, is_short, case.vacant, to_ring, lacks_advice


_AUDIENCES: Audiences = {
    **raising.AUDIENCES,
    **details.AUDIENCES,
    **people.AUDIENCES,
    **calls.AUDIENCES,
    **duties.AUDIENCES,
    **notifying.AUDIENCES,
    **risk.AUDIENCES,
    **safety.AUDIENCES,
    **policy.AUDIENCES,
    **notes.AUDIENCES,
    **communications.AUDIENCES,
    **outcome.AUDIENCES,
    **ending.AUDIENCES,
    **afterwards.AUDIENCES,
    **room.AUDIENCES,
}
