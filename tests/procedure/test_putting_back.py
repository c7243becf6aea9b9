"""Putting back the time that protects the child: every side, with a reason, within the tier's own time."""

from dataclasses import replace
from datetime import datetime

import pytest

from procedure import acts, ladder, owed, putting_back
from procedure.acts import Danger
from procedure.case import State
from procedure.owed import What
from procedure.refusal import Refused
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    CHRIS,
    FRIDAY,
    GRACE,
    HEALTH,
    OMAR,
    PRIYA,
    PRIYAS_SIDE,
    THE_POLICE,
    TOM,
    TOMS_SIDE,
    WORDS,
    ZED,
    Told,
    raised,
    refuses,
)

PROTECT_BY, OWN_TIME = "Monday 2026-11-30 12:00", "Friday 2026-12-04 17:00"
LATER = "Wednesday 2026-12-02 12:00"


def with_protect_by(rules: Rules) -> Told:
    return raised(rules, when=FRIDAY, protect_by=PROTECT_BY).delivered()


def proposed(told: Told, until: str | None = LATER, by: int = PRIYA) -> Told:
    act = putting_back.propose(told.case, by, at(until) if until else None, WORDS, told.now)
    return told.then(act, by=by, when="Friday 2026-11-27 17:30")


def answered(told: Told, by: int, *, agrees: bool) -> Told:
    return told.then(*putting_back.answer(told.case, by, proposed_at(told), agrees=agrees), by=by)


def proposed_at(told: Told) -> datetime:
    assert told.case.put_back is not None
    return told.case.put_back.proposed_at


@pytest.mark.clause("London 11.1.4")
@pytest.mark.parametrize(
    ("until", "due"),
    [pytest.param(LATER, LATER, id="a time"), pytest.param(None, OWN_TIME, id="the tier's own time")],
)
def test_it_moves_once_every_side_has_agreed(london_rules: Rules, until: str | None, due: str) -> None:
    told = proposed(with_protect_by(london_rules), until)
    assert told.case.due_at == at(PROTECT_BY)

    told = answered(told, TOM, agrees=True)

    assert told.case.due_at == at(due)
    assert told.case.protect_by == (at(until) if until else None)
    assert told.case.put_back is None


def test_one_no_ends_it_and_nothing_has_moved(london_rules: Rules) -> None:
    before = with_protect_by(london_rules)

    told = answered(proposed(before), TOM, agrees=False)

    assert (told.case.due_at, told.case.protect_by) == (at(PROTECT_BY), at(PROTECT_BY))
    assert told.case.put_back is None
    assert proposed(told).case.put_back is not None


def test_with_three_agencies_two_are_not_enough(london_rules: Rules) -> None:
    told = raised(
        london_rules, when=FRIDAY, protect_by=PROTECT_BY, parties=(PRIYAS_SIDE, TOMS_SIDE, THE_POLICE)
    )

    told = answered(proposed(told.delivered()), TOM, agrees=True)

    assert told.case.due_at == at(PROTECT_BY)
    assert putting_back.waiting_for(told.case) == (THE_POLICE.agency_id,)


def test_those_who_act_for_a_side_that_has_not_answered_are_asked(london_rules: Rules) -> None:
    told = proposed(with_protect_by(london_rules))

    asked = [item.person for item in owed.waiting(told.case, {PRIYA, TOM}) if item.what is What.PUT_BACK]
    agreed = replace(told.case, state=State.AGREED)

    assert asked == [TOM]
    assert not [item for item in owed.waiting(agreed, {TOM}) if item.what is What.PUT_BACK]
    assert putting_back.waiting_for(with_protect_by(london_rules).case) == ()


@pytest.mark.clause("London 11.1.5")
@pytest.mark.parametrize(
    ("until", "reason", "facts"),
    [
        pytest.param("Friday 2026-11-27 16:40", "protect_by_passed", {}, id="past"),
        pytest.param(PROTECT_BY, "not_later", {"due_at": at(PROTECT_BY)}, id="not later"),
        pytest.param(
            "Friday 2026-12-04 17:01", "past_the_tiers_time", {"due_at": at(OWN_TIME)}, id="past its own time"
        ),
    ],
)
def test_it_is_later_and_within_the_tiers_own_time(
    london_rules: Rules, until: str, reason: str, facts: dict[str, datetime]
) -> None:
    told = with_protect_by(london_rules)

    with pytest.raises(Refused) as refused:
        putting_back.propose(told.case, PRIYA, at(until), WORDS, told.now)

    assert (refused.value.reason, refused.value.field, refused.value.facts) == (reason, "soon", facts)


def test_where_no_protect_by_is_sooner_than_the_tiers_own_time_there_is_nothing_to_put_back(
    london_rules: Rules,
) -> None:
    without = raised(london_rules, when=FRIDAY)
    later = raised(london_rules, when=FRIDAY, protect_by="Monday 2026-12-07 12:00")

    for told in (without, later):
        with refuses("nothing_to_put_back"):
            putting_back.propose(told.case, PRIYA, None, WORDS, told.now)


def test_inside_one_agency_there_is_no_other_side_to_agree(london_rules: Rules) -> None:
    told = with_protect_by(london_rules)

    with refuses("not_put_back_inside"):
        putting_back.propose(replace(told.case, way=acts.Way.INSIDE), PRIYA, None, WORDS, told.now)


def test_while_the_time_is_short_for_want_of_an_answer_that_comes_first(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)

    with refuses("risk_first"):
        putting_back.propose(told.case, GRACE, None, WORDS, told.now)


def test_one_proposal_stands_at_a_time_and_each_side_answers_once(london_rules: Rules) -> None:
    told = proposed(with_protect_by(london_rules))

    with refuses("put_back_proposed_already"):
        putting_back.propose(told.case, TOM, None, WORDS, told.now)
    with refuses("put_back_answered"):
        putting_back.answer(told.case, PRIYA, proposed_at(told), agrees=True)


def test_only_whoever_acts_for_an_agency_asks_or_answers(london_rules: Rules) -> None:
    told = with_protect_by(london_rules).then(acts.Joined(ZED, HEALTH), by=PRIYA)

    with refuses("not_acting"):
        putting_back.propose(told.case, ZED, None, WORDS, told.now)
    with refuses("not_acting"):
        putting_back.answer(proposed(told).case, ZED, told.now, agrees=True)


def test_an_answer_is_to_the_proposal_that_was_read(london_rules: Rules) -> None:
    told = proposed(with_protect_by(london_rules))

    with refuses("another_put_back"):
        putting_back.answer(told.case, TOM, at(FRIDAY), agrees=True)


@pytest.mark.clause("London 11.1.5")
def test_another_tier_or_a_sooner_time_ends_the_proposal(london_rules: Rules) -> None:
    told = proposed(with_protect_by(london_rules))

    sooner = ladder.bring_forward(told.case, TOM, at("Saturday 2026-11-28 12:00"), told.now)
    moved = told.then(ladder.declare_unresolved(told.case, PRIYA, told.roster, told.now), by=PRIYA)

    assert told.then(sooner, by=TOM).case.put_back is None
    assert moved.case.put_back is None
    with refuses("another_put_back"):
        putting_back.answer(moved.case, OMAR, proposed_at(told), agrees=True)


def test_the_partnership_which_brings_both_sides_together_is_no_side_that_can_ask(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY).up_to("partnership")

    with refuses("not_an_agency_of_the_case"):
        putting_back.propose(told.case, CHRIS, None, WORDS, told.now)
