"""Notices on their way out: taken one by one, and what became of each recorded with its consequences."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casework import telling, undelivered, work
from casework.people import replace_holder, replace_holder_in
from procedure import acts, ladder
from storage import areas, cases, notices, people
from storage.engine import Connection, Database
from storage.notices import NONE_RESTING, Notice, Resting, Road, Sent


@dataclass(frozen=True)
class Address:
    """Where a notice goes: the room as it stands, and the person's account."""

    reference: str
    room: str | None
    room_name: str
    has_room: bool | None
    slack_id: str | None


def take(
    database: Database, road: Road, here: datetime, lease: timedelta, resting: Resting = NONE_RESTING
) -> Notice | None:
    """Take the next notice that may go out on a road; `here` is this machine's time."""
    with database.read() as connection:
        if not notices.is_any_ready(connection, road, here, resting):
            return None
    with database.write() as connection:
        return notices.claim(connection, road, here, lease, resting)


def give_back(database: Database, here: datetime, wait: timedelta) -> None:
    """Let go of all notices that are under way, because whoever sent them is dead: each may have arrived."""
    with database.write() as connection:
        notices.give_back(connection, here, wait)


def ready_in(
    database: Database, road: Road, here: datetime, resting: Resting = NONE_RESTING
) -> timedelta | None:
    """
    Return how long it is until a notice that waits for a time may go out, none of a kind that is `resting`;
    None where none does.
    """
    with database.read() as connection:
        return notices.ready_in(connection, road, here, resting)


def outstanding(database: Database) -> int:
    """Return how many notices are on their way."""
    with database.read() as connection:
        return notices.outstanding(connection)


def address(database: Database, notice: Notice) -> Address:
    """Return where a notice goes."""
    with database.read() as connection:
        person = people.by_id(connection, notice.person_id) if notice.person_id else None
        slack_id = person.slack_id if person and (person.is_active or notice.kind == telling.REMOVE) else None
        if notice.disagreement_id is None:
            return Address("", None, "", None, slack_id)
        row = cases.by_id(connection, notice.disagreement_id)
        case, _ = work.by_its_record(connection, row)
        room = notices.channel_of(connection, notice) or row.room
        return Address(row.reference, room, row.room_name, case.has_room, slack_id)


@dataclass(frozen=True)
class Envelope:
    """
    Between which addresses a mail goes, `to` empty for whoever runs the program; `is_only_road`: whoever it
    is to has no account in Slack.
    """

    sender: str
    to: str
    is_only_road: bool


def envelope(database: Database, notice: Notice) -> Envelope | None:
    """Return between which addresses a mail goes; None where the area sends none, or there is no address."""
    with database.read() as connection:
        sender = areas.mail_from(connection, notice.area_id)
        if not sender:
            return None
        if notice.person_id is None:
            return Envelope(sender, "", is_only_road=False)
        person = people.by_id(connection, notice.person_id)
        if not (person.email and person.is_active):
            return None
        return Envelope(sender, person.email, is_only_road=person.slack_id is None)


def is_any_pressing(
    database: Database, here: datetime, within: timedelta, roads: Collection[Road] = tuple(Road)
) -> bool:
    """Whether a stream of some roads goes on within a time, if it is let through."""
    with database.read() as connection:
        return notices.is_any_pressing(connection, here, within, roads)


def is_superseded(database: Database, notice: Notice) -> bool:
    """Whether a later notice brings the same message up to date."""
    with database.read() as connection:
        return notices.is_superseded(connection, notice)


def last_sent(
    database: Database, notice: Notice, kind: str, person_id: int | None, subject: int | None
) -> Sent | None:
    """
    Return the newest message of a kind that stands in the room (None) or with a person. What stands in an
    archived room, in whose place there is another now, stays as it is.
    """
    case = _case_id(notice)
    with database.read() as connection:
        found = notices.last_sent(connection, case, kind, person_id, subject)
        is_elsewhere = person_id is None and found and found.channel != cases.by_id(connection, case).room
        return None if is_elsewhere else found


def call_before(database: Database, notice: Notice) -> Sent | None:
    """Return the message of the call before the newest one, to the same person for the same agency."""
    case, person, subject = _case_id(notice), _person(notice), notice.subject
    with database.read() as connection:
        newest = notices.last_sent(connection, case, telling.CALL, person, subject)
        return newest and notices.last_sent(connection, case, telling.CALL, person, subject, newest)


def arrived(
    database: Database, notice: Notice, *, now: datetime, channel: str | None = None, ts: str | None = None
) -> None:
    """
    Record that a notice has arrived: the first arrival of a call is a line of the record, and a card that
    was not edited but posted wants to be pinned.
    """
    with database.write() as connection:
        is_new_card = notice.kind == telling.CARD and not _stands(connection, notice, ts)
        if not notices.sent(connection, notice, now, channel, ts):
            return
        if is_new_card:
            notices.write(connection, telling.pin(notice, now))
        elif notice.kind in (telling.CALL, telling.MAIL):
            _note_arrival(connection, notice, now)


def refused(database: Database, notice: Notice, error: str, *, now: datetime) -> None:
    """Record that Slack refuses a notice for good; the lead is told, unless it was the lead's own."""

    def record(case: work.Work) -> None:
        _not_delivered(case, notice, error)

    if notice.disagreement_id is None:
        with database.write() as connection:
            notices.failed(connection, notice, error)
            undelivered.show(connection, notice.id, now)
        return
    _conclude(database, notice, record, now, lambda connection: notices.failed(connection, notice, error))


def unreachable(database: Database, notice: Notice, error: str, *, now: datetime) -> None:
    """
    Record that Slack knows of nobody to give a notice to: the account is gone, as the next look at all
    accounts will say too, or put right. Whoever acts instead is called at once, wherever it is their turn.
    """
    person = _person(notice)
    with database.write() as connection:
        if not notices.failed(connection, notice, error):
            return
        people.update(connection, person, is_active=False)
        if notice.disagreement_id is not None:
            case = work.load(connection, cases.by_id(connection, notice.disagreement_id).reference, now)
            _not_delivered(case, notice, error)
            replace_holder_in(case, person)
            case.finish()
        replace_holder(connection, person, now)
        undelivered.show(connection, notice.id, now)


def dropped(database: Database, notice: Notice) -> None:
    """Let a notice go that nobody needs any more."""
    with database.write() as connection:
        notices.dropped(connection, notice)


def put_off(
    database: Database, notice: Notice, here: datetime, wait: timedelta, error: str, *, may_have_arrived: bool
) -> None:
    """Let a notice that failed wait for a time."""
    with database.write() as connection:
        notices.put_off(connection, notice, here, wait, error, may_have_arrived=may_have_arrived)


def hold_back(database: Database, notice: Notice, here: datetime, wait: timedelta) -> None:
    """Let a notice wait its turn for a time: Slack was not asked."""
    with database.write() as connection:
        notices.hold_back(connection, notice, here, wait)


def rename_room(database: Database, notice: Notice) -> str:
    """Give a room whose name is taken by somebody else another random name; return it."""
    with database.write() as connection:
        return cases.rename_room(connection, _case_id(notice))


def _stands(connection: Connection, card: Notice, ts: str | None) -> bool:
    """Whether a card is the message that stood in the room already."""
    stood = notices.last_sent(connection, _case_id(card), telling.CARD, None)
    return stood is not None and stood.ts == ts


def _note_arrival(connection: Connection, call: Notice, now: datetime) -> None:
    case = work.load(connection, cases.by_id(connection, _case_id(call)).reference, now)
    act = ladder.call_delivered(case.case, call.subject, _person(call), now)
    if act is not None:
        case.record(replace(act, is_by_mail=call.kind == telling.MAIL))
        case.finish()


def _not_delivered(case: work.Work, notice: Notice, error: str) -> None:
    if notice.kind.partition(":")[0] not in (telling.LEAD, telling.MAIL_LEAD):
        case.record(acts.NotDelivered(notice.kind, notice.person_id, error))


def _conclude(
    database: Database,
    notice: Notice,
    record: Callable[[work.Work], None],
    now: datetime,
    finish: Callable[[Connection], bool],
) -> None:
    """Finish a notice and record what follows, in one transaction; nothing where the lease has passed."""
    with database.write() as connection:
        if not finish(connection):
            return
        case = work.load(connection, cases.by_id(connection, _case_id(notice)).reference, now)
        record(case)
        case.finish()
        undelivered.show(connection, notice.id, now)


def _case_id(notice: Notice) -> int:
    assert notice.disagreement_id is not None, "a notice of a disagreement"
    return notice.disagreement_id


def _person(notice: Notice) -> int:
    assert notice.person_id is not None, "a notice to a person"
    return notice.person_id
