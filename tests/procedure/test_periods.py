from datetime import date

import pytest

from procedure import periods
from procedure.periods import Period
from procedure.rules import Rules
from tests.procedure.london_time import at
from tests.procedure.partnership import refuses


@pytest.mark.parametrize(
    ("words", "first_on", "last_on"),
    [
        pytest.param("2026", date(2026, 1, 1), date(2026, 12, 31), id="a year"),
        pytest.param("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), id="the first quarter"),
        pytest.param("2028-Q1", date(2028, 1, 1), date(2028, 3, 31), id="with a leap day"),
        pytest.param("2026-Q2", date(2026, 4, 1), date(2026, 6, 30), id="the second quarter"),
        pytest.param("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), id="the third quarter"),
        pytest.param("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), id="the last quarter"),
    ],
)
def test_a_period_has_a_first_and_a_last_day_and_is_written_as_it_is_read(
    words: str, first_on: date, last_on: date
) -> None:
    period = periods.read(words)

    assert (period.id, period.first_on, period.last_on) == (words, first_on, last_on)


@pytest.mark.parametrize(
    "words",
    ["", "2026-Q5", "2026-Q0", "2026-q4", "26-Q4", "2026-Q", "1926", "2026-Q4 ", "2026/Q4", "\u0662026"],
)
def test_what_is_no_period_is_refused(words: str) -> None:
    with refuses("no_such_period"):
        periods.read(words)


def test_a_quarter_begins_and_ends_at_midnight_on_the_areas_clocks(london_rules: Rules) -> None:
    summer = Period(2026, 2)

    assert summer.begins_at(london_rules.calendar) == at("Wednesday 2026-04-01 00:00")
    assert summer.ends_at(london_rules.calendar) == at("Wednesday 2026-07-01 00:00")


@pytest.mark.parametrize(
    ("day", "period"),
    [
        pytest.param(date(2026, 3, 31), "2026-Q1", id="the last day of one"),
        pytest.param(date(2026, 4, 1), "2026-Q2", id="the first day of the next"),
        pytest.param(date(2026, 12, 31), "2026-Q4", id="the last day of the year"),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, period: str) -> None:
    assert periods.quarter_of(day).id == period


def test_what_has_begun_lately_is_listed_with_the_newest_first() -> None:
    quarters, years = periods.lately(date(2026, 4, 1), 2)

    assert [each.id for each in quarters] == [
        "2026-Q2",
        "2026-Q1",
        "2025-Q4",
        "2025-Q3",
        "2025-Q2",
        "2025-Q1",
    ]
    assert [each.id for each in years] == ["2026", "2025"]


def test_a_period_to_come_is_refused_until_its_first_instant(london_rules: Rules) -> None:
    calendar, period = london_rules.calendar, Period(2027, 1)

    with refuses("period_to_come"):
        periods.require_begun(period, calendar, at("Thursday 2026-12-31 23:59"))
    assert periods.require_begun(period, calendar, at("Friday 2027-01-01 00:00")) == period
