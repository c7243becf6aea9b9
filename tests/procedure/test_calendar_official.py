from datetime import UTC, date, datetime, time, timedelta

import pytest

from procedure.calendar import HolidaysUnknown, Nation, WorkingCalendar
from tests.procedure.bank_holidays import published
from tests.procedure.london_time import at

PUBLISHED = published()
YEARS = sorted({holiday.on.year for holiday in PUBLISHED})

WHAT_TO_DO = """
The bank holidays of {year} are not in tests/procedure/bank_holidays.py.
Add them from https://www.gov.uk/bank-holidays, with their weekdays, and run these tests again.
If working time then differs from them, take a newer calendar: make lock LOCK_OPTIONS=--upgrade
If it still differs, the day is new: until the calendar has it, each area adds it to its closed_on.
"""


def calendar_of(nation: Nation) -> WorkingCalendar:
    return WorkingCalendar(nation, "Europe/London", time(17, 0), ())


def weekdays_of(year: int) -> list[date]:
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    return [day for day in days if day.year == year and day.weekday() < 5]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("nation", Nation)
def test_the_only_weekdays_off_are_those_that_were_published(nation: Nation, year: int) -> None:
    off = {day for day in weekdays_of(year) if not calendar_of(nation).is_working_day(day)}

    assert off == {
        holiday.on for holiday in PUBLISHED if nation in holiday.nations and holiday.on.year == year
    }


def test_the_published_list_has_no_gap_and_begins_in_2018() -> None:
    assert list(range(2018, YEARS[-1] + 1)) == YEARS


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("nation", "usual", "proclaimed"),
    [
        pytest.param(Nation.ENGLAND, 8, {2022: 2, 2023: 1}, id="England"),
        pytest.param(Nation.WALES, 8, {2022: 2, 2023: 1}, id="Wales"),
        pytest.param(Nation.SCOTLAND, 9, {2022: 2, 2023: 1, 2026: 1}, id="Scotland"),
        pytest.param(Nation.NORTHERN_IRELAND, 10, {2022: 2, 2023: 1}, id="Northern Ireland"),
    ],
)
def test_the_published_list_has_the_usual_days_and_those_proclaimed_once(
    nation: Nation, usual: int, proclaimed: dict[int, int], year: int
) -> None:
    days = [holiday for holiday in PUBLISHED if nation in holiday.nations and holiday.on.year == year]

    assert len(days) == usual + proclaimed.get(year, 0)


@pytest.mark.parametrize(
    ("day", "nations_at_work"),
    [
        pytest.param("Monday 2020-05-04", "ENG WLS SCT NIR", id="early May moved to"),
        pytest.param("Friday 2020-05-08", "", id="VE day"),
        pytest.param("Monday 2022-05-30", "ENG WLS SCT NIR", id="spring moved to the jubilee"),
        pytest.param("Thursday 2022-06-02", "", id="the platinum jubilee"),
        pytest.param("Friday 2022-06-03", "", id="the platinum jubilee's second day"),
        pytest.param("Monday 2022-09-19", "", id="the state funeral"),
        pytest.param("Monday 2023-05-08", "", id="the coronation"),
        pytest.param("Monday 2026-06-15", "ENG WLS NIR", id="the World Cup, in Scotland"),
        pytest.param("Tuesday 2023-01-03", "ENG WLS NIR", id="Scotland's 2 January, pushed on by New Year"),
        pytest.param("Tuesday 2022-01-04", "ENG WLS NIR", id="Scotland's 2 January, on a Sunday"),
        pytest.param("Monday 2022-12-26", "", id="Boxing Day keeps its day after a Christmas on Sunday"),
        pytest.param("Tuesday 2022-12-27", "", id="instead of a Christmas on Sunday"),
        pytest.param("Wednesday 2022-12-28", "ENG WLS SCT NIR", id="at work after a Christmas on Sunday"),
        pytest.param("Monday 2027-12-27", "", id="instead of a Christmas on Saturday"),
        pytest.param("Tuesday 2027-12-28", "", id="instead of a Boxing Day on Sunday"),
        pytest.param("Monday 2024-12-02", "ENG WLS NIR", id="instead of Saint Andrew's Day on Saturday"),
        pytest.param("Monday 2025-12-01", "ENG WLS NIR", id="instead of Saint Andrew's Day on Sunday"),
        pytest.param("Monday 2024-03-18", "ENG WLS SCT", id="instead of Saint Patrick's Day on Sunday"),
        pytest.param("Monday 2025-07-14", "ENG WLS SCT", id="instead of the Boyne on Saturday"),
        pytest.param("Monday 2028-08-07", "ENG WLS NIR", id="Scotland's summer, the first Monday of August"),
        pytest.param("Monday 2028-08-28", "SCT", id="the others' summer, the last Monday of August"),
    ],
)
def test_a_day_that_was_moved_or_proclaimed_is_off_where_it_was(day: str, nations_at_work: str) -> None:
    on = at(f"{day} 12:00").date()

    at_work = [nation for nation in Nation if calendar_of(nation).is_working_day(on)]

    assert " ".join(at_work) == nations_at_work


def test_next_year_has_been_published_and_is_on_the_list() -> None:
    # The one test here that reads the machine's clock: it is to fail in time for somebody to act.
    next_year = datetime.now(UTC).year + 1

    assert next_year in YEARS, WHAT_TO_DO.format(year=next_year)


@pytest.mark.parametrize("nation", Nation)
@pytest.mark.parametrize(
    "day",
    [
        pytest.param("Friday 9998-12-25", id="beyond the last year that is known"),
        pytest.param("Thursday 1788-12-25", id="before the first"),
    ],
)
def test_a_year_that_is_not_known_is_an_error_and_never_a_year_without_holidays(
    nation: Nation, day: str
) -> None:
    christmas = at(f"{day} 12:00").date()

    with pytest.raises(HolidaysUnknown) as raised:
        calendar_of(nation).is_working_day(christmas)

    assert (raised.value.nation, raised.value.year) == (nation, christmas.year)
    assert str(raised.value) == f"the bank holidays of {christmas.year} are not known ({nation})"


def test_no_working_day_is_counted_in_a_year_that_is_not_known() -> None:
    calendar = calendar_of(Nation.ENGLAND)

    with pytest.raises(LookupError, match="9998"):
        calendar.working_day_after(date(9998, 5, 1))
    with pytest.raises(LookupError, match="9998"):
        calendar.working_day_before(date(9998, 5, 31))
    with pytest.raises(LookupError, match="9998"):
        calendar.next_at(datetime(9998, 5, 1, 9, 0, tzinfo=UTC), time(9, 0))


# The Summer Time Order 2002: from the last Sunday of March to the last Sunday of October.
@pytest.mark.parametrize(
    ("forward", "back"),
    [
        pytest.param("Sunday 2018-03-25", "Sunday 2018-10-28", id="2018"),
        pytest.param("Sunday 2019-03-31", "Sunday 2019-10-27", id="2019"),
        pytest.param("Sunday 2020-03-29", "Sunday 2020-10-25", id="2020"),
        pytest.param("Sunday 2021-03-28", "Sunday 2021-10-31", id="2021"),
        pytest.param("Sunday 2022-03-27", "Sunday 2022-10-30", id="2022"),
        pytest.param("Sunday 2023-03-26", "Sunday 2023-10-29", id="2023"),
        pytest.param("Sunday 2024-03-31", "Sunday 2024-10-27", id="2024"),
        pytest.param("Sunday 2025-03-30", "Sunday 2025-10-26", id="2025"),
        pytest.param("Sunday 2026-03-29", "Sunday 2026-10-25", id="2026"),
        pytest.param("Sunday 2027-03-28", "Sunday 2027-10-31", id="2027"),
        pytest.param("Sunday 2028-03-26", "Sunday 2028-10-29", id="2028"),
    ],
)
def test_the_day_closes_by_summer_time_from_the_end_of_march_to_the_end_of_october(
    forward: str, back: str
) -> None:
    calendar = calendar_of(Nation.ENGLAND)
    to_summer, to_winter = (at(f"{day} 12:00").date() for day in (forward, back))
    days = [to_summer - timedelta(days=1), to_summer, to_winter - timedelta(days=1), to_winter]

    assert [calendar.close_of(day).hour for day in days] == [17, 16, 16, 17]
