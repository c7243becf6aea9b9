import pytest

from procedure import acts, clocks, ladder
from procedure.acts import Danger
from procedure.clocks import Clock, Kind
from procedure.ladder import Promise
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import (
    FRIDAY,
    GRACE,
    HEALTH,
    OMAR,
    PRIYA,
    SENIOR,
    SOCIAL_CARE,
    TOM,
    managers_called,
    raised,
)


def test_the_tiers_end_and_each_repetition_are_clocks(london_rules: Rules) -> None:
    case = managers_called(london_rules).case

    assert clocks.wanted(case) == (
        Clock(Kind.TIER_ENDS, at("Friday 2026-12-11 17:00")),
        Clock(Kind.CALL_AGAIN, at("Monday 2026-12-07 09:00"), HEALTH),
        Clock(Kind.CALL_AGAIN, at("Monday 2026-12-07 09:00"), SOCIAL_CARE),
    )


def test_an_agency_that_was_reached_needs_no_clock(london_rules: Rules) -> None:
    told = managers_called(london_rules).then(acts.ReachedByPhone(SOCIAL_CARE), by=PRIYA)

    assert [clock.subject for clock in clocks.wanted(told.case)] == [0, HEALTH]


def test_no_call_is_repeated_at_the_moment_when_the_time_runs_out(london_rules: Rules) -> None:
    told = raised(london_rules, when=FRIDAY, danger=Danger.NOW)
    told = told.then(ladder.take_up(told.case, GRACE, Promise.TOMORROW, told.now), by=GRACE)

    assert clocks.wanted(told.case) == (
        Clock(Kind.TIER_ENDS, at("Friday 2026-11-27 17:50")),
        Clock(Kind.CALL_AGAIN, at("Friday 2026-11-27 17:10"), SOCIAL_CARE),
    )


@pytest.mark.clause("Beds 6.9")
def test_at_the_top_only_repetitions_are_left(bedfordshire_rules: Rules) -> None:
    told = raised(bedfordshire_rules, when=FRIDAY).up_to(SENIOR).run_out()

    assert clocks.wanted(told.case) == (
        Clock(Kind.CALL_AGAIN, at("Monday 2026-12-21 09:00"), HEALTH),
        Clock(Kind.CALL_AGAIN, at("Monday 2026-12-21 09:00"), SOCIAL_CARE),
    )


@pytest.mark.parametrize(
    "ends",
    [
        pytest.param((acts.TakenBack(),), id="taken back"),
        pytest.param((acts.Closed(),), id="closed"),
    ],
)
def test_what_is_over_needs_no_clock(london_rules: Rules, ends: tuple[acts.Act, ...]) -> None:
    assert clocks.wanted(managers_called(london_rules).then(*ends, by=PRIYA).case) == ()


def test_once_every_agency_has_confirmed_no_clock_runs(london_rules: Rules) -> None:
    text = acts.TextRef("text-1", "digest-1")
    proposed = acts.OutcomeProposed(HEALTH, acts.Settlement.STANDS, text, text, (), acts.Answer.AGREE)
    told = raised(london_rules).then(proposed, by=PRIYA)
    assert clocks.wanted(told.case)

    told = told.then(acts.OutcomeAnswered(SOCIAL_CARE, acts.Answer.AGREE), by=TOM)

    assert clocks.wanted(told.case) == ()
    assert told.case.agency_of(OMAR) is None
