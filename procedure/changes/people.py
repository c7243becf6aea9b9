"""Who has a part."""

from dataclasses import replace

from procedure import acts
from procedure.acts import Entry, JoinedAs
from procedure.case import Case
from procedure.changes.finding import Changes, fresh_calls


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
        taken_out=case.taken_out - coming,
    )


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
    taken_out = (case.taken_out | {act.giver}) - {act.taker}
    return replace(case, parties=parties, joined=joined, taken_out=taken_out)


CHANGES: Changes = {
    acts.Joined: _joined,
    acts.ManagerJoined: _manager_joined,
    acts.AgencyJoined: _agency_joined,
    acts.TakenOut: _taken_out,
    acts.HandedOver: _handed_over,
}
