"""Letters and e-mails that belong to the record: listed, and asked for in the end (London 11.1.9)."""

from datetime import date

from procedure import acts
from procedure.acts import TextRef, Way
from procedure.case import Case, State
from procedure.ladder import part_of, speaks_for
from procedure.notes import require_unfinished
from procedure.refusal import Refused


def add(
    case: Case, by: int, what: TextRef, sent_on: date, kept: TextRef, today: date
) -> acts.CommunicationListed:
    """Return a written communication for the list: what it is, of which day, where it is kept."""
    require_unfinished(case)
    part_of(case, by)
    if sent_on > today:
        raise Refused("in_future", field="sent_on")
    return acts.CommunicationListed(len(case.communications) + 1, what, sent_on, kept)


def complete(case: Case, by: int) -> acts.CommunicationsComplete:
    """Return an agency's word, once every agency has agreed, that none is left that belongs in the record."""
    require_unfinished(case)
    agency = speaks_for(case, by)
    if case.state is not State.AGREED:
        raise Refused("not_settled_yet")
    if agency not in case.agencies:
        raise Refused("not_an_agency_of_the_case")
    if agency in case.nothing_left:
        raise Refused("nothing_left_already")
    return acts.CommunicationsComplete(agency)


def unanswered(case: Case) -> tuple[int, ...]:
    """
    Return the agencies that are still asked; the closing does not wait for them. A written concern is the
    lead's to file, so nobody is asked about it.
    """
    if case.state is not State.AGREED or case.way is Way.CONCERN:
        return ()
    return tuple(agency for agency in case.agencies if agency not in case.nothing_left)
