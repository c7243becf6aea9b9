"""Who has a part."""

from procedure import acts
from procedure.acts import Entry, JoinedAs, Party, PartySide
from procedure.case import Case
from procedure.changes.finding import Changes, fresh_calls
from procedure.copying import replace


def _joined(case: Case, entry: Entry, act: acts.Joined) -> Case:
    return _with_part(case, act.person, act.agency_id, act.joined_as)


def _manager_joined(case: Case, entry: Entry, act: acts.ManagerJoined) -> Case:
    return _with_part(case, act.person, act.agency_id, JoinedAs.MEMBER)


def _with_part(case: Case, person: int, agency_id: int, joined_as: JoinedAs) -> Case:
    return replace(
        case,
        joined={**case.joined, person: agency_id},
        joined_as={**case.joined_as, person: joined_as},
        taken_out=case.taken_out - {person},
    )


def _agency_joined(case: Case, entry: Entry, act: acts.AgencyJoined) -> Case:
    called = (act.call,) if act.call else ()
    calls = fresh_calls(called, case.tier_index, entry.at, act.act)
    coming = {*act.party.practitioners, *(person for call in calls for person in call.people)}
    return replace(
        case,
        parties=(*case.parties, act.party),
        calls=(*case.calls, *calls),
        vacant=case.vacant if called else (*case.vacant, act.party.agency_id),
        looked_for_at=case.looked_for_at if called else entry.at,
        taken_out=case.taken_out - coming,
    )


def _raised_for(case: Case, entry: Entry, act: acts.RaisedFor) -> Case:
    """
    They come first on their side, so that it is their line that is called. A lead who works for no side
    keeps their part, for their own agency.
    """
    raising = next(party for party in case.parties if party.side is PartySide.RAISED_BY)
    team = act.team_id if act.team_id is not None else raising.team_id
    if act.agency_id == raising.agency_id:
        people = tuple(dict.fromkeys([act.person, *raising.practitioners]))
        joined = case.joined
    else:
        people, team = (act.person,), act.team_id
        joined = {**case.joined, **dict.fromkeys(raising.practitioners, raising.agency_id)}
    theirs = Party(act.agency_id, PartySide.RAISED_BY, team, people)
    return replace(
        case,
        parties=tuple(theirs if party is raising else party for party in case.parties),
        joined=joined,
        raised_for=act.person,
        taken_out=case.taken_out - {act.person},
    )


def _facility_involved(case: Case, entry: Entry, act: acts.FacilityInvolved) -> Case:
    return replace(case, facilities=(*case.facilities, act))


def _taken_out(case: Case, entry: Entry, act: acts.TakenOut) -> Case:
    return replace(case, taken_out=case.taken_out | {act.person})


def _handed_over(case: Case, entry: Entry, act: acts.HandedOver) -> Case:
    parties = tuple(
        replace(
            party,
            practitioners=tuple(
                dict.fromkeys(act.taker if person == act.giver else person for person in party.practitioners)
            ),
        )
        for party in case.parties
    )
    joined = {**case.joined, act.taker: case.parts[act.giver]}
    joined_as = {**case.joined_as, act.taker: case.joined_as.get(act.giver, JoinedAs.MEMBER)}
    taken_out = (case.taken_out | {act.giver}) - {act.taker}
    held = case.safety and case.safety.holder == act.giver
    safety = replace(case.safety, holder=act.taker) if case.safety and held else case.safety
    return replace(
        case,
        parties=parties,
        joined=joined,
        joined_as=joined_as,
        taken_out=taken_out,
        safety=safety,
    )


CHANGES: Changes = {
    acts.Joined: _joined,
    acts.ManagerJoined: _manager_joined,
    acts.AgencyJoined: _agency_joined,
    acts.FacilityInvolved: _facility_involved,
    acts.RaisedFor: _raised_for,
    acts.TakenOut: _taken_out,
    acts.HandedOver: _handed_over,
}
