"""
What somebody without an account says by telephone to a proposed outcome: recorded by whoever rang them (our
choice, decision 016).
"""

from dataclasses import dataclass

from procedure.case import Case
from procedure.inside import watchers
from procedure.refusal import Refused
from procedure.roster import Roster


@dataclass(frozen=True)
class Rung:
    """For which agency somebody is rung, and who that is."""

    agency_id: int
    person: int


def to_be_rung(case: Case, roster: Roster) -> tuple[Rung, ...]:
    """
    Return who has to be rung for an answer to the outcome: of each agency that has not answered it and for
    which nobody who would can do so here.
    """
    if case.outcome is None or case.is_inside:
        return ()
    unanswered = (agency for agency in case.agencies if agency not in case.outcome.answers)
    found = (_to_ring(case, agency, roster) for agency in unanswered)
    return tuple(rung for rung in found if rung)


def rung_by(case: Case, by: int, roster: Roster) -> Rung | None:
    """
    Return whom somebody with a part, or a lead who watches over it, can ring for an answer to the outcome.
    None where there is nobody, for a supporter, and for whoever has their own agency's answer to give first.
    """
    own = case.agency_of(by)
    if by in case.supporters or (own is None and by not in watchers(case, roster)):
        return None
    if own is not None and _has_an_answer_to_give(case, by, own):
        return None
    return next(iter(to_be_rung(case, roster)), None)


def answered_for(case: Case, by: int, roster: Roster) -> Rung | None:
    """
    Return for whom somebody answers who rang them; None for whoever answers for their own agency. Refused
    for a lead who has nobody to ring: a lead answers for no agency.
    """
    rung = rung_by(case, by, roster)
    if rung is None and case.agency_of(by) is None and by in watchers(case, roster):
        raise Refused("nobody_to_ring")
    return rung


def _has_an_answer_to_give(case: Case, by: int, agency_id: int) -> bool:
    is_owed = case.outcome is not None and agency_id not in case.outcome.answers
    return is_owed and agency_id in case.agencies and by in case.answering(agency_id)


def _to_ring(case: Case, agency_id: int, roster: Roster) -> Rung | None:
    people = case.answering(agency_id)
    if roster.reachable(people):
        return None
    with_mail = (one for one in people if one in roster.people and roster.people[one].has_mail)
    person = next(with_mail, None)
    return None if person is None else Rung(agency_id, person)
