"""Who has a part."""

from dataclasses import replace

from procedure import acts
from procedure.acts import Entry
from procedure.case import Case
from procedure.changes.finding import Changes


def _joined(case: Case, entry: Entry, act: acts.Joined) -> Case:
    joined = {**case.joined, act.person: act.agency_id}
    return replace(case, joined=joined, taken_out=case.taken_out - {act.person})


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
    acts.TakenOut: _taken_out,
    acts.HandedOver: _handed_over,
}
