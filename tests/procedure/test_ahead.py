from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.ahead import Lack, SetBy, TierAhead, as_written, in_force
from procedure.area import Area
from procedure.calendar import Nation, WorkingCalendar
from procedure.lengths import Limit, Unit
from procedure.rules import Rules
from procedure.rules import in_force as put_in_force
from procedure.written import Procedure
from tests.procedure.london_time import at, instants
from tests.procedure.partnership import NORTHMERE, TIERS, TUESDAY, raised

ENGLAND = WorkingCalendar(Nation.ENGLAND, "Europe/London", time(17, 0), ())
CHRISTMAS = (
    "Tuesday 2026-12-22 16:30",
    "Thursday 2026-12-31 17:00",
    "Friday 2027-01-08 17:00",
    "Friday 2027-01-15 17:00",
    "Friday 2027-01-22 17:00",
    "Friday 2027-01-29 17:00",
)
URGENTLY = Limit(1, Unit.HOURS, "set by the area: the invented partnership of Northmere, 2026-11-02")
NONE_AT_ALL = Limit(0, Unit.MINUTES, "Short 1")

lengths = st.builds(Limit, st.integers(0, 15), st.sampled_from(Unit), st.just("set by the area"))
urgent_lengths = st.builds(
    Limit, st.integers(1, 90), st.sampled_from([Unit.MINUTES, Unit.HOURS]), st.just("set by the area")
)


def with_limits(rules: Rules, limits: dict[str, Limit]) -> Rules:
    """Return the rules with other limits than the text's, as if another text had given them."""
    tiers = tuple(replace(tier, limit=limits.get(tier.id, tier.limit)) for tier in rules.procedure.tiers)
    return replace(rules, procedure=replace(rules.procedure, tiers=tiers))


def times(ahead: tuple[TierAhead, ...]) -> list[tuple[datetime | None, datetime | None]]:
    return [(tier.called_at, tier.due_at) for tier in ahead]


def goes_by(tier: TierAhead) -> tuple[SetBy, Limit | None]:
    """Return who gave a tier of one step its time, and how long it is."""
    (step,) = tier.steps
    return step.set_by, step.limit


def has_no_time(tier: TierAhead) -> bool:
    """Say whether the next tier is called in the same breath."""
    return tier.due_at is not None and tier.due_at == tier.called_at


@pytest.mark.clause("London 11.1.4")
@pytest.mark.clause("London 11.1.7")
def test_each_tier_is_called_when_the_time_of_the_one_before_runs_out(london_rules: Rules) -> None:
    ahead = in_force(london_rules, at(TUESDAY))

    moments = [at(moment) for moment in CHRISTMAS]
    assert times(ahead) == list(pairwise(moments))
    assert [tier.tier.id for tier in ahead] == list(TIERS)
    assert [tier.lack for tier in ahead] == [None] * 5
    assert [has_no_time(tier) for tier in ahead] == [False] * 5


def test_it_is_said_whether_the_text_or_the_area_gave_the_time(london_rules: Rules) -> None:
    ahead = in_force(london_rules, at(TUESDAY))

    assert [goes_by(tier) for tier in ahead] == [
        *[(SetBy.TEXT, london_rules.limit(index)) for index in (0, 1)],
        *[(SetBy.AREA, london_rules.limit(index)) for index in (2, 3, 4)],
    ]


def test_a_manager_without_any_time_has_the_urgent_limit(london_rules: Rules) -> None:
    rules = with_limits(london_rules, {"senior_managers": NONE_AT_ALL})

    ahead = in_force(rules, at(TUESDAY))

    _, first_line, senior, heads, _ = ahead
    assert [tier.tier.id for tier in ahead] == list(TIERS)
    assert (goes_by(first_line)[0], first_line.due_at) == (SetBy.TEXT, at("Friday 2027-01-08 17:00"))
    assert (*goes_by(senior), has_no_time(senior)) == (SetBy.URGENT, URGENTLY, False)
    assert senior.due_at == at("Friday 2027-01-08 18:00")
    assert (goes_by(heads)[0], heads.called_at) == (SetBy.AREA, at("Friday 2027-01-08 18:00"))
    assert heads.due_at == at("Friday 2027-01-15 17:00")


@pytest.mark.parametrize(
    ("limits", "set_by"),
    [
        pytest.param({}, SetBy.TEXT, id="by the text"),
        pytest.param({"practitioners": NONE_AT_ALL}, SetBy.AREA, id="by the area"),
    ],
)
def test_practitioners_without_any_time_are_passed_over_and_all_above_are_urgent(
    london_rules: Rules, limits: dict[str, Limit], set_by: SetBy
) -> None:
    area = replace(london_rules.area, limits={**london_rules.area.limits, **limits})
    rules = replace(with_limits(london_rules, {"practitioners": NONE_AT_ALL}), area=area)

    practitioners, *above = in_force(rules, at(TUESDAY))

    assert has_no_time(practitioners)
    assert practitioners.tier == rules.tier(0)
    assert goes_by(practitioners) == (set_by, NONE_AT_ALL)
    assert practitioners.called_at == practitioners.due_at == at(TUESDAY)
    assert [goes_by(tier) for tier in above] == [(SetBy.URGENT, URGENTLY)] * 4
    assert [tier.due_at for tier in above] == [
        at(f"Tuesday 2026-12-22 {hour}:30") for hour in (17, 18, 19, 20)
    ]


def test_a_limit_that_is_less_than_the_urgent_one_is_its_own(london_rules: Rules) -> None:
    quarter = Limit(15, Unit.MINUTES, "Short 2")
    rules = with_limits(london_rules, {"practitioners": NONE_AT_ALL, "first_line_managers": quarter})

    first_line = in_force(rules, at(TUESDAY))[1]

    assert goes_by(first_line) == (SetBy.TEXT, quarter)
    assert first_line.due_at == at("Tuesday 2026-12-22 16:45")


def test_a_limit_that_is_as_long_as_the_urgent_one_is_its_own(london_rules: Rules) -> None:
    hour = Limit(60, Unit.MINUTES, "Short 2")
    rules = with_limits(london_rules, {"practitioners": NONE_AT_ALL, "first_line_managers": hour})

    first_line = in_force(rules, at(TUESDAY))[1]

    assert goes_by(first_line) == (SetBy.TEXT, hour)


@given(
    when=instants.map(lambda instant: f"{ENGLAND.local(instant):%A %Y-%m-%d %H:%M}"),
    limits=st.fixed_dictionaries(dict.fromkeys(TIERS, lengths)),
    urgent=urgent_lengths,
)
def test_what_lies_ahead_is_when_the_ladder_moves_if_nobody_answers(
    when: str, limits: dict[str, Limit], urgent: Limit
) -> None:
    rules = with_limits(replace(NORTHMERE, area=replace(NORTHMERE.area, urgent_limit=urgent)), limits)

    ahead = in_force(rules, at(when))

    story = raised(rules, when=when)
    reached = {story.case.tier.id: (story.now, story.case.due_at)}
    while not story.case.is_at_the_top:
        story = story.run_out()
        reached[story.case.tier.id] = (story.now, story.case.due_at)
    assert {tier.tier.id: (tier.called_at, tier.due_at) for tier in ahead if not has_no_time(tier)} == reached


@pytest.mark.clause("London 11.1.4")
def test_without_an_area_times_are_known_as_far_as_the_text_gives_limits(london: Procedure) -> None:
    ahead = as_written(london, ENGLAND, at(TUESDAY))

    assert times(ahead) == [
        (at(CHRISTMAS[0]), at(CHRISTMAS[1])),
        (at(CHRISTMAS[1]), at(CHRISTMAS[2])),
        (at(CHRISTMAS[2]), None),
        (None, None),
        (None, None),
    ]
    assert [tier.lack for tier in ahead] == [None, None, Lack.LIMIT, Lack.LIMIT, Lack.LIMIT]
    assert [goes_by(tier) for tier in ahead] == [(SetBy.TEXT, tier.limit) for tier in london.tiers]
    assert [tier.tier for tier in ahead] == list(london.tiers)


@pytest.mark.clause("Beds 5 (table)")
def test_where_the_text_leaves_all_open_no_time_is_known_but_the_first_call(bedfordshire: Procedure) -> None:
    ahead = as_written(bedfordshire, ENGLAND, at(TUESDAY))

    assert times(ahead) == [(at(TUESDAY), None), (None, None), (None, None)]
    assert {tier.lack for tier in ahead} == {Lack.LIMIT}
    assert not any(has_no_time(tier) for tier in ahead)


def test_a_tier_above_an_open_one_has_its_limit_and_no_time(london: Procedure) -> None:
    open_first = replace(london, tiers=(replace(london.tiers[0], limit=None), *london.tiers[1:]))

    practitioners, first_line, *_ = as_written(open_first, ENGLAND, at(TUESDAY))

    assert practitioners.lack is Lack.LIMIT
    assert (first_line.lack, goes_by(first_line)[1]) == (Lack.TIER_BEFORE, london.tiers[1].limit)
    assert goes_by(first_line)[0] is SetBy.TEXT


@pytest.mark.parametrize("place", [0, 1])
def test_without_an_area_nobody_knows_the_urgent_limit(london: Procedure, place: int) -> None:
    tiers = [*london.tiers]
    tiers[place] = replace(tiers[place], limit=NONE_AT_ALL)

    ahead = as_written(replace(london, tiers=tuple(tiers)), ENGLAND, at(TUESDAY))

    assert ahead[place].lack is Lack.URGENT_LIMIT
    assert goes_by(ahead[place]) == (SetBy.TEXT, NONE_AT_ALL)
    assert ahead[place].called_at == at(CHRISTMAS[place])
    assert ahead[place + 1].called_at is None


def test_a_limit_of_one_is_counted(london: Procedure) -> None:
    minute = replace(london.tiers[0], limit=Limit(1, Unit.MINUTES, "Short 1"))

    ahead = as_written(replace(london, tiers=(minute, *london.tiers[1:])), ENGLAND, at(TUESDAY))

    assert ahead[0].due_at == at("Tuesday 2026-12-22 16:31")


def test_instants_are_in_utc_wherever_they_were_written(london: Procedure, london_rules: Rules) -> None:
    here = ENGLAND.local(at("Monday 2026-06-22 10:00"))

    for ahead in (as_written(london, ENGLAND, here), in_force(london_rules, here)):
        assert {moment.tzinfo for pair in times(ahead) for moment in pair if moment} == {UTC}


def test_the_area_whose_text_is_all_open_gives_every_time(
    bedfordshire: Procedure, example_vale: Area
) -> None:
    ahead = in_force(put_in_force(bedfordshire, example_vale), at(TUESDAY))

    assert [tier.due_at for tier in ahead] == [at(moment) for moment in CHRISTMAS[1:4]]
    assert {goes_by(tier)[0] for tier in ahead} == {SetBy.AREA}
