"""
What somebody without an account says by telephone to a proposed outcome: recorded by whoever rang them (our
choice, decision 016).
"""

from dataclasses import dataclass

from procedure.case import Case
from procedure.roster import Roster


@dataclass(frozen=True)
class Rung:
    """For which agency somebody is rung, and who that is."""

    agency_id: int
    person: int


def rung_by(case: Case, by: int, roster: Roster) -> Rung | None:
    """
    Return whom somebody with a part can ring for an answer to the outcome: of an agency that has not answered
    it and for which nobody who would can do so here. None where there is nobody, for a supporter, and for
    whoever has their own agency's answer to give first.
    """
    own = case.agency_of(by)
    if case.outcome is None or case.is_inside or own is None or by in case.supporters:
        return None
    unanswered = [agency for agency in case.agencies if agency not in case.outcome.answers]
    if own in unanswered and by in case.answering(own):
        return None
    found = (_to_ring(case, agency, roster) for agency in unanswered)
    return next((rung for rung in found if rung), None)


def _to_ring(case: Case, agency_id: int, roster: Roster) -> Rung | None:
    people = case.answering(agency_id)
    if roster.reachable(people):
        return None
    with_mail = (one for one in people if one in roster.people and roster.people[one].has_mail)
    person = next(with_mail, None)
    return None if person is None else Rung(agency_id, person)
