"""How it ends."""

from casework.telling.audience import Audiences, Telling, to_leads
from casework.telling.kinds import ARCHIVE, LINE, MAIL_SAID, OUTCOME, TOLD
from procedure import acts
from procedure.acts import Entry
from procedure.afterwards import asked_to_look_back
from procedure.case import Case
from procedure.follow_up import waits_for_the_raiser
from procedure.roster import Roster
from procedure.rung import to_be_rung


def _outcome_proposed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """A lead has those rung who would answer and have no account, if nobody else does."""
    rung = to_be_rung(after, roster)
    leads = [told for each in rung for told in to_leads(after, roster, "to_be_rung", each.agency_id)]
    return [Telling(OUTCOME), *leads]


def _outcome_answered(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    is_news = waits_for_the_raiser(after) and after.raised_by != entry.by
    raiser = [Telling(f"{TOLD}:settled", after.raised_by)] if is_news else []
    return [Telling(f"{OUTCOME}:update"), Telling(LINE), *raiser, *_by_telephone(entry, after, roster)]


def _by_telephone(entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Whose answer another has recorded reads it by e-mail, and a lead hears of it."""
    act = entry.of(acts.OutcomeAnswered)
    if act.said_by is None:
        return []
    by_mail = Telling(MAIL_SAID, act.said_by, act.agency_id)
    leads = to_leads(after, roster, "answered_by_phone", act.agency_id)
    return [by_mail, *(told for told in leads if told.person != entry.by)]


def _confirmation_late(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), *to_leads(after, roster, "confirmation_late")]


def _closed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    asked = asked_to_look_back(after)
    told = [
        Telling(f"{TOLD}:{'closed_and_asked' if person in asked else 'closed'}", person)
        for person in after.parts
        if person != entry.by
    ]
    return [Telling(LINE), *told, Telling(ARCHIVE)]


AUDIENCES: Audiences = {
    acts.OutcomeProposed: _outcome_proposed,
    acts.OutcomeAnswered: _outcome_answered,
    acts.ConfirmationLate: _confirmation_late,
    acts.Closed: _closed,
}
