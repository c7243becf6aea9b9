from datetime import date, time

import pytest

from procedure.calendar import ClosedDay, Nation, WorkingCalendar
from procedure.lengths import Limit, Unit
from procedure.limits import end_of
from tests.procedure.london_time import at

TWO_WORKING_DAYS = Limit(2, Unit.WORKING_DAYS, "set by the area")
FORTY_EIGHT_HOURS = Limit(48, Unit.HOURS, "set by the area")
WORKING_WEEK = Limit(1, Unit.WORKING_WEEKS, "London 11.1.4")

ENGLAND = WorkingCalendar(Nation.ENGLAND, "Europe/London", time(17, 0), ())
# Closed on a working day, on a Saturday, on a bank holiday, and on a working day again.
CLOSED_OVER_CHRISTMAS = WorkingCalendar(
    Nation.ENGLAND,
    "Europe/London",
    time(16, 30),
    tuple(ClosedDay(date(2026, 12, day), "offices closed") for day in (24, 26, 28, 29)),
)


@pytest.mark.parametrize(
    ("since", "ends"),
    [
        pytest.param(
            "Thursday 2026-11-26 10:00",
            {"ENG WLS NIR": "Monday 2026-11-30 17:00", "SCT": "Tuesday 2026-12-01 17:00"},
            id="over Saint Andrew's Day",
        ),
        pytest.param(
            "Friday 2025-11-28 10:00",
            {"ENG WLS NIR": "Tuesday 2025-12-02 17:00", "SCT": "Wednesday 2025-12-03 17:00"},
            id="over the day instead of Saint Andrew's on Sunday",
        ),
        pytest.param(
            "Thursday 2026-12-31 10:00",
            {"ENG WLS NIR": "Tuesday 2027-01-05 17:00", "SCT": "Wednesday 2027-01-06 17:00"},
            id="over a New Year whose 2 January is a Saturday",
        ),
        pytest.param(
            "Friday 2022-12-30 10:00",
            {"ENG WLS NIR": "Wednesday 2023-01-04 17:00", "SCT": "Thursday 2023-01-05 17:00"},
            id="over a New Year on Sunday",
        ),
        pytest.param(
            "Friday 2026-03-13 10:00",
            {"ENG WLS SCT": "Tuesday 2026-03-17 17:00", "NIR": "Wednesday 2026-03-18 17:00"},
            id="over Saint Patrick's Day",
        ),
        pytest.param(
            "Friday 2026-07-10 10:00",
            {"ENG WLS SCT": "Tuesday 2026-07-14 17:00", "NIR": "Wednesday 2026-07-15 17:00"},
            id="over the day instead of the Boyne on Sunday",
        ),
        pytest.param(
            "Thursday 2026-04-02 10:00",
            {"ENG WLS NIR": "Wednesday 2026-04-08 17:00", "SCT": "Tuesday 2026-04-07 17:00"},
            id="over Easter",
        ),
        pytest.param(
            "Friday 2026-07-31 10:00",
            {"ENG WLS NIR": "Tuesday 2026-08-04 17:00", "SCT": "Wednesday 2026-08-05 17:00"},
            id="over Scotland's summer bank holiday",
        ),
        pytest.param(
            "Friday 2026-08-28 10:00",
            {"ENG WLS NIR": "Wednesday 2026-09-02 17:00", "SCT": "Tuesday 2026-09-01 17:00"},
            id="over the others' summer bank holiday",
        ),
        pytest.param(
            "Friday 2026-06-12 10:00",
            {"ENG WLS NIR": "Tuesday 2026-06-16 17:00", "SCT": "Wednesday 2026-06-17 17:00"},
            id="over the day of the World Cup",
        ),
        pytest.param(
            "Wednesday 2020-05-06 10:00",
            {"ENG WLS SCT NIR": "Monday 2020-05-11 17:00"},
            id="over VE day",
        ),
        pytest.param(
            "Friday 2020-05-01 10:00",
            {"ENG WLS SCT NIR": "Tuesday 2020-05-05 17:00"},
            id="over the Monday that was at work for it",
        ),
        pytest.param(
            "Wednesday 2022-06-01 10:00",
            {"ENG WLS SCT NIR": "Tuesday 2022-06-07 17:00"},
            id="over the platinum jubilee",
        ),
        pytest.param(
            "Thursday 2022-09-15 10:00",
            {"ENG WLS SCT NIR": "Tuesday 2022-09-20 17:00"},
            id="over the state funeral",
        ),
        pytest.param(
            "Thursday 2023-05-04 10:00",
            {"ENG WLS SCT NIR": "Tuesday 2023-05-09 17:00"},
            id="over the coronation",
        ),
        pytest.param(
            "Friday 2027-12-24 10:00",
            {"ENG WLS SCT NIR": "Thursday 2027-12-30 17:00"},
            id="over a Christmas on Saturday",
        ),
        pytest.param(
            "Friday 2022-12-23 10:00",
            {"ENG WLS SCT NIR": "Thursday 2022-12-29 17:00"},
            id="over a Christmas on Sunday",
        ),
    ],
)
def test_two_working_days_go_by_the_holidays_of_the_nation(since: str, ends: dict[str, str]) -> None:
    expected = {Nation(nation): at(end) for nations, end in ends.items() for nation in nations.split()}

    found = {
        nation: end_of(TWO_WORKING_DAYS, at(since), WorkingCalendar(nation, "Europe/London", time(17, 0), ()))
        for nation in Nation
    }

    assert found == expected


@pytest.mark.parametrize(
    ("since", "hours_end", "working_days_end"),
    [
        pytest.param(
            "Tuesday 2026-06-16 10:00",
            "Thursday 2026-06-18 10:00",
            "Thursday 2026-06-18 17:00",
            id="within a week",
        ),
        pytest.param(
            "Tuesday 2026-06-16 18:00",
            "Thursday 2026-06-18 18:00",
            "Thursday 2026-06-18 17:00",
            id="after closing, the working days end first",
        ),
        pytest.param(
            "Friday 2026-11-27 16:00",
            "Sunday 2026-11-29 16:00",
            "Tuesday 2026-12-01 17:00",
            id="over a weekend",
        ),
        pytest.param(
            "Saturday 2026-11-28 10:00",
            "Monday 2026-11-30 10:00",
            "Tuesday 2026-12-01 17:00",
            id="from a Saturday",
        ),
        pytest.param(
            "Thursday 2026-12-24 16:00",
            "Saturday 2026-12-26 16:00",
            "Wednesday 2026-12-30 17:00",
            id="over Christmas",
        ),
        pytest.param(
            "Saturday 2026-03-28 10:00",
            "Monday 2026-03-30 11:00",
            "Tuesday 2026-03-31 17:00",
            id="an hour is left out in March",
        ),
        pytest.param(
            "Saturday 2026-10-24 10:00",
            "Monday 2026-10-26 09:00",
            "Tuesday 2026-10-27 17:00",
            id="an hour comes twice in October",
        ),
        pytest.param(
            "Monday 2028-02-28 12:00",
            "Wednesday 2028-03-01 12:00",
            "Wednesday 2028-03-01 17:00",
            id="over 29 February",
        ),
        pytest.param(
            "Saturday 2027-02-27 12:00",
            "Monday 2027-03-01 12:00",
            "Tuesday 2027-03-02 17:00",
            id="over the end of a February without one",
        ),
        pytest.param(
            "Thursday 2100-02-25 12:00",
            "Saturday 2100-02-27 12:00",
            "Monday 2100-03-01 17:00",
            id="in 2100, which is no leap year",
        ),
    ],
)
def test_forty_eight_hours_are_not_two_working_days(
    since: str, hours_end: str, working_days_end: str
) -> None:
    assert end_of(FORTY_EIGHT_HOURS, at(since), ENGLAND) == at(hours_end)
    assert end_of(TWO_WORKING_DAYS, at(since), ENGLAND) == at(working_days_end)


@pytest.mark.clause("London 11.1.4")
@pytest.mark.parametrize(
    ("since", "end"),
    [
        pytest.param("Friday 2028-02-25 10:00", "Friday 2028-03-03 17:00", id="over 29 February"),
        pytest.param("Tuesday 2028-02-29 10:00", "Tuesday 2028-03-07 17:00", id="from 29 February"),
        pytest.param("Tuesday 2028-02-22 10:00", "Tuesday 2028-02-29 17:00", id="to 29 February"),
        pytest.param("Monday 2027-02-22 10:00", "Monday 2027-03-01 17:00", id="where there is none"),
    ],
)
def test_a_working_week_counts_the_leap_day(since: str, end: str) -> None:
    assert end_of(WORKING_WEEK, at(since), ENGLAND) == at(end)


@pytest.mark.parametrize(
    ("limit", "since", "end"),
    [
        pytest.param(
            TWO_WORKING_DAYS,
            "Tuesday 2026-12-22 10:00",
            "Wednesday 2026-12-30 16:30",
            id="working days step over them, and over no other day",
        ),
        pytest.param(
            TWO_WORKING_DAYS,
            "Wednesday 2026-12-23 10:00",
            "Thursday 2026-12-31 16:30",
            id="all between are closed days, weekend and holidays",
        ),
        pytest.param(
            TWO_WORKING_DAYS,
            "Thursday 2026-12-24 10:00",
            "Thursday 2026-12-31 16:30",
            id="raised on a closed day",
        ),
        pytest.param(
            WORKING_WEEK,
            "Friday 2026-12-18 16:45",
            "Thursday 2026-12-31 16:30",
            id="a working week, raised after closing",
        ),
        pytest.param(
            Limit(1, Unit.CALENDAR_DAYS, ""),
            "Wednesday 2026-12-23 10:00",
            "Thursday 2026-12-24 16:30",
            id="a calendar day ends on one, at closing time",
        ),
        pytest.param(
            FORTY_EIGHT_HOURS,
            "Wednesday 2026-12-23 10:00",
            "Friday 2026-12-25 10:00",
            id="hours know neither closed day nor closing time",
        ),
    ],
)
def test_an_area_has_its_own_closed_days_and_closing_time(limit: Limit, since: str, end: str) -> None:
    assert end_of(limit, at(since), CLOSED_OVER_CHRISTMAS) == at(end)


@pytest.mark.parametrize(
    ("closing_time", "end"),
    [
        pytest.param(time(12, 0), "Thursday 2026-06-18 12:00", id="noon, before the hour of entry"),
        pytest.param(time(16, 30), "Thursday 2026-06-18 16:30", id="half past four"),
        pytest.param(time(18, 0), "Thursday 2026-06-18 18:00", id="six"),
        pytest.param(time(23, 59), "Thursday 2026-06-18 23:59", id="the last minute, in summer"),
    ],
)
def test_the_closing_time_moves_the_hour_of_the_end_and_not_its_day(closing_time: time, end: str) -> None:
    calendar = WorkingCalendar(Nation.ENGLAND, "Europe/London", closing_time, ())

    assert end_of(TWO_WORKING_DAYS, at("Tuesday 2026-06-16 16:45"), calendar) == at(end)


@pytest.mark.parametrize("unit", [Unit.WORKING_DAYS, Unit.WORKING_WEEKS])
def test_no_limit_is_told_that_ends_in_a_year_whose_holidays_are_not_known(unit: Unit) -> None:
    with pytest.raises(LookupError, match="are not known"):
        end_of(Limit(9999, unit, ""), at("Thursday 2090-06-01 10:00"), ENGLAND)
