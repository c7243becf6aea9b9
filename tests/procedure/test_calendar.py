from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.calendar import ClosedDay, Nation, WorkingCalendar, in_utc
from tests.procedure.london_time import at, instants

ENGLAND = WorkingCalendar(Nation.ENGLAND, "Europe/London", time(17, 0), ())
SCOTLAND = WorkingCalendar(Nation.SCOTLAND, "Europe/London", time(17, 0), ())
CLOSED_ON_CHRISTMAS_EVE = WorkingCalendar(
    Nation.ENGLAND, "Europe/London", time(17, 0), (ClosedDay(date(2026, 12, 24), "offices closed"),)
)

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
times = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("day", "nations_at_work"),
    [
        pytest.param(date(2026, 12, 22), "ENG WLS SCT NIR", id="Tuesday, a plain day"),
        pytest.param(date(2026, 12, 18), "ENG WLS SCT NIR", id="Friday, the last of the week"),
        pytest.param(date(2026, 12, 19), "", id="Saturday"),
        pytest.param(date(2026, 12, 20), "", id="Sunday"),
        pytest.param(date(2026, 12, 21), "ENG WLS SCT NIR", id="Monday, the first of the week"),
        pytest.param(date(2026, 12, 25), "", id="Friday, Christmas"),
        pytest.param(date(2026, 12, 28), "", id="Monday, instead of a Boxing Day on Saturday"),
        pytest.param(date(2027, 1, 1), "", id="Friday, New Year"),
        pytest.param(date(2027, 1, 4), "ENG WLS NIR", id="Monday, for Scotland's 2 January"),
        pytest.param(date(2026, 1, 2), "ENG WLS NIR", id="Friday, Scotland's 2 January"),
        pytest.param(date(2026, 4, 3), "", id="Good Friday"),
        pytest.param(date(2026, 4, 6), "SCT", id="Easter Monday is worked in Scotland"),
        pytest.param(date(2026, 3, 17), "ENG WLS SCT", id="Saint Patrick's Day"),
        pytest.param(date(2026, 7, 13), "ENG WLS SCT", id="instead of the Boyne on Sunday"),
        pytest.param(date(2026, 11, 30), "ENG WLS NIR", id="Saint Andrew's Day"),
        pytest.param(date(2026, 8, 3), "ENG WLS NIR", id="Scotland's summer bank holiday"),
        pytest.param(date(2026, 8, 31), "SCT", id="the others' summer bank holiday"),
        pytest.param(date(2026, 6, 15), "ENG WLS NIR", id="proclaimed for Scotland alone"),
    ],
)
def test_a_working_day_is_no_weekend_and_no_bank_holiday_there(day: date, nations_at_work: str) -> None:
    at_work = [
        nation
        for nation in Nation
        if WorkingCalendar(nation, "Europe/London", time(17, 0), ()).is_working_day(day)
    ]

    assert " ".join(at_work) == nations_at_work


def test_a_closed_day_of_the_area_is_no_working_day_there() -> None:
    assert ENGLAND.is_working_day(date(2026, 12, 24))
    assert not CLOSED_ON_CHRISTMAS_EVE.is_working_day(date(2026, 12, 24))
    assert CLOSED_ON_CHRISTMAS_EVE.is_working_day(date(2026, 12, 23))


@pytest.mark.parametrize(
    ("calendar", "day", "n", "expected"),
    [
        pytest.param(ENGLAND, date(2026, 12, 22), 0, date(2026, 12, 22), id="none after: the day itself"),
        pytest.param(ENGLAND, date(2026, 12, 22), 1, date(2026, 12, 23), id="the day itself is not counted"),
        pytest.param(ENGLAND, date(2026, 12, 22), 5, date(2026, 12, 31), id="over Christmas"),
        pytest.param(ENGLAND, date(2026, 12, 26), 1, date(2026, 12, 29), id="from a Saturday, a holiday"),
        pytest.param(ENGLAND, date(2026, 4, 2), 1, date(2026, 4, 7), id="over Easter"),
        pytest.param(SCOTLAND, date(2026, 4, 2), 1, date(2026, 4, 6), id="over Scotland's Easter"),
        pytest.param(SCOTLAND, date(2025, 12, 31), 1, date(2026, 1, 5), id="over Scotland's New Year"),
        pytest.param(
            CLOSED_ON_CHRISTMAS_EVE,
            date(2026, 12, 22),
            5,
            date(2027, 1, 4),
            id="over a closed day",
        ),
    ],
)
def test_working_days_are_counted_from_the_day_after(
    calendar: WorkingCalendar, day: date, n: int, expected: date
) -> None:
    assert calendar.working_day_after(day, n) == expected


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        pytest.param(date(2026, 12, 23), 1, date(2026, 12, 22), id="the day itself is not counted"),
        pytest.param(date(2026, 12, 29), 1, date(2026, 12, 24), id="back over Christmas"),
        pytest.param(date(2026, 12, 29), 2, date(2026, 12, 23), id="two back over Christmas"),
    ],
)
def test_working_days_are_counted_backwards_too(day: date, n: int, expected: date) -> None:
    assert ENGLAND.working_day_before(day, n) == expected


def test_one_working_day_is_meant_where_no_number_is_given() -> None:
    assert ENGLAND.working_day_after(date(2026, 12, 22)) == date(2026, 12, 23)
    assert ENGLAND.working_day_before(date(2026, 12, 23)) == date(2026, 12, 22)


@given(day=days, n=st.integers(1, 30))
def test_the_nth_working_day_after_has_n_working_days_up_to_it(day: date, n: int) -> None:
    last = ENGLAND.working_day_after(day, n)

    passed = [day + timedelta(days=step) for step in range(1, (last - day).days + 1)]
    assert sum(map(ENGLAND.is_working_day, passed)) == n
    assert ENGLAND.is_working_day(last)


@given(day=days.filter(ENGLAND.is_working_day), n=st.integers(1, 30))
def test_counting_back_undoes_counting_on(day: date, n: int) -> None:
    assert ENGLAND.working_day_before(ENGLAND.working_day_after(day, n), n) == day


@pytest.mark.parametrize(
    ("day", "clock", "instant"),
    [
        pytest.param(date(2026, 12, 22), time(17, 0), datetime(2026, 12, 22, 17, 0, tzinfo=UTC), id="winter"),
        pytest.param(date(2026, 6, 22), time(17, 0), datetime(2026, 6, 22, 16, 0, tzinfo=UTC), id="summer"),
        pytest.param(
            date(2026, 3, 27),
            time(17, 0),
            datetime(2026, 3, 27, 17, 0, tzinfo=UTC),
            id="before March",
        ),
        pytest.param(
            date(2026, 3, 30),
            time(17, 0),
            datetime(2026, 3, 30, 16, 0, tzinfo=UTC),
            id="after March",
        ),
        pytest.param(
            date(2026, 3, 29),
            time(1, 30),
            datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
            id="an hour left out",
        ),
        pytest.param(
            date(2026, 10, 25),
            time(1, 30),
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            id="earlier of two",
        ),
        pytest.param(
            date(2026, 10, 26),
            time(17, 0),
            datetime(2026, 10, 26, 17, 0, tzinfo=UTC),
            id="after October",
        ),
    ],
)
def test_a_time_of_day_is_that_of_the_clocks_here(day: date, clock: time, instant: datetime) -> None:
    found = ENGLAND.at(day, clock)

    assert found == instant
    assert found.tzinfo is UTC


def test_a_day_closes_at_the_hour_that_the_area_sets() -> None:
    early = WorkingCalendar(Nation.ENGLAND, "Europe/London", time(16, 30), ())

    assert ENGLAND.close_of(date(2026, 6, 22)) == at("Monday 2026-06-22 17:00")
    assert early.close_of(date(2026, 6, 22)) == at("Monday 2026-06-22 16:30")


def test_an_instant_is_shown_as_the_clocks_here_show_it() -> None:
    local = ENGLAND.local(datetime(2026, 6, 22, 23, 30, tzinfo=UTC))

    assert local.isoformat() == "2026-06-23T00:30:00+01:00"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^a time without a zone is no instant$"):
        in_utc(datetime(2026, 6, 22, 9, 0))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("Tuesday 2026-12-22 08:59", "Tuesday 2026-12-22 09:00", id="today, while it is to come"),
        pytest.param("Tuesday 2026-12-22 09:00", "Wednesday 2026-12-23 09:00", id="not now, but next"),
        pytest.param("Tuesday 2026-12-22 09:01", "Wednesday 2026-12-23 09:00", id="once it has passed"),
        pytest.param("Thursday 2026-12-24 16:00", "Tuesday 2026-12-29 09:00", id="after Christmas"),
        pytest.param("Friday 2026-12-25 08:00", "Tuesday 2026-12-29 09:00", id="not on a holiday"),
        pytest.param("Friday 2026-03-27 10:00", "Monday 2026-03-30 09:00", id="over the March change"),
        pytest.param("Friday 2026-10-23 10:00", "Monday 2026-10-26 09:00", id="over the October change"),
    ],
)
def test_the_next_time_of_a_working_day_is_always_still_to_come(now: str, expected: str) -> None:
    assert ENGLAND.next_at(at(now), time(9, 0)) == at(expected)


def test_the_next_time_goes_by_the_date_here_and_not_by_that_of_utc() -> None:
    just_after_midnight = at("Tuesday 2026-06-23 00:10")

    assert ENGLAND.next_at(just_after_midnight, time(0, 5)) == at("Wednesday 2026-06-24 00:05")


@given(now=instants, clock=times)
def test_the_next_time_is_later_and_on_a_working_day(now: datetime, clock: time) -> None:
    found = ENGLAND.next_at(now, clock)

    assert found > now
    assert ENGLAND.local(found).time() == clock
    assert ENGLAND.is_working_day(ENGLAND.local(found).date())


@pytest.mark.parametrize(
    ("first", "last", "between"),
    [
        pytest.param(date(2026, 12, 22), date(2026, 12, 22), 0, id="the same day"),
        pytest.param(date(2026, 12, 22), date(2026, 12, 23), 1, id="Tuesday to Wednesday"),
        pytest.param(date(2026, 12, 18), date(2026, 12, 20), 0, id="Friday to Sunday"),
        pytest.param(date(2026, 12, 24), date(2026, 12, 29), 1, id="over Christmas"),
        pytest.param(date(2026, 12, 23), date(2026, 12, 22), 0, id="backwards"),
    ],
)
def test_working_days_between_are_those_after_the_first_day(first: date, last: date, between: int) -> None:
    assert ENGLAND.working_days_between(first, last) == between
