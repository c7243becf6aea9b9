"""Withdrawing: the one who raised it asks, a designated lead agrees or not; until then it all goes on."""

from procedure import acts
from procedure.acts import Consent, TextRef
from procedure.case import Case
from procedure.ladder import require_open
from procedure.refusal import Refused
from procedure.roster import Roster


def ask(case: Case, by: int, why: TextRef, roster: Roster) -> acts.WithdrawalAsked:
    """
    Return that the one who raised it wants to withdraw it, and who must agree: our choice, since neither
    text speaks of it. In danger too nothing stops before somebody has agreed.
    """
    require_open(case)
    if by != case.raised_by:
        raise Refused("only_the_raiser")
    if case.withdrawal is not None:
        raise Refused("withdrawal_asked_already")
    asked = approvers(case, roster)
    if not asked:
        raise Refused("nobody_to_agree")
    return acts.WithdrawalAsked(why, asked)


def answer(
    case: Case, by: int, given: Consent, words: TextRef | None, roster: Roster
) -> acts.WithdrawalAnswered:
    """Return the answer of one who was asked, or of who would be asked now."""
    require_open(case)
    if case.withdrawal is None:
        raise Refused("no_withdrawal")
    if not is_asked(case, by, roster):
        raise Refused("not_asked_to_agree", people=case.asked_to_consent)
    return acts.WithdrawalAnswered(given, words)


def approvers(case: Case, roster: Roster) -> tuple[int, ...]:
    """
    Return who can agree: the designated leads of the agency that raised it, else, between agencies, the
    area's safeguarding leads; never the one who raised it, nor whom it is about inside their agency.
    """
    without = {case.raised_by, *case.about}
    elsewhere = () if case.is_inside else roster.safeguarding_leads()
    for people in (roster.designated_leads(case.raising_agency), elsewhere):
        if others := tuple(person for person in people if person not in without):
            return others
    return ()


def is_asked(case: Case, person: int, roster: Roster) -> bool:
    """Whether somebody is asked to agree to a withdrawal that waits for an answer."""
    asked = case.asked_to_consent
    return bool(asked) and (person in asked or person in approvers(case, roster))
