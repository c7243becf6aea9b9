"""Referring a disagreement for wider learning (Beds 7.1)."""

from datetime import datetime

from casework import view, work
from casework.typed import Typed, check
from messages.facts import Lessons
from procedure import acts, lessons
from storage.engine import Database

SUMMARY_MOST = 1500


def shown(database: Database, reference: str, *, by: int, now: datetime) -> Lessons:
    """Return what the record shows of how the procedure was followed, and the referral if there is one."""
    with database.read() as connection:
        found = view.readable(connection, reference, by, now)
        lessons.require_lead(found.case, by, found.roster)
        return _of(found)


def refer(
    database: Database, reference: str, summary: str, *, identifiers_checked: bool, by: int, now: datetime
) -> None:
    """Record the referral; the e-mail itself is sent by the one who refers it, from the text shown then."""
    check((Typed("summary", summary, SUMMARY_MOST),), identifiers_checked=identifiers_checked)
    with work.on(database, reference, now) as case:
        case.record(lessons.refer(case.case, by, case.keep(summary), case.roster), by=by)


def _of(found: view.View) -> Lessons:
    case, area = found.case, found.case.rules.area
    act = case.lessons.act if case.lessons else None
    reached = case.rules.procedure.tiers[: case.tier_index + 1]
    return Lessons(
        reference=case.reference,
        checks=tuple(lessons.checklist(case, set(found.roster.reachable(found.roster.people))).items()),
        body=area.lessons_body,
        mailbox=area.lessons_mailbox,
        area=area.name,
        procedure=case.rules.procedure.title,
        version=case.rules.procedure.version,
        tiers=tuple(tier.title for tier in reached),
        kinds=tuple(dict.fromkeys(found.roster.agencies[each].kind for each in case.agencies)),
        raised_at=found.local(case.raised_at),
        how=case.outcome.how if case.outcome else "",
        summary=found.body(act.summary) if isinstance(act, acts.LessonsReferred) else "",
        referred_at=found.local(case.lessons.at) if case.lessons else None,
        is_example=area.is_example,
    )
