"""How a disagreement moves: who is called, when time runs out, what is next (London 11.1, 11.3; Beds 6)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from procedure import acts, line
from procedure.acts import (
    Called,
    ChangeReason,
    Danger,
    MoveReason,
    Party,
    PartySide,
    Review,
    StepReason,
    TextRef,
    Way,
)
from procedure.case import Call, Case, State
from procedure.limits import again_at
from procedure.refusal import Refused
from procedure.roster import Holder, Roster, Side, Standing, who_acts
from procedure.routes import acting_at
from procedure.rules import Rules
from procedure.steps import begin_next, due_from
from procedure.written import Expiry

TAKE_BACK_MINUTES = 10
"""For so long a disagreement raised by mistake can be taken back; our choice."""

ON_TIME_MINUTES = 5
"""A call that arrives within them has lost no time that counts: one sweep can take as long."""

WIDER_FROM_TIMES = 3
"""From the second repetition on, a call goes to the deputy and the lead too."""

PARTNERSHIP_KIND = "partnership"
"""The kind under which a roster lists the partnership's own posts."""


class Promise(StrEnum):
    """By when somebody who takes up a call will have spoken."""

    HOUR = "hour"
    TODAY = "today"
    TOMORROW = "tomorrow"


@dataclass(frozen=True)
class Raising:
    """What the form says, before anybody is looked up; the texts may be missing in danger only."""

    danger: Danger
    raised_by: int
    parties: tuple[Party, ...]
    protect_by: datetime | None
    ask_lead: bool
    dispute: TextRef | None
    wanted: TextRef | None
    their_reference: TextRef | None


def raise_disagreement(
    reference: str, asked: Raising, rules: Rules, roster: Roster, now: datetime
) -> tuple[acts.Act, ...]:
    """
    Return the acts that open a disagreement (London 11.1.3, 11.1.4). In danger the limit is zero, and an
    area may set none: the first managers of both sides are called in the same breath (Beds 5, 6.6).

    Raises Refused where there is no other side, or protect-by is not in the future.
    """
    if len({party.agency_id for party in asked.parties}) < 2:
        raise Refused("one_agency", field="against")
    unopened = Case(reference, rules, parties=asked.parties)
    if asked.danger is not Danger.NONE:
        return _passed_on_at_once(unopened, asked, MoveReason.DANGER, roster, now)
    if asked.protect_by is not None and asked.protect_by <= now:
        raise Refused("protect_by_passed", field="soon")
    unopened = replace(unopened, protect_by=asked.protect_by)
    if rules.limit(0).value == 0:
        return _passed_on_at_once(unopened, asked, MoveReason.TIME_RAN_OUT, roster, now)
    due = due_from(unopened, now)
    without = frozenset({asked.raised_by})
    responding = [party for party in asked.parties if party.side is PartySide.RESPONDING]
    holders = [_first_holder(party, rules, roster, without) for party in responding]
    calls = calls_to([holder for holder in holders if holder], rules, now, due)
    return (_raised(asked, due_at=due, calls=calls),)


def move_up(case: Case, reason: MoveReason, roster: Roster, now: datetime) -> acts.MovedUp:
    """
    Return the move to the next tier at which any agency has a holder; tiers where nobody can be
    reached are passed over and named (London 11.1.5, 11.1.7, 11.3.1, 11.3.2; Beds 6.8, 6.9).

    The risk is asked again at each tier (Beds 2.4). Where protect-by has passed, or a child was in danger,
    and nobody has said how soon it must be settled now, the tier reached has the area's urgent limit, never
    more than its own. A protect-by still to come goes with the case (decision 009).
    """
    if case.is_at_the_top:
        raise Refused("top_tier")
    index, holders = _next_filled(case, roster)
    is_urgent = reason in (MoveReason.PROTECT_BY_PASSED, MoveReason.DANGER)
    reached = replace(
        case,
        tier_index=index,
        step_index=0,
        protect_by=case.protect_by if case.protect_by and case.protect_by > now else None,
        is_urgent=is_urgent or case.is_urgent,
    )
    due = due_from(reached, now)
    called = {holder.agency_id for holder in holders}
    return acts.MovedUp(
        tier=index,
        reason=reason,
        due_at=due,
        protect_by=reached.protect_by,
        was_due_at=case.due_at,
        calls=calls_to(holders, case.rules, now, due),
        vacant=tuple(side.agency_id for side in _sides(reached, roster) if side.agency_id not in called),
        skipped=case.rules.tier_ids[case.tier_index + 1 : index],
    )


def holders_at(case: Case, tier_index: int, roster: Roster) -> list[Holder]:
    """
    Return who acts at a tier: for each agency, or for the partnership where the tier is its own. Nobody
    faces themselves: who is called for one agency is not called for another.
    """
    there = replace(case, tier_index=tier_index)
    if case.is_inside:
        return [holder for holder in [_inside(there, roster)] if holder]
    without, holders = called_elsewhere(case), list[Holder]()
    for side in _sides(there, roster):
        holder = acting_at(side, tier_index, case.rules, roster, without)
        if holder is not None:
            holders.append(holder)
            without |= set(holder.people)
    return holders


@dataclass(frozen=True)
class CalledAnew:
    """Who is called as if the tier had just been reached, for which agencies there is nobody, until when."""

    due_at: datetime
    calls: tuple[Called, ...]
    vacant: tuple[int, ...]


def called_anew(case: Case, roster: Roster, now: datetime) -> CalledAnew:
    """Return who is called at the tier reached, as if it had just been reached; nobody of a tier below."""
    below = tuple(call for call in (*case.past_calls, *case.calls) if call.tier < case.tier_index)
    there = replace(case, step_index=0, protect_by=None, is_urgent=False, calls=(), past_calls=below)
    due = due_from(there, now)
    is_first = case.tier_index == 0 and not case.is_inside
    holders = _practitioners(there, roster) if is_first else holders_at(there, case.tier_index, roster)
    met = {*(holder.agency_id for holder in holders), *((case.raising_agency,) if is_first else ())}
    vacant = tuple(side.agency_id for side in _sides(there, roster) if side.agency_id not in met)
    return CalledAnew(due, calls_to(holders, case.rules, now, due), vacant)


def called_elsewhere(case: Case) -> frozenset[int]:
    """Return whom nobody may call any more: those whom it is about, and those called at a tier before."""
    about = _about(case)
    before = {person for call in (*case.past_calls, *case.calls) for person in call.people}
    return frozenset(about | before | case.taken_out)


def time_ran_out(case: Case, roster: Roster, now: datetime) -> tuple[acts.Act, ...]:
    """
    Return what follows when the tier's time, or a step of it, has run out: the next step begins and its
    holders are called again for it; the next tier is called; or, where the procedure ends here, its holders
    are called again each working day. A protect-by still to come is what it is due by then.

    Nobody's time has run out before they were called: while no call of this tier has arrived and one
    still may, the procedure's own limit starts again. Protect-by moves for no outage.
    """
    passed = case.protect_by is not None and case.protect_by <= now
    if not passed and not case.has_been_called and any(call.is_on_its_way for call in case.calls):
        return (acts.ClockHeld(due_from(case, now)),)
    if case.is_inside and case.is_at_the_top and not case.calls:
        return _looked_for(case, roster, now)
    if not passed and (began := begin_next(case, StepReason.TIME_RAN_OUT, now, now)):
        return began, *_called_for(began, case, roster, now)
    if case.tier.on_expiry is Expiry.CALL_AGAIN:
        ended = replace(case, due_at=None if passed else case.protect_by)
        repeats = (call_again(ended, call.holder.agency_id, roster, now) for call in case.calls)
        return acts.TimeRanOutAtTheTop(ended.due_at), *repeats
    reason = MoveReason.PROTECT_BY_PASSED if passed else MoveReason.TIME_RAN_OUT
    return (move_up(case, reason, roster, now),)


def _called_for(began: acts.StepBegan, case: Case, roster: Roster, now: datetime) -> list[acts.CalledAgain]:
    """Whoever holds the tier is called again for a step that its time has brought."""
    calls = tuple(replace(call, since=now) for call in case.calls)
    running = replace(case, due_at=began.due_at, calls=calls)
    return [call_again(running, call.holder.agency_id, roster, now) for call in calls]


def _looked_for(case: Case, roster: Roster, now: datetime) -> tuple[acts.Act, ...]:
    """Inside an agency nobody else is above: whoever has come meanwhile is called, else it waits on."""
    due, agency = due_from(replace(case, protect_by=None), now), case.raising_agency
    holder = _inside(case, roster)
    held = acts.ClockHeld(due)
    if holder is None:
        return (held,)
    called = _call(holder, case.rules, now, due)
    return held, acts.HolderChanged(agency, ChangeReason.UNREACHABLE, (), called)


def call_again(case: Case, agency_id: int, roster: Roster, now: datetime) -> acts.CalledAgain:
    """Return the repetition of a call: from the second one on, to the deputies and the lead too."""
    call = case.call(agency_id)
    if call is None:
        raise Refused("not_called")
    times = call.times + 1
    also: tuple[int, ...] = ()
    if times >= WIDER_FROM_TIMES and call.holder.post_id in roster.posts:
        also = roster.deputies(roster.posts[call.holder.post_id], called_elsewhere(case))
    return acts.CalledAgain(agency_id, times, also, again_at(case.rules, call.since, now, case.due_at))


def call_delivered(case: Case, agency_id: int, person: int, now: datetime) -> acts.CallDelivered | None:
    """
    Return the record of a call's arrival, None where the first has been recorded. A call that arrives
    later than one sweep could explain counts from its arrival, but never past protect-by.
    """
    call = case.call(agency_id)
    if call is None or call.delivered_at is not None or person not in call.people:
        return None
    is_late = now - call.called_at > timedelta(minutes=ON_TIME_MINUTES)
    counts_anew = is_late and not case.has_been_called and case.due_at is not None
    return acts.CallDelivered(agency_id, person, due_from(case, now) if counts_anew else None)


def take_back(case: Case, by: int, now: datetime) -> acts.TakenBack:
    """Return the taking back of a disagreement raised by mistake, within ten minutes, by who raised it."""
    require_open(case)
    if by != case.raised_by:
        raise Refused("not_raised_by_you")
    if now - case.raised_at > timedelta(minutes=TAKE_BACK_MINUTES):
        raise Refused("too_late_to_take_back", minutes=TAKE_BACK_MINUTES)
    return acts.TakenBack()


def take_up(case: Case, by: int, promise: Promise, now: datetime) -> acts.TakenUp:
    """Return somebody's *I'm on it*: by when they will have spoken, never after due. Moves no clock."""
    require_open(case)
    call = _call_to(case, by)
    _require_free(call, by)
    return acts.TakenUp(call.holder.agency_id, speak_by(case, promise, now))


def speak_by(case: Case, promise: Promise, now: datetime) -> datetime:
    """Return the instant that a promise names: within the hour, by the close of today or of tomorrow."""
    calendar = case.rules.calendar
    today = calendar.local(now).date()
    hour = now + timedelta(hours=1)
    named = {
        Promise.HOUR: hour,
        Promise.TODAY: max(hour, calendar.close_of(today)),
        Promise.TOMORROW: calendar.close_of(today + timedelta(days=1)),
    }[promise]
    return min(named, case.due_at) if case.due_at is not None else named


def not_mine(case: Case, by: int, named: int | None, roster: Roster, now: datetime) -> acts.HolderChanged:
    """Return who acts instead of somebody called by mistake: who they name, the desk's others, the next."""
    require_open(case)
    call = _call_to(case, by)
    if named is not None:
        _require_free(call, by)
        return _named(case, call.holder.agency_id, named, ChangeReason.NOT_MINE, (by,), roster, now)
    return replaced(case, call.holder.agency_id, by, ChangeReason.NOT_MINE, roster, now)


def name_stand_in(
    case: Case, agency_id: int, named: int, roster: Roster, now: datetime
) -> acts.HolderChanged:
    """Return a stand-in whom the safeguarding lead names for an agency whose post can't be reached."""
    require_open(case)
    call = case.call(agency_id)
    if call is None and agency_id not in (*case.agencies, *case.vacant):
        raise Refused("agency_has_no_part")
    leaving = call.people if call else ()
    return _named(case, agency_id, named, ChangeReason.NAMED_BY_LEAD, leaving, roster, now)


def replaced(
    case: Case, agency_id: int, leaving: int, reason: ChangeReason, roster: Roster, now: datetime
) -> acts.HolderChanged:
    """
    Return who acts for an agency once somebody who acted for it can't: the others of the desk, or those
    named with them, else whoever covers while they are away, else the next.
    """
    call = case.call(agency_id)
    if call is None and leaving not in case.acting(agency_id):
        raise Refused("not_called")
    # Of a call only its own people: with nobody left of them, whoever acted at the tier below acts for now.
    still = roster.available(call.people if call else case.acting(agency_id), frozenset({leaving}))
    if still and call:
        holder: Holder | None = replace(call.holder, people=still)
    elif still:
        holder = Holder(agency_id, still, Standing.NAMED)
    else:
        holder = _next_acting(case, agency_id, leaving, roster)
    called = _call(holder, case.rules, now, case.due_at) if holder else None
    return acts.HolderChanged(agency_id, reason, (leaving,), called)


def filled(case: Case, agency_id: int, roster: Roster, now: datetime) -> acts.HolderChanged | None:
    """
    Return who acts for an agency for which nobody could be called, once a lead has named somebody for the
    post; None where somebody was called already, or still nobody can be.
    """
    if case.state is not State.OPEN or agency_id not in case.vacant:
        return None
    side, without = case.side(agency_id), called_elsewhere(case)
    holder = who_acts(side, case.tier.id, case.rules.tier_ids, roster, without)
    if holder is None:
        return None
    called = _call(holder, case.rules, now, case.due_at)
    return acts.HolderChanged(agency_id, ChangeReason.NAMED_BY_LEAD, (), called)


def left_without(case: Case, leaving: int, roster: Roster) -> tuple[int, ...]:
    """
    Return the agencies that wait for somebody who has left: those for which they are called, and at the
    first tier, where the one who raised it is not called, that agency too, once they can't be reached.
    """
    if case.state is not State.OPEN:
        return ()
    called = [call.holder.agency_id for call in case.calls if leaving in call.people]
    return (*called, *_brought_by(case, leaving, roster))


def reached_by_phone(case: Case, by: int, agency_id: int) -> acts.ReachedByPhone:
    """Return that somebody with a part rang another agency and reached it; it confirms nothing."""
    require_open(case)
    own = speaks_for(case, by)
    if agency_id == own:
        raise Refused("own_agency")
    if case.call(agency_id) is None:
        raise Refused("not_called")
    return acts.ReachedByPhone(agency_id)


def looked_again(
    case: Case, by: int, review: Review, why: TextRef, would_change: TextRef | None = None
) -> acts.LookedAgain:
    """
    Return the challenged side's second look at its decision (Beds 6.1), and what would change its view, if
    it says so (Beds 1.2).
    """
    require_open(case)
    agency = speaks_for(case, by)
    if not case.is_challenged(agency):
        raise Refused("not_the_challenged_side")
    return acts.LookedAgain(agency, review, why, would_change)


def declare_unresolved(case: Case, by: int, roster: Roster, now: datetime) -> acts.MovedUp:
    """Return the move up that anyone acting at the tier may make alone (London 11.1.5; Beds 6.9)."""
    require_open(case)
    agency = part_of(case, by)
    if by not in case.acting(agency):
        raise Refused("not_acting", people=case.acting(agency))
    return move_up(case, MoveReason.UNRESOLVED, roster, now)


def bring_forward(case: Case, by: int, protect_by: datetime, now: datetime) -> acts.BroughtForward:
    """Return an earlier protect-by, which anyone with a part may set alone (London 11.1.4; Beds 6.6)."""
    require_open(case)
    part_of(case, by)
    if protect_by <= now:
        raise Refused("protect_by_passed", field="soon")
    if case.due_at is not None and protect_by >= case.due_at:
        raise Refused("not_sooner", field="soon", due_at=case.due_at)
    return acts.BroughtForward(protect_by, protect_by)


def answer_risk(case: Case, by: int, protect_by: datetime | None, now: datetime) -> acts.RiskAnswered:
    """
    Return how soon it must be settled at the tier reached (Beds 2.4); None for the tier's own time. A
    protect-by that still lies ahead can come forward by it: to put it back needs every side.
    """
    require_open(case)
    speaks_for(case, by)
    if case.risk_asked_at is None:
        raise Refused("risk_not_asked")
    if protect_by is not None and protect_by <= now:
        raise Refused("protect_by_passed", field="soon")
    protect_by = min((each for each in (protect_by, case.protect_by) if each is not None), default=None)
    due = due_from(replace(case, protect_by=protect_by, is_urgent=False), case.counts_from)
    # At the top the tier's own time may be over: then nothing runs but what protects the child.
    is_over = case.due_at is None and due <= now
    return acts.RiskAnswered(protect_by, protect_by if is_over else due)


def protective_step(case: Case, by: int, asked: acts.ProtectiveStep, now: datetime) -> acts.ProtectiveStep:
    """
    Return a step to protect the child, taken whatever the clocks say: nothing but that it was raised by
    mistake refuses one (London 11.3.3; Beds 6.5).
    """
    part_of(case, by)
    if case.state is State.TAKEN_BACK:
        raise Refused("taken_back")
    if asked.taken_at > now:
        raise Refused("in_future", field="taken_at")
    return asked


def take_out(case: Case, by: int, person: int) -> acts.TakenOut:
    """Return that somebody invited by mistake has no part any more; not the one who raised it."""
    speaks_for(case, by)
    part_of(case, person)
    if person == case.raised_by:
        raise Refused("raiser_stays")
    return acts.TakenOut(person)


def hand_over(case: Case, by: int, taker: int, roster: Roster) -> acts.HandedOver:
    """Return that somebody's part goes to a colleague of the same agency."""
    agency = part_of(case, by)
    _require_one_of(taker, agency, roster)
    if taker == by:
        raise Refused("to_yourself", field="person")
    require_private(case, taker, roster)
    return acts.HandedOver(by, taker)


def handed_to(
    case: Case, agency_id: int, giver: int, taker: int, roster: Roster, now: datetime
) -> acts.HolderChanged:
    """Return that a call goes with a part that is handed to a colleague; others called with them stay."""
    call = case.call(agency_id)
    if call is None:
        raise Refused("not_called")
    alone = _named(case, agency_id, taker, ChangeReason.HANDED_OVER, (giver,), roster, now)
    people = tuple(dict.fromkeys(taker if person == giver else person for person in call.people))
    if len(people) == 1:
        return alone
    holder = replace(call.holder, people=people)
    return replace(alone, call=_call(holder, case.rules, now, case.due_at))


def nobody_left(case: Case, roster: Roster, now: datetime) -> tuple[acts.MovedUp, ...]:
    """Return the move up of a tier at which no agency has a holder any more; nothing where one has."""
    if case.state is not State.OPEN or case.calls or case.is_at_the_top:
        return ()
    return (move_up(case, MoveReason.NO_HOLDER, roster, now),)


def part_of(case: Case, person: int) -> int:
    """Return the agency for which a person has a part; Refused where they have none."""
    agency = case.agency_of(person)
    if agency is None:
        raise Refused("no_part")
    return agency


def acting_for(case: Case, by: int) -> int:
    """Return the agency for which somebody acts at the tier reached; Refused where that is for others."""
    agency = part_of(case, by)
    require_open(case)
    if agency not in case.agencies:
        raise Refused("not_an_agency_of_the_case")
    if by not in case.acting(agency):
        raise Refused("not_acting", people=case.acting(agency))
    return agency


def speaks_for(case: Case, person: int) -> int:
    """Return the agency for which a person has a part; Refused for a supporter, who acts for nobody."""
    agency = part_of(case, person)
    if person in case.supporters:
        raise Refused("supporter_only")
    return agency


def require_open(case: Case) -> None:
    """Refuse what is only for a disagreement that is neither settled nor taken back."""
    if case.state is not State.OPEN:
        raise Refused(f"is_{case.state}")


def _brought_by(case: Case, leaving: int, roster: Roster) -> list[int]:
    """The agencies for which somebody who can't be reached was the first to act, without being called."""
    if case.tier_index > 0 or roster.available([leaving]):
        return []
    uncalled = [agency for agency in case.agencies if case.call(agency) is None]
    return [
        agency for agency in uncalled if agency not in case.vacant and case.acting(agency)[:1] == (leaving,)
    ]


def _covering(case: Case, agency_id: int, leaving: int, roster: Roster) -> Holder | None:
    without = called_elsewhere(case)
    if covering := roster.covering([leaving], without):
        call = case.call(agency_id)
        return Holder(agency_id, covering, Standing.DEPUTY, call.holder.post_id if call else None)
    return acting_at(case.side(agency_id), case.tier_index, case.rules, roster, without)


def _next_filled(case: Case, roster: Roster) -> tuple[int, list[Holder]]:
    """The next tier with anybody to call, else the last."""
    top = len(case.rules.procedure.tiers) - 1
    for index in range(case.tier_index + 1, top):
        if holders := holders_at(case, index, roster):
            return index, holders
    return top, holders_at(case, top, roster)


def _passed_on_at_once(
    unopened: Case, asked: Raising, reason: MoveReason, roster: Roster, now: datetime
) -> tuple[acts.Act, ...]:
    moved = move_up(replace(unopened, due_at=now), reason, roster, now)
    return _raised(asked, due_at=now, calls=()), moved


def _raised(asked: Raising, *, due_at: datetime | None, calls: tuple[Called, ...]) -> acts.Raised:
    return acts.Raised(
        danger=asked.danger,
        parties=asked.parties,
        tier=0,
        due_at=due_at,
        protect_by=asked.protect_by if asked.danger is Danger.NONE else None,
        ask_lead=asked.ask_lead,
        calls=calls,
        dispute=asked.dispute,
        wanted=asked.wanted,
        their_reference=asked.their_reference,
    )


def _first_holder(party: Party, rules: Rules, roster: Roster, without: frozenset[int]) -> Holder | None:
    """The practitioners named, or whoever covers for them; where only a team is named, its duty post."""
    if named := roster.available(party.practitioners, without):
        return Holder(party.agency_id, named, Standing.NAMED)
    if covering := roster.covering(party.practitioners, without):
        return Holder(party.agency_id, covering, Standing.DEPUTY)
    side = Side(party.agency_id, party.team_id, party.practitioners)
    return who_acts(side, rules.tier_ids[0], rules.tier_ids, roster, without)


def _practitioners(case: Case, roster: Roster) -> list[Holder]:
    """At the first tier everybody is called but the side that raised it."""
    without = frozenset({case.raised_by}) | case.taken_out
    others = [party for party in case.parties if party.side is not PartySide.RAISED_BY]
    holders = [_first_holder(party, case.rules, roster, without) for party in others]
    return [holder for holder in holders if holder]


def _sides(case: Case, roster: Roster) -> list[Side]:
    """Whose people act at the tier reached: the agencies', or those of the partnership's own bodies."""
    if case.is_held_by_partnership():
        return [case.side(body.id) for body in roster.agencies_of_kind(PARTNERSHIP_KIND)]
    return [case.side(agency) for agency in case.agencies]


def _named(
    case: Case,
    agency_id: int,
    named: int,
    reason: ChangeReason,
    leaving: tuple[int, ...],
    roster: Roster,
    now: datetime,
) -> acts.HolderChanged:
    _require_one_of(named, agency_id, roster)
    if named in leaving:
        raise Refused("to_yourself", field="person")
    if _has_had_a_turn(case, named):
        raise Refused("had_a_turn", field="person")
    require_private(case, named, roster)
    call = case.call(agency_id)
    holder = Holder(agency_id, (named,), Standing.NAMED, call.holder.post_id if call else None)
    return acts.HolderChanged(agency_id, reason, leaving, _call(holder, case.rules, now, case.due_at))


def _has_had_a_turn(case: Case, person: int) -> bool:
    """Whether managers would have called somebody whom it is about, or who was called at a tier below."""
    below = {called for call in case.past_calls if call.tier < case.tier_index for called in call.people}
    return (case.tier_index > 0 or case.is_inside) and person in _about(case) | below


def _about(case: Case) -> frozenset[int]:
    practitioners = (person for party in case.parties for person in party.practitioners)
    return frozenset([*practitioners, *case.about])


def _next_acting(case: Case, agency_id: int, leaving: int, roster: Roster) -> Holder | None:
    return _inside(case, roster) if case.is_inside else _covering(case, agency_id, leaving, roster)


def _inside(case: Case, roster: Roster) -> Holder | None:
    """Who acts at the tier reached inside an agency: the next manager in the line, or a designated lead."""
    party, tiers, without = case.parties[0], case.rules.listed_tiers, called_elsewhere(case)
    side = Side(party.agency_id, party.team_id, party.practitioners)
    if case.way is Way.CONCERN:
        leads = line.designated(side, _about(case), tiers, roster)
        free = tuple(lead for lead in leads if lead not in without)
        return Holder(party.agency_id, free) if free else None
    below = {call.holder.post_id for call in (*case.past_calls, *case.calls) if call.tier < case.tier_index}
    above = line.managers_above(side, tiers, roster)
    first = 1 + max((place for place, post in enumerate(above) if post.id in below), default=-1)
    return line.next_manager(above[first:], _about(case), roster, without)


def calls_to(
    holders: Iterable[Holder], rules: Rules, now: datetime, due_at: datetime | None
) -> tuple[Called, ...]:
    return tuple(_call(holder, rules, now, due_at) for holder in holders)


def _call(holder: Holder, rules: Rules, now: datetime, due_at: datetime | None) -> Called:
    return Called(holder, again_at(rules, now, now, due_at))


def _call_to(case: Case, person: int) -> Call:
    for call in case.calls:
        if person in call.people and person not in case.taken_out:
            return call
    part_of(case, person)
    raise Refused("not_called")


def _require_free(call: Call, by: int) -> None:
    if call.taken_up_by is not None and call.taken_up_by != by:
        raise Refused("already_taken_up", person=call.taken_up_by)


def require_private(case: Case, person: int, roster: Roster, field: str = "person") -> None:
    """
    Refuse to let anybody of another agency into what stays inside one, and anybody but a designated lead
    into a written concern (Beds 8.2).
    """
    if not case.is_inside or case.agency_of(person) is not None:
        return
    if case.way is Way.INSIDE:
        known = roster.people.get(person)
        if known is not None and known.agency_id != case.raising_agency:
            raise Refused("stays_inside", field=field)
        return
    if person in case.about or person not in roster.designated_leads(case.raising_agency):
        raise Refused("concern_is_private", field=field)


def _require_one_of(person: int, agency_id: int, roster: Roster) -> None:
    if person not in roster.people or roster.people[person].agency_id != agency_id:
        raise Refused("not_of_that_agency", field="person")
    if not roster.people[person].is_reachable:
        raise Refused("not_reachable", field="person")
    if roster.people[person].is_away:
        raise Refused("is_away", field="person")
