"""When Slack is lost, leads and the operator get it by e-mail: at once, daily, and when it is back."""

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from casework import telling
from procedure.roster import Roster
from storage import areas, notices, outages, people
from storage.engine import Connection, Database
from storage.outages import HeldUp, Told

NOTHING_THROUGH_MINUTES = 10
"""So long nothing gets through while something waits before Slack counts as lost; refused, at once."""
AGAIN = timedelta(hours=24)

OPERATOR = 0
"""In place of a person: whoever runs the program, whose address is a setting of the process."""


def look(database: Database, needs_repair: Collection[str], *, has_operator: bool, now: datetime) -> bool:
    """
    Write to leads, and to the operator if there is one, that Slack is lost, or that it is back; return
    whether anything was written. `needs_repair` are the errors that an administrator must mend.
    """
    with database.read() as connection:
        if not _news(connection, needs_repair, now):
            return False
    with database.write() as connection:
        # Once more: another process may have been quicker.
        news = _news(connection, needs_repair, now)
        for place, (area_id, kind, number) in enumerate(news):
            operators = [OPERATOR] if has_operator and place == 0 else []
            _write(connection, area_id, kind, number, now, operators)
        return bool(news)


def lost(connection: Connection, needs_repair: Collection[str], now: datetime) -> HeldUp | None:
    """Return what Slack holds up where it is lost; None where it is not."""
    if refused := outages.held_up(connection, needs_repair):
        return refused
    waiting = outages.held_up(connection)
    long_ago = now - timedelta(minutes=NOTHING_THROUGH_MINUTES)
    if waiting is None or waiting.since > long_ago:
        return None
    through = outages.last_through(connection)
    return waiting if through is None or through <= long_ago else None


def _news(connection: Connection, needs_repair: Collection[str], now: datetime) -> list[tuple[str, str, int]]:
    """What is to be told now in which area, and under which number; nothing where it has been."""
    is_lost = lost(connection, needs_repair, now) is not None
    found = list[tuple[str, str, int]]()
    for area_id in areas.sending_mail(connection):
        told = outages.told(connection, area_id)
        number = told.outage + told.rounds + 1
        if is_lost and (told.last_at is None or told.last_at + AGAIN <= now):
            found.append((area_id, telling.SLACK_LOST, number))
        elif not is_lost and _is_back(connection, told):
            found.append((area_id, telling.SLACK_BACK, number))
    return found


def _is_back(connection: Connection, told: Told) -> bool:
    if told.last_at is None:
        return False
    through = outages.last_through(connection)
    return through is not None and through > told.last_at


def _write(
    connection: Connection, area_id: str, kind: str, number: int, now: datetime, operators: list[int]
) -> None:
    rules = areas.in_force(connection)[area_id]
    roster = people.roster(connection, area_id, rules.calendar.local(now).date())
    for person in [*_leads(roster), *operators]:
        notices.write(
            connection,
            notices.Draft(
                key=f"{area_id}/{kind}/{number}/{person}",
                stream=f"{area_id}/{telling.MAIL}/{person}",
                kind=kind,
                area_id=area_id,
                made_at=now,
                person_id=person or None,
                subject=number,
                road=notices.Road.MAIL,
                urgency=notices.Urgency.AT_ONCE,
            ),
        )


def _leads(roster: Roster) -> Iterator[int]:
    """Whoever acts as safeguarding lead today and has an address, with an account or without."""
    for post in roster.posts.values():
        if post.is_safeguarding_lead:
            acting = roster.available(post.holders) or roster.deputies(post)
            yield from (person for person in acting if roster.people[person].has_mail)
