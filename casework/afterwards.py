"""Once it is settled: those who acted look back, leads read it, people thank each other (Beds 2.3, 6.2)."""

from datetime import datetime

from casework import view, who_is_who, work
from casework.typed import Typed, check
from messages import facts
from procedure import afterwards
from procedure.refusal import Refused
from storage import cases, people
from storage.engine import Database

_MOST = 400
_CASES_SHOWN = 20


def look_back(
    database: Database,
    reference: str,
    helped: str,
    delayed: str,
    *,
    identifiers_checked: bool,
    by: int,
    now: datetime,
) -> None:
    """Record what helped and what delayed, as somebody who acted sees it; either may be missing."""
    typed = (
        Typed("helped", helped, _MOST, is_required=False),
        Typed("delayed", delayed, _MOST, is_required=False),
    )
    check(typed, identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        kept = case.keep_if_any(helped.strip()), case.keep_if_any(delayed.strip())
        case.record(afterwards.look_back(case.case, by, *kept), by=by)


def to_be_thanked(database: Database, reference: str, *, by: int, now: datetime) -> tuple[facts.Who, ...]:
    """Return whom somebody can still thank for how they handled it."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        return shown.everyone(afterwards.to_be_thanked(shown.case, by, shown.roster))


def thank(database: Database, reference: str, person: int, *, by: int, now: datetime) -> None:
    """Record that somebody thanks somebody else; they alone are told."""
    with work.on(database, reference, now) as case:
        case.record(afterwards.thank(case.case, by, person, case.roster), by=by)


def looked_back(database: Database, *, by: int, now: datetime) -> tuple[facts.LookBacks, ...]:
    """
    Return what was said looking back in one's area, the newest disagreement first; Refused for anyone but
    its safeguarding leads.
    """
    with database.read() as connection:
        area = people.by_id(connection, by).area_id
        if area is None or by not in who_is_who.roster(connection, area, now).safeguarding_leads():
            raise Refused("not_a_lead")
        found = cases.with_act(connection, area, "looked_back", _CASES_SHOWN)
        views = [view.of(connection, row.reference, now) for row in found]
    # What stays inside an agency is for its own leads.
    return tuple(view.look_backs_of(shown) for shown in views if not shown.case.is_inside)
