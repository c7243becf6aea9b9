"""More about a disagreement, asked after it is raised and corrected until it is settled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from casework import view, work
from casework.typed import Typed, check
from messages import facts
from procedure import details
from procedure.acts import About, Answered, Danger, Meeting, Talk
from procedure.case import Case
from storage.engine import Database

ANSWER_MOST, TALK_MOST = 200, 300
"""So much is taken in the fields of a subject, and of the talk with one's own manager."""


@dataclass(frozen=True)
class Form:
    """The form as sent; every part of it may be missing. `answers` are (question, words)."""

    about: About | None
    subject: str
    answers: tuple[tuple[str, str], ...]
    chair: int | None
    meeting: Meeting | None
    met_on: date | None
    manager: int | None
    talked_on: date | None
    manager_view: str
    why_not: str
    own_procedure: bool | None
    identifiers_checked: bool


def add(database: Database, reference: str, form: Form, *, by: int, now: datetime) -> None:
    """
    Keep more about a disagreement: of the side that raised it what it is about, of every agency whether it
    has begun its own procedure. What says nothing new is not recorded again.
    """
    check(_typed(form), identifiers_checked=form.identifiers_checked)
    with work.on(database, reference, now) as case:
        if details.is_raising_side(case.case, by):
            today = case.case.rules.calendar.local(now).date()
            act = details.add(case.case, by, _draft(case, form), today)
            case.record(*details.copied(case.case, act, case.roster), act, by=by)
        _say_own_procedure(case, form, by)


def name_kind(database: Database, reference: str, about: About | None, *, by: int, now: datetime) -> None:
    """Keep the one thing that the receipt asks (London 11.1.3)."""
    with work.on(database, reference, now) as case:
        case.record(details.name_kind(case.case, by, about), by=by)


def form(database: Database, reference: str, subject: str | None, *, by: int, now: datetime) -> facts.More:
    """Return what the form shows; `subject` is the one chosen in it, None for what the record has."""
    with database.read() as connection:
        shown = view.readable(connection, reference, by, now)
        case = shown.case
        known = view.details_of(shown)
        recorded = known.subject.id if known.subject else ""
        procedure = case.rules.procedure
        agency = case.agency_of(by)
        return facts.More(
            reference=reference,
            is_raising_side=details.is_raising_side(case, by),
            in_danger=case.danger is not Danger.NONE,
            subjects=tuple(
                found for each in procedure.subjects if (found := view.subject_of(procedure, each.id))
            ),
            chosen=view.subject_of(procedure, recorded if subject is None else subject),
            known=known,
            own_procedure=case.own_procedures.get(agency) if agency is not None else None,
        )


def _typed(form: Form) -> Iterator[Typed]:
    for question, words in form.answers:
        yield Typed(f"asked_{question}", words, ANSWER_MOST, is_required=False)
    yield Typed("manager_view", form.manager_view, TALK_MOST, is_required=False)
    yield Typed("why_not", form.why_not, TALK_MOST, is_required=False)


def _draft(case: work.Work, form: Form) -> details.Draft:
    in_danger = case.case.danger is not Danger.NONE
    return details.Draft(
        about=form.about,
        subject=form.subject,
        answers=tuple(Answered(question, case.keep(words)) for question, words in form.answers if words),
        chair=form.chair,
        meeting=form.meeting,
        met_on=form.met_on,
        talk=Talk() if in_danger else _talk(case, form),
    )


def _talk(case: work.Work, form: Form) -> Talk:
    return Talk(
        manager=form.manager,
        on=form.talked_on,
        view=case.keep_if_any(form.manager_view),
        why_not=case.keep_if_any(form.why_not),
    )


def _say_own_procedure(case: work.Work, form: Form, by: int) -> None:
    said = form.own_procedure
    if said is None or _said_before(case.case, by) is said:
        return
    case.record(details.own_procedure(case.case, by, has_begun=said), by=by)


def _said_before(case: Case, by: int) -> bool | None:
    agency = case.agency_of(by)
    return case.own_procedures.get(agency) if agency is not None else None
