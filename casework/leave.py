"""Leave: entered by oneself or by a lead, ended early, and what follows when it begins (London 11.1.2)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from casework import homes, roster_news, who_is_who
from casework.people import replace_holder
from messages import facts
from procedure.acts import ChangeReason
from procedure.clocks import Clock, Kind
from procedure.leave import Leave, planned
from procedure.refusal import Refused
from procedure.roster import Roster
from storage import areas, clocks, leave, people
from storage.clocks import Armed
from storage.engine import Connection, Database

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Form:
    """What the form says: the first and the last day away, and who covers; None: the deputies."""

    first_on: date
    last_on: date
    covered_by: int | None = None


def may_enter(database: Database, *, by: int, now: datetime) -> date:
    """Return today in the area of somebody who enters their own leave; Refused where they have no area."""
    with database.read() as connection:
        return who_is_who.today(connection, _area_of(connection, by), now)


def may_enter_for_others(database: Database, *, by: int, now: datetime) -> date:
    """Return today in the area of a safeguarding lead; Refused to anybody else."""
    with database.read() as connection:
        area_id = _area_of(connection, by)
        who_is_who.require_lead(connection, area_id, by, now)
        return who_is_who.today(connection, area_id, now)


def enter(database: Database, form: Form, *, by: int, now: datetime) -> Leave:
    """Keep one's own leave; where it has begun, the calls that are theirs go on at once."""
    with database.write() as connection:
        return _enter(connection, form, by, by, now)


def enter_for(database: Database, person: int, form: Form, *, by: int, now: datetime) -> Leave:
    """Keep the leave of somebody else of the area, as a safeguarding lead; they are told."""
    with database.write() as connection:
        area_id = _area_of(connection, by)
        if person not in who_is_who.require_lead(connection, area_id, by, now).people:
            raise Refused("unknown_person", field="person")
        entered = _enter(connection, form, person, by, now)
        if person != by:
            roster_news.write(connection, roster_news.LEAVE_ENTERED, person, area_id, entered.id, now)
        return entered


def shown(database: Database, entered: Leave, *, by: int, now: datetime) -> facts.Absence:
    """Return leave as it is shown to whoever has just entered or ended it."""
    with database.read() as connection:
        known = who_is_who.roster(connection, _area_of(connection, by), now)
        return roster_news.absence(known, entered)


def end(database: Database, leave_id: int, *, by: int, now: datetime) -> Leave:
    """
    End leave before its last day, or take it back before its first: whose it is may, and a safeguarding
    lead. Calls that have gone on stay where they are; the next ones come to them again.
    """
    with database.write() as connection:
        found = leave.find(connection, leave_id)
        if found is None:
            raise Refused("leave_ended_already")
        area_id = _area_of(connection, found.person)
        if by != found.person:
            who_is_who.require_lead(connection, area_id, by, now)
        today = who_is_who.today(connection, area_id, now)
        if found.last_on < today:
            raise Refused("leave_ended_already")
        leave.shorten(connection, leave_id, today - _ONE_DAY)
        _renew_homes(connection, found, area_id, now)
        return found


def strike(connection: Connection, armed: Armed, now: datetime) -> None:
    """Do what follows on the first day of leave, and on the day after the last."""
    found = leave.find(connection, armed.clock.subject)
    if found is not None:
        _follow(connection, found, armed.owner, now)


def _enter(connection: Connection, form: Form, person: int, by: int, now: datetime) -> Leave:
    area_id = _area_of(connection, person)
    today = who_is_who.today(connection, area_id, now)
    known, others = people.roster(connection, area_id, today), leave.not_over(connection, area_id, today)
    asked = Leave(0, person, form.first_on, form.last_on, form.covered_by)
    checked = planned(asked, today, known, others)
    entered = replace(checked, id=leave.put(connection, checked, by=by, at=now))
    if entered.covered_by is not None:
        roster_news.write(connection, roster_news.COVERING, entered.covered_by, area_id, entered.id, now)
    _follow(connection, entered, area_id, now)
    return entered


def _follow(connection: Connection, entered: Leave, area_id: str, now: datetime) -> None:
    """Pass on what is theirs while they are away, and look again when that changes."""
    calendar = areas.in_force(connection)[area_id].calendar
    today = calendar.local(now).date()
    if entered.holds_on(today):
        replace_holder(connection, entered.person, now, ChangeReason.AWAY)
    changes_on = [day for day in (entered.first_on, entered.last_on + _ONE_DAY) if day > today]
    for day in changes_on[:1]:
        clocks.arm_one(connection, area_id, Clock(Kind.LEAVE, calendar.at(day, time()), entered.id))
    _renew_homes(connection, entered, area_id, now)


def _renew_homes(connection: Connection, found: Leave, area_id: str, now: datetime) -> None:
    """Theirs and the leads', and of those who cover: for a lead they watch over the area in their place."""
    known: Roster = who_is_who.roster(connection, area_id, now)
    covering = {deputy for post in known.posts_held_by(found.person) for deputy in post.deputies}
    covering |= {found.covered_by} if found.covered_by is not None else set()
    homes.renew(connection, {found.person, *covering, *known.safeguarding_leads()}, area_id, now)


def _area_of(connection: Connection, person: int) -> str:
    area_id = people.by_id(connection, person).area_id
    if area_id is None:
        raise Refused("of_no_area")
    return area_id
