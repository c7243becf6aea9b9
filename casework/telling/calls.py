"""Who is called at a tier, and what becomes of it."""

from collections.abc import Iterable

from casework.telling.audience import (
    Audiences,
    Telling,
    in_danger,
    nobody,
    nobody_reachable,
    to_called,
    to_leads,
)
from casework.telling.kinds import LINE, MAIL, REPEATED, TOLD
from procedure import acts
from procedure.acts import ChangeReason, Entry, MoveReason
from procedure.case import Call, Case
from procedure.ladder import WIDER_FROM_TIMES
from procedure.roster import Roster, Standing


def _moved_up(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = entry.of(acts.MovedUp)
    tellings = [Telling(LINE), *(told for call in after.calls for told in to_called(call))]
    if act.reason is MoveReason.DANGER:
        tellings += in_danger(after, roster)
    if act.reason is MoveReason.PROTECT_BY_PASSED:
        tellings += to_leads(after, roster, "protect_by_passed")
    for agency in act.vacant:
        tellings += nobody_reachable(after, roster, agency)
    if act.skipped:
        tellings += to_leads(after, roster, "passed_over")
    if not act.calls and not act.vacant:
        tellings += to_leads(after, roster, "nobody_reachable")
    return tellings + standing_in(after, after.calls, roster)


def standing_in(case: Case, calls: Iterable[Call], roster: Roster) -> list[Telling]:
    """Return that the leads hear of each post that somebody stands in for."""
    stand_ins = [call for call in calls if call.holder.standing is Standing.STANDING_IN]
    return [
        told for call in stand_ins for told in to_leads(case, roster, "standing_in", call.holder.agency_id)
    ]


def _called_again(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = entry.of(acts.CalledAgain)
    call = after.call(act.agency_id)
    older = before.call(act.agency_id)
    tellings = [
        Telling(LINE),
        *(to_called(call) if call else []),
        *(Telling(REPEATED, person, act.agency_id) for person in (older.people if older else ())),
    ]
    if act.times >= WIDER_FROM_TIMES:
        tellings += to_leads(after, roster, "unanswered", act.agency_id)
    return tellings


def _called_by_mail(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Whoever has no account can press nothing here: a lead sees to it that somebody rings them."""
    act = entry.of(acts.CalledByMail)
    tellings = [Telling(MAIL, person, act.agency_id) for person in act.people]
    is_alone = act.reason is acts.MailReason.NO_ACCOUNT
    return tellings + (to_leads(after, roster, "called_by_mail", act.agency_id) if is_alone else [])


def _at_the_top(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    return [Telling(LINE), *to_leads(after, roster, "time_ran_out_at_the_top")]


def _held(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    """Inside an agency the time starts again too where nobody has been found who could be called."""
    if not after.is_inside or after.calls:
        return [Telling(LINE)]
    return [Telling(LINE), *nobody_reachable(after, roster, after.raising_agency)]


def _taken_up(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = entry.of(acts.TakenUp)
    others = [
        Telling(f"{TOLD}:taken_up", person)
        for agency in after.agencies
        if agency != act.agency_id or after.is_inside
        for person in after.answering(agency)
    ]
    return [Telling(LINE), *others]


def _holder_changed(before: Case, entry: Entry, after: Case, roster: Roster) -> list[Telling]:
    act = entry.of(acts.HolderChanged)
    if act.call is None:
        return [Telling(LINE), *nobody_reachable(after, roster, act.agency_id)]
    old = before.call(act.agency_id)
    known = old.people if old else ()
    call = after.call(act.agency_id)
    fresh = [person for person in act.call.holder.people if person not in known]
    tellings = [Telling(LINE), *(to_called(call, fresh) if call else [])]
    if act.reason is not ChangeReason.NAMED_BY_LEAD:
        tellings += to_leads(after, roster, "holder_changed", act.agency_id)
    return tellings


AUDIENCES: Audiences = {
    acts.MovedUp: _moved_up,
    acts.CalledAgain: _called_again,
    acts.CalledByMail: _called_by_mail,
    acts.CallDelivered: nobody,
    acts.ClockHeld: _held,
    acts.TimeRanOutAtTheTop: _at_the_top,
    acts.TakenUp: _taken_up,
    acts.HolderChanged: _holder_changed,
}
