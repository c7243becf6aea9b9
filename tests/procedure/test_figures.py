"""The figures of a period, counted from what each disagreement contributes."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedure import figures
from procedure.acts import RaiserAnswer, Settlement
from procedure.calendar import Nation, WorkingCalendar
from procedure.figures import Figures, TierFigures, counted
from procedure.measures import ChildsTime, Left, Measured, Settled, Spell, TierEnd
from procedure.periods import Period
from tests.procedure.london_time import at

BEGINS, ENDS = at("Thursday 2026-10-01 00:00"), at("Friday 2027-01-01 00:00")
WITHIN, AFTER = at("Monday 2026-11-30 10:00"), at("Monday 2027-01-04 10:00")
BEFORE = at("Wednesday 2026-09-30 23:59")
TIERS = ("Practitioners", "First-line managers")


def settled(when: datetime, **changes: object) -> Settled:
    of_one = Settled(
        at=when,
        working_days=1,
        is_in_time=True,
        nothing_ran_out=True,
        how=Settlement.CHANGED,
        is_agreed_by_all=True,
        is_confirmed_in_time=True,
        is_filed=True,
        is_raiser_told=True,
        raiser=RaiserAnswer.CONTENT,
        notes=2,
        approved_notes=1,
    )
    return replace(of_one, **changes)  # type: ignore[arg-type]


def spell(opened_at: datetime, **changes: object) -> Spell:
    of_one = Spell(opened_at, False, (), None, None, None)
    return replace(of_one, **changes)  # type: ignore[arg-type]


def of(*spells: Spell) -> Figures:
    return counted([Measured(spells=(each,)) for each in spells], BEGINS, ENDS, TIERS)


def test_each_thing_counts_in_the_period_in_which_it_happened() -> None:
    found = of(
        spell(BEFORE, settled=settled(WITHIN)),
        spell(BEGINS, settled=settled(AFTER)),
        spell(WITHIN, is_opened_again=True),
        spell(WITHIN, withdrawn_at=WITHIN),
        spell(BEFORE, withdrawn_at=BEFORE),
        spell(ENDS),
    )

    assert (found.raised, found.opened_again, found.settled, found.withdrawn) == (2, 1, 1, 1)
    assert found.still_open == 2


def test_a_quarter_in_which_nothing_was_open_has_no_figures() -> None:
    assert of(spell(ENDS)).are_none
    assert not of(spell(BEFORE)).are_none


@pytest.mark.clause("Beds 6.4")
def test_timeliness_and_outcomes_of_what_was_settled_are_counted() -> None:
    good = settled(WITHIN)
    poor = settled(
        WITHIN,
        is_in_time=False,
        nothing_ran_out=False,
        how=Settlement.STANDS,
        is_agreed_by_all=False,
        is_confirmed_in_time=False,
        is_filed=False,
        is_raiser_told=False,
        raiser=None,
        notes=0,
        approved_notes=0,
    )

    found = of(spell(BEFORE, settled=good), spell(BEFORE, settled=good), spell(BEFORE, settled=poor))

    assert (found.settled, found.in_time, found.nothing_ran_out) == (3, 2, 2)
    assert found.how == {Settlement.CHANGED: 2, Settlement.STANDS: 1}
    assert (found.agreed_by_all, found.confirmed_in_time, found.filed, found.raisers_told) == (2, 2, 2, 2)
    assert found.raisers == {RaiserAnswer.CONTENT: 2}
    assert (found.noted, found.notes, found.approved_notes) == (2, 4, 2)


@pytest.mark.parametrize(
    ("working_days", "took"),
    [
        pytest.param(0, (1, 0, 0, 0, 0), id="the same day"),
        pytest.param(1, (1, 0, 0, 0, 0), id="one"),
        pytest.param(2, (0, 1, 0, 0, 0), id="two"),
        pytest.param(5, (0, 1, 0, 0, 0), id="a working week"),
        pytest.param(6, (0, 0, 1, 0, 0), id="more than a working week"),
        pytest.param(20, (0, 0, 0, 1, 0), id="four working weeks"),
        pytest.param(21, (0, 0, 0, 0, 1), id="longer"),
    ],
)
def test_how_long_it_took_is_counted_by_lengths(working_days: int, took: tuple[int, ...]) -> None:
    assert of(spell(BEFORE, settled=settled(WITHIN, working_days=working_days))).took == took


def test_whether_a_child_had_it_in_time_is_counted_when_that_was_certain() -> None:
    kept, passed = ChildsTime(WITHIN, was_kept=True), ChildsTime(WITHIN, was_kept=False)

    found = of(
        spell(BEFORE, child=kept),
        spell(BEFORE, child=passed),
        spell(BEFORE, child=passed),
        spell(BEFORE, child=replace(passed, at=AFTER)),
    )

    assert (found.child_in_time, found.child_too_late) == (1, 2)


def test_it_is_counted_how_each_tier_was_left_in_the_order_of_the_tiers() -> None:
    ends = (
        TierEnd("An older tier", WITHIN, Left.MOVED_UP),
        TierEnd("First-line managers", WITHIN, Left.TIME_RAN_OUT, is_late=True),
        TierEnd("First-line managers", WITHIN, Left.CHILDS_TIME_RAN_OUT),
        TierEnd("First-line managers", BEFORE, Left.SETTLED),
        TierEnd("Practitioners", WITHIN, Left.SETTLED),
    )

    found = of(spell(BEFORE, tier_ends=ends)).tiers

    assert found == (
        TierFigures("Practitioners", {Left.SETTLED: 1}, 0),
        TierFigures("First-line managers", {Left.TIME_RAN_OUT: 1, Left.CHILDS_TIME_RAN_OUT: 1}, 1),
        TierFigures("An older tier", {Left.MOVED_UP: 1}, 0),
    )


def test_what_is_open_though_the_last_tiers_time_has_run_out_is_overdue() -> None:
    ran_out = (TierEnd("Partnership", WITHIN, Left.LAST_RAN_OUT),)
    later = (TierEnd("Partnership", AFTER, Left.LAST_RAN_OUT),)

    found = of(
        spell(BEFORE, tier_ends=ran_out),
        spell(BEFORE, tier_ends=later),
        spell(BEFORE, tier_ends=(TierEnd("Partnership", WITHIN, Left.MOVED_UP),)),
        spell(BEFORE, tier_ends=ran_out, settled=settled(WITHIN)),
    )

    assert (found.still_open, found.overdue) == (3, 1)


def test_fewer_than_five_settled_are_few() -> None:
    four = [spell(BEFORE, settled=settled(WITHIN))] * (figures.FEW - 1)

    assert of(*four).are_few
    assert not of(*four, four[0]).are_few


CALENDAR = WorkingCalendar(Nation.ENGLAND, "Europe/London", WITHIN.time(), ())
instants = st.datetimes(datetime(2025, 12, 1), datetime(2027, 2, 1)).map(  # noqa: DTZ001
    lambda moment: CALENDAR.at(moment.date(), moment.time())
)


@st.composite
def spells(draw: st.DrawFn) -> Spell:
    opened_at, other_at = sorted([draw(instants), draw(instants)])
    how = draw(st.sampled_from(Left))
    return spell(
        opened_at,
        is_opened_again=draw(st.booleans()),
        tier_ends=(TierEnd("Practitioners", other_at, how),),
        child=draw(st.none() | st.builds(ChildsTime, st.just(other_at), st.booleans())),
        settled=settled(other_at) if how is Left.SETTLED else None,
        withdrawn_at=other_at if how is Left.WITHDRAWN else None,
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(spells(), max_size=12))
def test_the_quarters_of_a_year_add_up_to_it(found: list[Spell]) -> None:
    def of_period(period: Period) -> Figures:
        each = [Measured(spells=(one,)) for one in found]
        return counted(each, period.begins_at(CALENDAR), period.ends_at(CALENDAR), TIERS)

    year = of_period(Period(2026))
    quarters = [of_period(Period(2026, number)) for number in (1, 2, 3, 4)]

    for name in (
        "settled",
        "raised",
        "opened_again",
        "withdrawn",
        "child_in_time",
        "child_too_late",
        "notes",
    ):
        assert getattr(year, name) == sum(getattr(quarter, name) for quarter in quarters)
    ends = [sum(sum(tier.ends.values()) for tier in each.tiers) for each in (year, *quarters)]
    assert ends[0] == sum(ends[1:])
    assert year.still_open == quarters[-1].still_open
