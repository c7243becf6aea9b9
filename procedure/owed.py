"""What each person owes a disagreement now: the list behind the daily message and the Home."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from procedure import advice, putting_back, safety
from procedure.actions import awaited_from, still_open
from procedure.acts import Channel
from procedure.afterwards import asked_to_look_back
from procedure.case import OVER, Call, Case, DutyOwed, Issue, Note, State
from procedure.closing import confirm_by
from procedure.communications import unanswered
from procedure.follow_up import waits_for_the_raiser
from procedure.notes import missing_approvals, unfiled
from procedure.timed import Late


class What(StrEnum):
    """What somebody is asked for."""

    ACT = "act"
    APPROVAL = "approval"
    NOTE_COPY = "note_copy"
    ACTION = "action"
    CONFIRMATION = "confirmation"
    RISK = "risk"
    DISCUSSION = "discussion"
    ADVICE = "advice"
    PUT_BACK = "put_back"
    SAFETY = "safety"
    COPY = "copy"
    COMMUNICATIONS = "communications"
    OWNER = "owner"
    CLOSING = "closing"
    ISSUE = "issue"
    DUTY = "duty"
    TOLD = "told"
    LOOK_BACK = "look_back"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for one person; `number` is a note's or issue's, `due_at` where it has a time."""

    person: int
    what: What
    number: int = 0
    due_at: datetime | None = None


def waiting(case: Case, reachable: Collection[int]) -> tuple[Waiting, ...]:
    """Return everything that waits for somebody in a disagreement, people without an account left out."""
    if case.is_finished:
        return ()
    items = [] if case.state in OVER else _until_it_is_over(case, reachable)
    items += [*_issues(case, reachable), *_copies_of_withdrawn(case, reachable)]
    items += [Waiting(person, What.WITHDRAWAL) for person in case.asked_to_consent]
    return tuple(item for item in items if item.person in reachable)


def asked_daily(case: Case, reachable: Collection[int], now: datetime) -> tuple[Waiting, ...]:
    """
    Return what goes into the one message a person a day: all that waits, but the tier itself only
    within the area's days of warning before its time runs out, and then not the question how soon as
    well, where that presses nobody; an outstanding issue from its day on, and so what is owed beside the
    tier's time. A look back only goes along with something else, on the first morning after the agreement.
    """
    items = waiting(case, reachable)
    reminds = is_reminder_day(case, now)
    reminded = {item.person for item in items if reminds and not case.is_urgent and item.what is What.ACT}
    overdue = {issue.number for issue in issues_due(case, now)}
    unasked: Mapping[What, Callable[[Waiting], bool]] = {
        What.ACT: lambda item: not reminds,
        What.RISK: lambda item: item.person in reminded,
        What.ACTION: lambda item: _is_early(case, item, now),
        What.ISSUE: lambda item: item.number not in overdue,
        What.DUTY: lambda item: not _is_pressing(case.duties[item.number - 1], case, now),
        What.LOOK_BACK: lambda item: True,
    }
    asked = tuple(item for item in items if not unasked.get(item.what, _never)(item))
    return (*asked, *_alongside(case, items, {item.person for item in asked}, now))


def issues_due(case: Case, now: datetime) -> tuple[Issue, ...]:
    """Return the outstanding issues whose day has come and that nobody has said are done (Beds 6.11)."""
    today = case.rules.calendar.local(now).date()
    return tuple(
        issue for issue in case.settled_issues if issue.by and issue.by <= today and not issue.done_at
    )


def is_reminder_day(case: Case, now: datetime) -> bool:
    """Whether the tier's time runs out within the area's days of warning, or on this very day."""
    if case.state is not State.OPEN or case.due_at is None or case.due_at <= now:
        return False
    calendar = case.rules.calendar
    today, due_on = calendar.local(now).date(), calendar.local(case.due_at).date()
    first = calendar.working_day_before(due_on, case.rules.area.reminder_working_days)
    return first <= today <= due_on


def _until_it_is_over(case: Case, reachable: Collection[int]) -> list[Waiting]:
    return [
        *_acting(case),
        *_approvals(case, reachable),
        *_note_copies(case, reachable),
        *_actions(case, reachable),
        *_confirmations(case),
        *_risk(case),
        *_discussions(case),
        *_advice(case),
        *_duties(case, reachable),
        *_putting_back(case),
        *_safety(case, reachable),
        *_finishing(case, reachable),
        *([Waiting(case.raised_by, What.TOLD)] if waits_for_the_raiser(case) else []),
        *(Waiting(person, What.LOOK_BACK) for person in asked_to_look_back(case)),
    ]


def _duties(case: Case, reachable: Collection[int]) -> list[Waiting]:
    return [
        Waiting(person, What.DUTY, owed.number, owed.due_at)
        for owed in case.duties_owed
        for agency in owed.owing
        for person in _left_of(case, agency, reachable)
    ]


def _is_pressing(owed: DutyOwed, case: Case, now: datetime) -> bool:
    """On its last day, and once it is late for as long as the text has people asked again."""
    if owed.late_at is not None or owed.due_at <= now:
        return owed.duty.on_expiry is Late.ASK_AGAIN
    local = case.rules.calendar.local
    return local(now).date() == local(owed.due_at).date()


def _alongside(
    case: Case, items: Collection[Waiting], written_to: Collection[int], now: datetime
) -> list[Waiting]:
    """Whoever is written to anyway is asked to look back, once; the closing asks the others."""
    rules = case.rules
    agreed_at = case.ended_at if case.state is State.AGREED else None
    if agreed_at is None:
        return []
    first = rules.calendar.next_at(agreed_at, rules.area.waiting_at)
    if rules.calendar.local(first).date() != rules.calendar.local(now).date():
        return []
    return [item for item in items if item.what is What.LOOK_BACK and item.person in written_to]


def _never(item: Waiting) -> bool:
    return False


def _is_early(case: Case, item: Waiting, now: datetime) -> bool:
    local = case.rules.calendar.local
    return item.due_at is not None and local(now).date() < local(item.due_at).date()


def _acting(case: Case) -> list[Waiting]:
    if case.state is not State.OPEN:
        return []
    people = [person for call in case.calls for person in _asked_by(call)]
    if case.tier_index == 0 and not case.is_inside:
        uncalled = [agency for agency in case.agencies if case.call(agency) is None]
        people += [person for agency in uncalled for person in case.acting(agency)]
    return [Waiting(person, What.ACT, due_at=case.due_at) for person in people]


def _asked_by(call: Call) -> tuple[int, ...]:
    """Whoever takes a call up frees the others who were called with them."""
    return call.people if call.taken_up_by is None else (call.taken_up_by,)


def _approvals(case: Case, reachable: Collection[int]) -> list[Waiting]:
    return [
        Waiting(person, What.APPROVAL, note.number)
        for note in case.notes
        for person in missing_approvals(case, note, reachable)
    ]


def _note_copies(case: Case, reachable: Collection[int]) -> list[Waiting]:
    """While it runs; once it is settled the whole record is asked for."""
    if case.state is not State.OPEN:
        return []
    return [
        Waiting(person, What.NOTE_COPY, note.number)
        for note in case.notes
        for agency in unfiled(case, note, reachable)
        for person in case.acting(agency)
    ]


def _actions(case: Case, reachable: Collection[int]) -> list[Waiting]:
    return [
        Waiting(person, What.ACTION, action.number, case.rules.calendar.close_of(action.by))
        for action in still_open(case)
        for person in awaited_from(case, action, reachable)
    ]


def _confirmations(case: Case) -> list[Waiting]:
    if case.outcome is None:
        return []
    return [
        Waiting(person, What.CONFIRMATION, due_at=confirm_by(case.rules, case.outcome))
        for agency in case.agencies
        if agency not in case.outcome.answers
        for person in case.answering(agency)
    ]


def _risk(case: Case) -> list[Waiting]:
    if case.risk_asked_at is None or case.state is not State.OPEN:
        return []
    called = [person for call in case.calls for person in call.people]
    acting = [person for agency in case.agencies for person in case.acting(agency)]
    return [Waiting(person, What.RISK, due_at=case.due_at) for person in dict.fromkeys([*called, *acting])]


def _discussions(case: Case) -> list[Waiting]:
    """Managers talk with their opposite number, and record it (Beds 6.8; London 11.1.6)."""
    is_managers = case.tier_index > 0 and not case.is_held_by_partnership() and not case.is_inside
    if case.state is not State.OPEN or not is_managers:
        return []
    silent = [call for call in case.calls if not any(_is_talk_of(call, note) for note in case.notes)]
    return [
        Waiting(person, What.DISCUSSION, due_at=case.due_at) for call in silent for person in _asked_by(call)
    ]


def _is_talk_of(call: Call, note: Note) -> bool:
    is_between = note.inside is None and note.content.channel is not Channel.ADVICE
    return (
        is_between
        and note.held_at >= call.called_at
        and not set(call.people).isdisjoint(note.content.took_part)
    )


def _advice(case: Case) -> list[Waiting]:
    asked = advice.lacking(case)
    calls = [call for call in case.calls if call.holder.agency_id in asked]
    return [Waiting(person, What.ADVICE, due_at=case.due_at) for call in calls for person in _asked_by(call)]


def _putting_back(case: Case) -> list[Waiting]:
    if case.state is not State.OPEN:
        return []
    return [
        Waiting(person, What.PUT_BACK, due_at=case.due_at)
        for agency in putting_back.waiting_for(case)
        for person in case.acting(agency)
    ]


def _safety(case: Case, reachable: Collection[int]) -> list[Waiting]:
    if case.state is not State.OPEN or case.safety is None or case.safety.asked_at is None:
        return []
    return [Waiting(person, What.SAFETY) for person in safety.asked_of(case, reachable)]


def _finishing(case: Case, reachable: Collection[int]) -> list[Waiting]:
    if case.state is not State.AGREED or case.outcome is None:
        return []
    unowned = [issue.number for issue in case.issues if issue.owner is None and not issue.done_at]
    owners = [
        Waiting(person, What.OWNER, number)
        for number in unowned
        for person in _left_of(case, case.outcome.agency_id, reachable)
    ]
    copies = [
        Waiting(person, What.COPY) for agency in case.unfiled for person in _left_of(case, agency, reachable)
    ]
    closing = (
        []
        if unowned or case.unfiled
        else [Waiting(person, What.CLOSING) for person in _closers(case, reachable)]
    )
    letters = [
        Waiting(person, What.COMMUNICATIONS)
        for agency in unanswered(case)
        for person in _left_of(case, agency, reachable)
    ]
    return [*owners, *copies, *closing, *letters]


def _issues(case: Case, reachable: Collection[int]) -> list[Waiting]:
    """An issue goes on after the closing, with its owner or, where they are gone, with their agency."""
    close_of = case.rules.calendar.close_of
    return [
        Waiting(person, What.ISSUE, issue.number, close_of(issue.by))
        for issue in case.settled_issues
        if issue.owner is not None and issue.by is not None and not issue.done_at
        for person in _pursuers(case, issue.owner, reachable)
    ]


def _pursuers(case: Case, owner: int, reachable: Collection[int]) -> tuple[int, ...]:
    agency = case.agency_of(owner)
    if owner in reachable and agency is not None:
        return (owner,)
    return _left_of(case, agency if agency is not None else case.raising_agency, reachable)


def _copies_of_withdrawn(case: Case, reachable: Collection[int]) -> list[Waiting]:
    """What is withdrawn stays on the child's file too."""
    if case.state is not State.WITHDRAWN:
        return []
    unfiled = [agency for agency in case.agencies if agency not in case.filed]
    return [Waiting(person, What.COPY) for agency in unfiled for person in _left_of(case, agency, reachable)]


def _closers(case: Case, reachable: Collection[int]) -> tuple[int, ...]:
    """The one who raised it, or whoever acts for that agency where they have left or handed it over."""
    stays = case.raised_by in reachable and case.agency_of(case.raised_by) is not None
    return (case.raised_by,) if stays else _left_of(case, case.raising_agency, reachable)


def _left_of(case: Case, agency_id: int, reachable: Collection[int]) -> tuple[int, ...]:
    """Whoever acts for an agency; once it is settled nobody is called instead of them, so else its others."""
    acting = tuple(person for person in case.acting(agency_id) if person in reachable)
    return acting or tuple(person for person, agency in case.parts.items() if agency == agency_id)
