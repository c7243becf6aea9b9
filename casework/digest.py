"""The digest: what a safeguarding lead must see of an area each working day. Posts and agencies only."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from casework import elsewhere, undelivered, view, watching
from casework.view import View
from messages.facts import Digest, DigestLine, IssueDue, PostShown
from procedure import acts, owed, safety
from procedure.acts import Entry
from procedure.case import OVER, State
from procedure.roster import Roster
from procedure.rules import Rules
from storage import areas, cases, people, record
from storage.engine import Connection


def of(connection: Connection, area_id: str, at: datetime) -> Digest:
    """Return the digest of an area as it stands; `at` is the instant for which it was asked."""
    rules = areas.in_force(connection)[area_id]
    calendar = rules.calendar
    today = calendar.local(at).date()
    roster = people.roster(connection, area_id, today)
    since = calendar.at(calendar.working_day_before(today, 1), rules.area.digest_at)
    rows = cases.unfinished(connection, area_id)
    # What stays inside an agency is for its own leads, and is not even counted here.
    everything = [view.of(connection, row.reference, at) for row in rows]
    views = [shown for shown in everything if not shown.case.is_inside]
    running = [shown for shown in views if shown.case.state is State.OPEN]
    lately = [(shown, entry) for shown in views for entry in _entries(connection, shown) if entry.at >= since]
    return Digest(
        area=rules.area.name,
        at=calendar.local(at),
        since=calendar.local(since),
        overdue=(
            *(line for shown in running for line in _needs(shown)),
            *(line for shown in views for line in _late(shown)),
        ),
        today=tuple(_line(shown) for shown in running if _runs_out_by(today, shown)),
        moved=tuple(
            _moved(shown, entry.act) for shown, entry in lately if isinstance(entry.act, acts.MovedUp)
        ),
        unsafe=tuple(_line(shown) for shown in running if safety.words_of(shown.case) is None),
        policy=tuple(_policy(views)),
        vacant=watching.unfilled(roster, rules.procedure),
        unanswered=_posts(watching.unanswered(connection, area_id, roster)),
        disowned=_posts(watching.disowned(connection, area_id, roster)),
        undelivered=undelivered.between_agencies(connection, area_id, roster, at),
        approvals=_approvals(views, roster),
        confirmations=tuple(_confirmations(views, at)),
        copies=sum(len(shown.case.unfiled) for shown in views if shown.case.state is State.AGREED),
        issues=tuple(_issues(views, at)),
        unconfirmed=tuple(
            (person.id, person.name, shown_agency(roster, person.agency_id))
            for person in people.unconfirmed(connection, area_id)
        ),
        new=sum(isinstance(entry.act, acts.Raised) for _, entry in lately),
        closed=tuple(_closed(connection, area_id, since, at)),
        open_by_tier=_by_tier(views, rules),
        digest_number=rules.area.digest_number,
        older_rules=sum(shown.newer is not None for shown in views),
        elsewhere=elsewhere.last_month(connection, area_id, calendar, today),
    )


def shown_agency(roster: Roster, agency_id: int | None) -> str:
    """Return an agency's name, empty where it has none."""
    agency = roster.agencies.get(agency_id) if agency_id is not None else None
    return agency.name if agency else ""


def _entries(connection: Connection, shown: View) -> Sequence[Entry]:
    row = cases.find(connection, shown.case.reference)
    return record.read(connection, row.id)[0]


def _closed(connection: Connection, area_id: str, since: datetime, at: datetime) -> list[str]:
    closed = cases.closed_since(connection, area_id, since)
    return [each for each in closed if not view.of(connection, each, at).case.is_inside]


def _needs(shown: View) -> Iterator[DigestLine]:
    """
    What needs the lead now: an agency that does not answer or has nobody, a risk nobody has answered, and
    whatever has run out at the last tier, where it moves nowhere by itself.
    """
    lines = [*_unheard(shown)]
    yield from lines
    if shown.case.due_at is None and not lines:
        yield _line(shown)


def _policy(views: Iterable[View]) -> Iterator[DigestLine]:
    """Policy issues and problems of the procedure that nobody has received."""
    for shown in views:
        for issue in shown.case.policy_issues:
            if issue.received_by is None:
                yield _line(shown, kind="policy" if issue.is_policy else "procedure")


def _unheard(shown: View) -> Iterator[DigestLine]:
    case = shown.case
    for call in case.calls:
        if call.times > 1 and not (call.taken_up_by or call.phoned_at or call.talked_at):
            kind = "unanswered" if call.answered_at is None else "unsettled"
            yield _line(shown, agency=call.holder.agency_id, kind=kind, times=call.times)
    for agency in case.vacant:
        yield _line(shown, agency=agency, kind="nobody")
    if view.lacks_partnership(case):
        yield replace(_line(shown, kind="nobody"), agency=case.tier.title)
    if case.safety is not None and case.safety.is_unanswered:
        yield _line(shown, kind="safety")
    if case.is_urgent:
        yield _line(shown, kind="risk")


def _late(shown: View) -> Iterator[DigestLine]:
    """What is owed beside the tier's time and late, an agency a line."""
    for each in shown.case.duties_owed:
        if each.late_at is not None:
            for agency in each.owing:
                yield replace(_line(shown, agency=agency, kind="duty"), title=each.duty.title)


def _line(shown: View, *, agency: int | None = None, kind: str = "", times: int = 0) -> DigestLine:
    case = shown.case
    taken = next((call.holder.agency_id for call in case.calls if call.taken_up_by is not None), None)
    return DigestLine(
        reference=case.reference,
        tier=case.tier.title,
        due_at=shown.local_if_any(case.due_at),
        agency=shown.agency(agency if agency is not None else taken),
        kind=kind or ("taken_up" if taken is not None else "not_taken_up"),
        times=times,
    )


def _moved(shown: View, act: acts.MovedUp) -> DigestLine:
    tier = shown.case.rules.procedure.tiers[act.tier].title
    return DigestLine(shown.case.reference, tier, reason=act.reason)


def _runs_out_by(today: date, shown: View) -> bool:
    """Today to the last minute: what protects a child does not end when the offices close."""
    due_at = shown.case.due_at
    return due_at is not None and shown.local(due_at).date() <= today


def _posts(shown: Iterable[PostShown]) -> tuple[tuple[str, str], ...]:
    """Posts and agencies only: who has them is for the Home."""
    return tuple((post.agency, post.title) for post in shown)


def _approvals(views: Iterable[View], roster: Roster) -> int:
    reachable = set(roster.reachable(roster.people))
    owing = [item for shown in views for item in owed.waiting(shown.case, reachable)]
    return sum(item.what is owed.What.APPROVAL for item in owing)


def _confirmations(views: Iterable[View], at: datetime) -> Iterable[tuple[str, int]]:
    """Each agency that owes an answer to an outcome, and for how many days."""
    for shown in views:
        outcome = shown.case.outcome
        if outcome is None:
            continue
        for agency in shown.case.agencies:
            if agency not in outcome.answers:
                yield shown.agency(agency), (at - outcome.proposed_at).days


def _issues(views: Iterable[View], at: datetime) -> Iterable[IssueDue]:
    """Each outstanding issue whose day has come, also of what is closed (Beds 6.11)."""
    for shown in views:
        case = shown.case
        for issue in owed.issues_due(case, at):
            assert issue.by is not None, "due by its day"
            assert issue.owner is not None, "its owner named the day"
            yield IssueDue(case.reference, issue.number, issue.by, shown.agency(case.agency_of(issue.owner)))


def _by_tier(views: Iterable[View], rules: Rules) -> tuple[tuple[str, int], ...]:
    counted = Counter(shown.case.tier.title for shown in views if shown.case.state not in OVER)
    titles = dict.fromkeys([*(tier.title for tier in rules.procedure.tiers), *counted])
    return tuple((title, counted[title]) for title in titles if counted[title])
