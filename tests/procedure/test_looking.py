"""Where the procedure ends and nobody could be called: it stays loud, and whoever comes back is called."""

from dataclasses import replace

import pytest

from procedure import clocks, joining, ladder
from procedure.acts import ChangeReason, HolderChanged, Party, PartySide, Way
from procedure.clocks import Kind
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.nine import in_force, roster_for
from tests.procedure.partnership import (
    CHRIS,
    DEV,
    FRIDAY,
    GITA,
    HEADS,
    HEALTH,
    OLIVE,
    OMAR,
    PARTNERSHIP,
    PETE,
    POLICE,
    ROSTER,
    SENA,
    SOCIAL_CARE,
    SOL,
    TARA,
    TIM,
    TOM,
    TOP,
    Told,
    away,
    called,
    raised,
    with_posts,
)
from tests.procedure.test_inside import raised as raised_inside


def looks_again(told: Told) -> Told:
    """Let the clock strike for which somebody is looked for."""
    (clock,) = [each for each in clocks.wanted(told.case) if each.kind is Kind.LOOK_AGAIN]
    return told.then(*ladder.looked_for(told.case, told.roster, clock.due_at), when=clock.due_at)


@pytest.mark.clause("London 11.3.2")
def test_while_nobody_of_the_partnership_can_be_called_it_is_looked_for_each_working_day(
    london_rules: Rules,
) -> None:
    told = raised(london_rules, when=FRIDAY, roster=away(CHRIS)).up_to(TOP)
    assert (told.case.calls, told.case.vacant) == ((), (PARTNERSHIP,))

    first = looks_again(told)
    second = looks_again(first)

    nobody = HolderChanged(PARTNERSHIP, ChangeReason.UNREACHABLE, (), None)
    assert [entry.act for entry in second.entries[-2:]] == [nobody, nobody]
    assert (first.now, second.now) == (at("Wednesday 2026-12-30 09:00"), at("Thursday 2026-12-31 09:00"))
    assert second.case.due_at == told.case.due_at
    back = looks_again(second.with_roster(ROSTER))
    assert called(back.case) == {PARTNERSHIP: (CHRIS,)}
    assert Kind.LOOK_AGAIN not in [clock.kind for clock in clocks.wanted(back.case)]


def test_after_the_last_tiers_time_it_is_looked_for_still(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, roster=away(CHRIS)).up_to(TOP).run_out()

    assert told.case.due_at is None
    assert [clock.kind for clock in clocks.wanted(told.case)] == [Kind.LOOK_AGAIN]


def test_an_agency_that_joined_at_the_partnerships_tier_is_called_at_its_own_highest(
    london_rules: Rules,
) -> None:
    heads = with_posts(replace(ROSTER.posts[11], tier=HEADS))
    told = raised(london_rules, when=FRIDAY, roster=away(PETE, roster=heads)).up_to(TOP)
    joined = joining.agency_joins(told.case, TOM, Party(POLICE, PartySide.INVOLVED), told.roster, told.now)
    told = told.then(joined, by=TOM)
    assert told.case.vacant == (POLICE,)

    told = looks_again(told.with_roster(heads))

    assert called(told.case)[POLICE] == (PETE,)


def test_where_there_is_one_tier_only_whoever_was_named_is_called_once_they_are_back() -> None:
    one_tier = in_force("sussex-conference-dissent")
    everybody = roster_for(one_tier.procedure)
    gone = raised(one_tier, when=FRIDAY, roster=away(TOM, roster=everybody))
    assert gone.case.vacant == (SOCIAL_CARE,)

    assert called(looks_again(gone.with_roster(everybody)).case) == {SOCIAL_CARE: (TOM,)}


def test_nobody_is_looked_for_below_where_time_moves_it_up(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, roster=away(TOM, TARA, TIM, OMAR, OLIVE, SENA, SOL))

    assert told.case.vacant
    assert all(clock.kind is not Kind.LOOK_AGAIN for clock in clocks.wanted(told.case))


def test_inside_an_agency_it_is_looked_for_once_no_time_runs_any_more(london_rules: Rules) -> None:
    told = raised_inside(london_rules, way=Way.CONCERN).run_out()
    assert (called(told.case), told.case.due_at) == ({HEALTH: (DEV,)}, None)
    gone = told.with_roster(away(DEV))
    left = ladder.replaced(gone.case, HEALTH, DEV, ChangeReason.UNREACHABLE, gone.roster, gone.now)
    gone = gone.then(left)
    assert gone.case.calls == ()

    back = looks_again(gone.with_roster(with_posts(replace(ROSTER.posts[5], holders=(GITA,)))))

    assert called(back.case) == {HEALTH: (GITA,)}
