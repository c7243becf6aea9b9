"""What could not be delivered stands before those who watch over it, until one of them has dealt with it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from casework import homes, roster_news, who_is_who, work
from messages import facts
from procedure import acts, inside
from procedure.acts import MadeGood, Way
from procedure.refusal import Refused
from procedure.roster import Roster
from storage import areas, cases, people
from storage import undelivered as failures
from storage.engine import Connection, Database
from storage.notices import Notice, Road
from storage.undelivered import Failed


def outstanding(database: Database) -> int:
    """Return how many messages could not be delivered, in all areas, with which nobody has dealt."""
    with database.read() as connection:
        return failures.count(connection)


def before(
    connection: Connection, area_id: str, person: int, roster: Roster, now: datetime
) -> tuple[facts.Undelivered, ...]:
    """Return what stands before somebody in their Home."""
    newest = _newest(connection, area_id)
    return _shown(
        connection, [each for each in newest if person in _watching(connection, each, roster, now)], roster
    )


def between_agencies(
    connection: Connection, area_id: str, roster: Roster, now: datetime
) -> tuple[facts.Undelivered, ...]:
    """Return what stands in the digest: nothing of what stays inside an agency."""
    newest = _newest(connection, area_id)
    return _shown(connection, [each for each in newest if not _is_inside(connection, each, now)], roster)


def one(database: Database, notice_id: int, *, by: int, now: datetime) -> facts.Undelivered:
    """Return one of them; Refused to whoever does not watch over it, and where it has been dealt with."""
    with database.read() as connection:
        failed = _may_deal_with(connection, notice_id, by, now)
        roster = who_is_who.roster(connection, failed.area_id, now)
        return next(iter(_shown(connection, [failed], roster)))


def deal_with(database: Database, notice_id: int, how: MadeGood, *, by: int, now: datetime) -> None:
    """Record that somebody has dealt with it, with whatever else did not reach the same person, and how."""
    with database.write() as connection:
        failed = _may_deal_with(connection, notice_id, by, now)
        failures.deal_with(connection, failed, by, now)
        case = _about(connection, failed, now)
        if case is not None:
            case.record(acts.DealtWith(failed.kind, failed.person_id, how), by=by)
            case.finish()
        _renew_homes(connection, failed, now)


def show(connection: Connection, notice_id: int, now: datetime) -> None:
    """Have a notice that was given up shown in the Homes of those before whom it stands; no other is."""
    failed = failures.find(connection, notice_id)
    if failed is not None:
        _renew_homes(connection, failed, now)


def changed(database: Database, mail: Notice, *, now: datetime) -> None:
    """Have a mail that keeps failing, or has gone after all, shown so to those before whom it stands."""
    failed = Failed(mail.id, mail.kind, mail.area_id, mail.disagreement_id, mail.person_id, mail.made_at, "")
    with database.write() as connection:
        _renew_homes(connection, failed, now)


def _renew_homes(connection: Connection, failed: Failed, now: datetime) -> None:
    roster = who_is_who.roster(connection, failed.area_id, now)
    homes.renew(connection, _watching(connection, failed, roster, now), failed.area_id, now)


def _may_deal_with(connection: Connection, notice_id: int, by: int, now: datetime) -> Failed:
    failed = failures.find(connection, notice_id)
    if failed is None:
        raise Refused("dealt_with_already")
    roster = who_is_who.roster(connection, failed.area_id, now)
    if by not in _watching(connection, failed, roster, now):
        raise Refused("not_a_lead")
    return failed


def _watching(connection: Connection, failed: Failed, roster: Roster, now: datetime) -> tuple[int, ...]:
    """
    Before whom it stands: those who watch over the disagreement; nobody watches over a written concern, so
    there whoever has it.
    """
    about = _about(connection, failed, now)
    if about is None:
        return roster.safeguarding_leads()
    if about.case.way is Way.CONCERN:
        return about.case.acting(about.case.raising_agency)
    return inside.watchers(about.case, about.roster)


def _is_inside(connection: Connection, failed: Failed, now: datetime) -> bool:
    about = _about(connection, failed, now)
    return about is not None and about.case.is_inside


def _about(connection: Connection, failed: Failed, now: datetime) -> work.Work | None:
    """The disagreement that it was about; None where it was about none."""
    if failed.disagreement_id is None:
        return None
    return work.load(connection, cases.by_id(connection, failed.disagreement_id).reference, now)


def _newest(connection: Connection, area_id: str) -> Iterable[Failed]:
    """Of all that did not reach the same person, or the same room, the newest speaks for the rest."""
    newest = {(each.disagreement_id, each.person_id): each for each in failures.standing(connection, area_id)}
    return newest.values()


def _shown(connection: Connection, failed: Iterable[Failed], roster: Roster) -> tuple[facts.Undelivered, ...]:
    return tuple(_worded(connection, list(failed), roster))


def _worded(connection: Connection, failed: Sequence[Failed], roster: Roster) -> Iterator[facts.Undelivered]:
    in_force = areas.in_force(connection)
    for each in failed:
        who = roster_news.who(roster, each.person_id) if each.person_id is not None else None
        yield facts.Undelivered(
            id=each.id,
            what=each.kind.partition(":")[0],
            reference=_reference(connection, each),
            at=in_force[each.area_id].calendar.local(each.made_at),
            error=each.error,
            to_room=each.person_id is None and each.disagreement_id is not None,
            by_mail=each.road is Road.MAIL,
            is_tried=each.is_tried,
            post=who.post if who else "",
            agency=who.agency if who else "",
            telephone=who.telephone if who else "",
            is_gone=each.person_id is not None and not people.by_id(connection, each.person_id).is_active,
        )


def _reference(connection: Connection, failed: Failed) -> str:
    if failed.disagreement_id is None:
        return ""
    return cases.by_id(connection, failed.disagreement_id).reference
