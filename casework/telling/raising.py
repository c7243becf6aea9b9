"""How a disagreement begins."""

from casework.telling.audience import (
    Audiences,
    Telling,
    in_danger,
    nobody_reachable,
    to_called,
    to_designated_leads,
    to_leads,
)
from casework.telling.calls import standing_in
from casework.telling.kinds import ARCHIVE, LINE, TOLD
from procedure import acts
from procedure.acts import Danger, Entry
from procedure.case import Case
from procedure.roster import Roster


def _raised(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    tellings = [Telling(LINE), *(told for call in after.calls for told in to_called(call))]
    if after.is_inside:
        return [*tellings, *_inside(after, roster)]
    is_passed_on = after.due_at == entry.at  # the same breath calls the managers, and says who is missing
    if after.danger is not Danger.NONE:
        tellings += [] if is_passed_on else in_danger(after, roster)
    elif after.ask_lead:
        tellings += to_leads(after, roster, "ask_soon")
    if is_passed_on:
        return tellings
    for agency in after.vacant:
        tellings += to_leads(after, roster, "nobody_reachable", agency)
    return tellings + standing_in(after, after.calls, roster)


def _inside(after: Case, roster: Roster) -> list[Telling]:
    """In danger its designated leads are told in the same breath; who is missing, where nobody is above."""
    asked = to_leads(after, roster, "ask_soon") if after.ask_lead else []
    danger = to_leads(after, roster, "danger") if after.danger is not Danger.NONE else []
    is_lacking = after.vacant and after.is_at_the_top
    missing = nobody_reachable(after, roster, after.raising_agency) if is_lacking else []
    return [*asked, *danger, *missing, *standing_in(after, after.calls, roster)]


def _taken_back(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    told = [Telling(f"{TOLD}:taken_back", person) for person in after.parts if person != entry.by]
    has_danger = after.danger is not Danger.NONE
    leads = to_leads(after, roster, "taken_back") if has_danger or after.ask_lead or after.vacant else []
    is_between = not after.is_inside  # inside, the designated leads are those who watch over it
    designated = to_designated_leads(after, roster, "taken_back") if has_danger and is_between else []
    return [Telling(LINE), *told, *leads, *designated, Telling(ARCHIVE)]


AUDIENCES: Audiences = {
    acts.Raised: _raised,
    acts.TakenBack: _taken_back,
}
