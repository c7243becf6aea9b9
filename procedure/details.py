"""More about a disagreement: what it is about and what was done before (London 11.1.3, 11.2.1; Beds 4, 5)."""

from dataclasses import dataclass, replace
from datetime import date

from procedure import acts
from procedure.acts import About, Answered, Danger, Meeting, Talk
from procedure.case import Case
from procedure.ladder import require_open, require_private, speaks_for
from procedure.refusal import Refused
from procedure.roster import Roster


@dataclass(frozen=True)
class Draft:
    """What the form says; each part of it may be missing."""

    about: About | None
    subject: str
    answers: tuple[Answered, ...]
    chair: int | None
    meeting: Meeting | None
    met_on: date | None
    talk: Talk


def add(case: Case, by: int, draft: Draft, today: date) -> acts.Detailed:
    """
    Return more about a disagreement, by the side that raised it, until an outcome is agreed. In danger
    the talk with one's own manager is not asked for (Beds 5).
    """
    _require_raising_side(case, by)
    _require_listed(case, draft)
    _require_past(draft.met_on, today, "met_on")
    if draft.met_on is not None and draft.meeting is None:
        raise Refused("empty", field="meeting")
    return acts.Detailed(
        version=_next_version(case),
        about=draft.about,
        subject=draft.subject,
        answers=draft.answers,
        chair=draft.chair,
        meeting=draft.meeting,
        met_on=draft.met_on,
        talk=_talk(case, by, draft.talk, today),
    )


def name_kind(case: Case, by: int, about: About | None) -> acts.Detailed:
    """Return the one thing that the receipt asks: decision, action or the lack of one (London 11.1.3)."""
    _require_raising_side(case, by)
    return replace(case.details or acts.Detailed(0), version=_next_version(case), about=about)


def own_procedure(case: Case, by: int, *, has_begun: bool) -> acts.OwnProcedureSaid:
    """Return what an agency says of its own escalation procedure (Beds 5)."""
    require_open(case)
    agency = speaks_for(case, by)
    if agency not in case.agencies:
        raise Refused("not_an_agency_of_the_case")
    return acts.OwnProcedureSaid(agency, has_begun)


def copied(case: Case, act: acts.Detailed, roster: Roster) -> tuple[acts.Joined, ...]:
    """Return that whoever is copied, as the subject has it, gets a part; nothing where they have one."""
    if act.chair is None or case.agency_of(act.chair) is not None:
        return ()
    known = roster.people.get(act.chair)
    if known is None or known.agency_id is None:
        raise Refused("unknown_person", field="chair")
    require_private(case, act.chair, roster, field="chair")
    return (acts.Joined(act.chair, known.agency_id, acts.JoinedAs.COPIED),)


def is_raising_side(case: Case, by: int) -> bool:
    """Whether somebody has their part for the agency that raised it."""
    return case.agency_of(by) == case.raising_agency


def _require_raising_side(case: Case, by: int) -> None:
    require_open(case)
    speaks_for(case, by)
    if not is_raising_side(case, by):
        raise Refused("not_the_raising_side")


def _require_listed(case: Case, draft: Draft) -> None:
    subject = case.rules.procedure.subject(draft.subject)
    if draft.subject and subject is None:
        raise Refused("unknown_button", field="subject")
    if draft.chair is not None and not (subject and subject.copied_to):
        raise Refused("unknown_button", field="chair")
    known = {question.id for question in subject.asks} if subject else set()
    if not known.issuperset(answered.question for answered in draft.answers):
        raise Refused("unknown_button", field="subject")


def _talk(case: Case, by: int, talk: Talk, today: date) -> Talk:
    if case.danger is not Danger.NONE:
        return Talk()
    if talk.manager is None and (talk.on or talk.view):
        raise Refused("empty", field="manager")
    if talk.manager == by:
        raise Refused("own_manager_is_another", field="manager")
    if talk.manager is not None and talk.why_not is not None:
        raise Refused("talked_or_not", field="why_not")
    _require_past(talk.on, today, "talked_on")
    return talk


def _require_past(day: date | None, today: date, field: str) -> None:
    if day is not None and day > today:
        raise Refused("in_future", field=field)


def _next_version(case: Case) -> int:
    return case.details.version + 1 if case.details else 1
