"""What time does: each due clock in its own transaction, so that one stuck disagreement holds up no other."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from casework import leave, posts, telling, work
from procedure import closing, duties, ladder, mailing, owed, policy, safety
from procedure.acts import Act, SafetyUnanswered
from procedure.clocks import OF_AN_AREA, Clock, Kind
from procedure.rules import Rules
from storage import areas, cases, clocks, notices, people
from storage.clocks import Armed
from storage.engine import Connection, Database

BATCH = 25
"""So many due clocks are read at once: one that can't wait, and falls due meanwhile, comes after them."""


def due(database: Database, now: datetime) -> list[Armed]:
    """
    Return clocks that are due, the urgent first, then the oldest, one a disagreement: none runs through two
    tiers. Where the time of its tier is over, nobody is asked once more whether they will act at it.
    """
    with database.read() as connection:
        found = clocks.due(connection, now, BATCH)
    chosen: dict[tuple[str, str], Armed] = {}
    for armed in found:
        kind = armed.clock.kind
        one = armed.owner, kind if kind in OF_AN_AREA else ""
        if kind is Kind.TIER_ENDS:
            chosen.pop(one, None)
        chosen.setdefault(one, armed)
    return list(chosen.values())


def next_due(database: Database) -> datetime | None:
    """Return when the next clock is due."""
    with database.read() as connection:
        return clocks.next_due(connection)


def strike(database: Database, armed: Armed, *, now: datetime) -> bool:
    """Do what one due clock says; False where somebody else was quicker, or it has moved."""
    with database.write() as connection:
        if not clocks.claim(connection, armed, now):
            return False
        _STRIKES[armed.clock.kind](connection, armed, now)
        return True


def put_off(database: Database, armed: Armed, *, now: datetime) -> None:
    """Let a clock whose act failed wait a little, longer each time."""
    with database.write() as connection:
        clocks.put_off(connection, armed, now)


def arm_areas(database: Database, *, now: datetime) -> None:
    """Arm the daily round and the digest of areas that have none yet; those overdue stay overdue."""
    with database.write() as connection:
        for area_id, rules in areas.in_force(connection).items():
            for kind in OF_AN_AREA:
                if not clocks.is_armed(connection, area_id, kind):
                    clocks.arm_one(connection, area_id, _next(kind, rules, now))


def _tier_ends(connection: Connection, armed: Armed, now: datetime) -> None:
    case = work.load(connection, armed.owner, now)
    _follow(case, ladder.time_ran_out(case.case, case.roster, now))


def _call_again(connection: Connection, armed: Armed, now: datetime) -> None:
    case = work.load(connection, armed.owner, now)
    _follow(case, (ladder.call_again(case.case, armed.clock.subject, case.roster, now),))


def _by_mail(connection: Connection, armed: Armed, now: datetime) -> None:
    """Where nobody can be asked by e-mail there is nothing to record, and no clock to arm again."""
    case = work.load(connection, armed.owner, now)
    if called := mailing.not_arrived(case.case, case.roster, now):
        _follow(case, called)


def _look_again(connection: Connection, armed: Armed, now: datetime) -> None:
    case = work.load(connection, armed.owner, now)
    _follow(case, ladder.looked_for(case.case, case.roster, now))


def _confirmation_late(connection: Connection, armed: Armed, now: datetime) -> None:
    case = work.load(connection, armed.owner, now)
    _follow(case, (closing.confirmation_late(case.case),))


def _duty_late(connection: Connection, armed: Armed, now: datetime) -> None:
    case = work.load(connection, armed.owner, now)
    _follow(case, duties.late(case.case, now))


def _policy(connection: Connection, armed: Armed, now: datetime) -> None:
    case = work.load(connection, armed.owner, now)
    _follow(case, (policy.call_again(case.case, armed.clock.subject, case.roster, now),))


def _safety_check(connection: Connection, armed: Armed, now: datetime) -> None:
    case = work.load(connection, armed.owner, now)
    arranged = case.case.safety
    is_asked = arranged is not None and arranged.asked_at is not None
    _follow(case, (SafetyUnanswered() if is_asked else safety.ask(case.case, now),))


def _follow(case: work.Work, acts: tuple[Act, ...]) -> None:
    case.record(*acts)
    case.finish()


def _waiting(connection: Connection, armed: Armed, now: datetime) -> None:
    """One message a person a day, to whoever is waited for."""
    rules = areas.in_force(connection)[armed.owner]
    day = rules.calendar.local(now).date()
    roster = people.roster(connection, armed.owner, day)
    reachable = set(roster.reachable(roster.people))
    waited_for: dict[int, None] = {}
    for row in cases.unfinished(connection, armed.owner):
        case, _ = work.by_its_record(connection, row)
        waited_for |= dict.fromkeys(item.person for item in owed.asked_daily(case, reachable, now))
    for person in waited_for:
        _write(connection, armed.owner, telling.WAITING, person, day.isoformat(), now)
    _again(connection, armed, rules, now)


def _digest(connection: Connection, armed: Armed, now: datetime) -> None:
    rules = areas.in_force(connection)[armed.owner]
    day = rules.calendar.local(now).date()
    for lead in people.roster(connection, armed.owner, day).safeguarding_leads():
        _write(connection, armed.owner, telling.DIGEST, lead, day.isoformat(), now)
    _again(connection, armed, rules, now)


def _write(connection: Connection, area_id: str, kind: str, person: int, day: str, now: datetime) -> None:
    notices.write(
        connection,
        notices.Draft(
            key=f"{area_id}/{kind}/{day}/{person}",
            stream=f"{area_id}/{person}",
            kind=kind,
            area_id=area_id,
            made_at=now,
            person_id=person,
        ),
    )


def _again(connection: Connection, armed: Armed, rules: Rules, now: datetime) -> None:
    clocks.arm_one(connection, armed.owner, _next(armed.clock.kind, rules, now))


def _next(kind: Kind, rules: Rules, now: datetime) -> Clock:
    time = {Kind.WAITING: rules.area.waiting_at, Kind.DIGEST: rules.area.digest_at}[kind]
    return Clock(kind, rules.calendar.next_at(now, time))


Strike = Callable[[Connection, Armed, datetime], None]

_STRIKES: Mapping[Kind, Strike] = MappingProxyType(
    {
        Kind.TIER_ENDS: _tier_ends,
        Kind.CALL_AGAIN: _call_again,
        Kind.BY_MAIL: _by_mail,
        Kind.LOOK_AGAIN: _look_again,
        Kind.DUTY: _duty_late,
        Kind.CONFIRMATION: _confirmation_late,
        Kind.SAFETY_CHECK: _safety_check,
        Kind.POLICY: _policy,
        Kind.WAITING: _waiting,
        Kind.DIGEST: _digest,
        Kind.LEAVE: leave.strike,
        Kind.STAND_IN: posts.strike,
    }
)
