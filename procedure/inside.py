"""Inside one agency: with its managers, or in writing to its designated lead (London 11.1.2; Beds 8)."""

from dataclasses import dataclass, replace
from datetime import datetime

from procedure import acts, ladder
from procedure.acts import Danger, JoinedAs, MoveReason, Party, PartySide, TextRef, Way
from procedure.case import Case, State
from procedure.refusal import Refused
from procedure.roster import Roster
from procedure.rules import Rules
from procedure.steps import due_from


@dataclass(frozen=True)
class Raising:
    """
    What the form says, and the way that was chosen. `about` and `about_teams` are whom it is about, of the
    same agency. The texts may be missing in danger only, and in writing the first never.
    """

    way: Way
    danger: Danger
    raised_by: int
    agency_id: int
    team_id: int | None
    about: tuple[int, ...]
    about_teams: tuple[int, ...]
    protect_by: datetime | None
    ask_lead: bool
    dispute: TextRef | None
    wanted: TextRef | None
    their_reference: TextRef | None


def raise_inside(
    reference: str, asked: Raising, rules: Rules, roster: Roster, now: datetime
) -> tuple[acts.Act, ...]:
    """
    Return the acts that open it: the manager, or the designated lead, is called at once. Where no manager
    can be reached, the manager above is called in the same breath.

    Raises Refused where protect-by is not in the future, the concern says nothing, or the procedure has no
    such way.
    """
    in_danger = asked.danger is not Danger.NONE
    if asked.way is Way.CONCERN and asked.dispute is None:
        raise Refused("empty", field="dispute")
    if not in_danger and asked.protect_by is not None and asked.protect_by <= now:
        raise Refused("protect_by_passed", field="soon")
    unopened = Case(
        reference,
        rules.of_way(asked.way),
        way=asked.way,
        about=asked.about,
        parties=(Party(asked.agency_id, PartySide.RAISED_BY, asked.team_id, (asked.raised_by,)),),
        protect_by=None if in_danger else asked.protect_by,
        is_urgent=in_danger,
    )
    due = due_from(unopened, now)
    holders = ladder.holders_at(unopened, 0, roster)
    raised = acts.Raised(
        danger=asked.danger,
        parties=unopened.parties,
        tier=0,
        due_at=due,
        protect_by=unopened.protect_by,
        ask_lead=asked.ask_lead,
        calls=ladder.calls_to(holders, unopened.rules, now, due),
        dispute=asked.dispute,
        wanted=asked.wanted,
        their_reference=asked.their_reference,
        way=asked.way,
        about=asked.about,
        about_teams=asked.about_teams,
    )
    if holders or unopened.is_at_the_top:
        return (raised,)
    moved = ladder.move_up(replace(unopened, due_at=due), MoveReason.NO_HOLDER, roster, now)
    return raised, moved


def declare_unresolved(
    case: Case, by: int, roster: Roster, now: datetime, *, believes_harm: bool
) -> acts.MovedUp:
    """
    Return the move to the manager above that the one who raised it may make alone: if they are unhappy
    about the outcome, and believe that a child may suffer significant harm (Beds 8.1).
    """
    ladder.require_open(case)
    agency = ladder.part_of(case, by)
    if by not in case.answering(agency):
        raise Refused("not_the_raiser", people=case.answering(agency))
    if case.is_at_the_top:
        raise Refused("top_tier_inside")
    if not believes_harm:
        raise Refused("harm_not_believed", field="harm", due_at=case.due_at)
    moved = ladder.move_up(case, MoveReason.UNRESOLVED, roster, now)
    return replace(moved, believes_harm=True)


def watchers(case: Case, roster: Roster) -> tuple[int, ...]:
    """
    Return who watches over a disagreement: the area's safeguarding leads; inside an agency, its designated
    leads instead, but for those whom it is about and the one who raised it. Nobody watches over a concern:
    it is with them.
    """
    if case.way is Way.BETWEEN:
        return roster.safeguarding_leads()
    if case.way is Way.CONCERN:
        return ()
    without = {case.raised_by, *case.about}
    return tuple(lead for lead in roster.designated_leads(case.raising_agency) if lead not in without)


def in_place_of_the_raiser(case: Case, roster: Roster) -> tuple[acts.Joined, ...]:
    """
    Return who says from now on whether it is settled, where nobody who raised it can be reached any more:
    the designated leads who watch over it, else whoever it is with. So it never waits for an account that is
    gone (our choice, decision 013).
    """
    agency = case.raising_agency if case.is_inside and case.state is State.OPEN else None
    if agency is None or roster.reachable(case.answering(agency)):
        return ()
    found = roster.reachable(watchers(case, roster)) or roster.reachable(case.acting(agency))
    return tuple(acts.Joined(person, agency, JoinedAs.IN_PLACE) for person in found)


def may_read(case: Case, person: int, roster: Roster) -> bool:
    """Whether somebody may read a disagreement: those with a part in it, and those who watch over it."""
    return case.agency_of(person) is not None or person in watchers(case, roster)
