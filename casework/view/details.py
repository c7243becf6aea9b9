"""What a disagreement is about."""

from datetime import datetime

from casework.view.seen import View
from messages import facts
from procedure import limits
from procedure.rules import Rules
from procedure.written import Procedure


def details_of(shown: View) -> facts.Details:
    """Return more about a disagreement, as far as it is known."""
    known = shown.case.details
    if known is None:
        return facts.Details()
    talk = known.talk
    return facts.Details(
        about=known.about or "",
        subject=subject_of(shown.case.rules.procedure, known.subject),
        answers=tuple(
            (each.question, question_of(shown, each.question), shown.body(each.words))
            for each in known.answers
        ),
        chair=shown.who(known.chair) if known.chair is not None else None,
        meeting=known.meeting or "",
        met_on=known.met_on,
        manager=shown.who(talk.manager) if talk.manager is not None else None,
        talked_on=talk.on,
        manager_view=shown.body(talk.view),
        why_not=shown.body(talk.why_not),
    )


def subject_of(procedure: Procedure, subject_id: str) -> facts.SubjectShown | None:
    """Return one thing that it can be about, None where the procedure lists none of that id."""
    found = procedure.subject(subject_id)
    if found is None:
        return None
    asks = tuple((question.id, question.words) for question in found.asks)
    return facts.SubjectShown(found.id, found.stage, found.words, found.clause, found.copied_to, asks)


def question_of(shown: View, question: str) -> str:
    """Return the words of a question that is asked of some subject only."""
    subjects = shown.case.rules.procedure.subjects
    asked = {each.id: each.words for subject in subjects for each in subject.asks}
    return asked[question]


def about_of(shown: View) -> tuple[str, ...]:
    """Return whom a disagreement inside an agency is about: people, then teams, by name."""
    teams = (shown.roster.teams.get(team) for team in shown.case.about_teams)
    people_named = (shown.who(person).name for person in shown.case.about)
    return (*people_named, *(team.name for team in teams if team is not None))


def choices_of(rules: Rules, now: datetime) -> tuple[facts.Choice, ...]:
    """Return the choices of *how soon*, in the area's own time."""
    local = rules.calendar.local
    return tuple(
        facts.Choice(choice.id, local(choice.until) if choice.until is not None else None)
        for choice in limits.how_soon(now, rules)
    )
