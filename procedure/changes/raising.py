"""How a disagreement begins."""

from procedure import acts
from procedure.acts import Danger, Entry, PartySide, Way
from procedure.case import Case, State
from procedure.changes.finding import Changes, fresh_calls
from procedure.copying import replace


def _raised(case: Case, entry: Entry, act: acts.Raised) -> Case:
    called = {each.holder.agency_id for each in act.calls}
    is_inside = act.way is not Way.BETWEEN
    # Where a move follows in the same breath, as between agencies, it is that which asks.
    asks_risk = act.danger is not Danger.NONE and act.due_at != entry.at
    return replace(
        case,
        rules=case.rules.of_way(act.way),
        way=act.way,
        about=act.about,
        about_teams=act.about_teams,
        raised_at=entry.at,
        raised_by=entry.author,
        danger=act.danger,
        ask_lead=act.ask_lead,
        parties=act.parties,
        dispute=act.dispute,
        wanted=act.wanted,
        their_reference=act.their_reference,
        tier_index=act.tier,
        entered_at=entry.at,
        counts_from=entry.at,
        due_at=act.due_at,
        protect_by=act.protect_by,
        risk_asked_at=entry.at if asks_risk else None,
        is_urgent=asks_risk,
        calls=fresh_calls(act.calls, act.tier, entry.at, act.act),
        vacant=tuple(
            party.agency_id
            for party in act.parties
            if (is_inside or party.side is PartySide.RESPONDING) and party.agency_id not in called
        ),
    )


def _taken_back(case: Case, entry: Entry, act: acts.TakenBack) -> Case:
    return replace(case, state=State.TAKEN_BACK, due_at=None)


CHANGES: Changes = {
    acts.Raised: _raised,
    acts.TakenBack: _taken_back,
}
