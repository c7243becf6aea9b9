from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.area import Area
from procedure.calendar import ClosedDay, Nation, WorkingCalendar
from procedure.lengths import Limit, Unit
from procedure.limits import Choice, again_at, due_at, end_of, how_soon
from procedure.rules import Rules, in_force
from procedure.written import Procedure
from tests.procedure.london_time import at, instants
from tests.procedure.partnership import NORTHMERE

ENGLAND = WorkingCalendar(Nation.ENGLAND, "Europe/London", time(17, 0), ())
SCOTLAND = WorkingCalendar(Nation.SCOTLAND, "Europe/London", time(17, 0), ())
CLOSED_ON_CHRISTMAS_EVE = WorkingCalendar(
    Nation.ENGLAND, "Europe/London", time(17, 0), (ClosedDay(date(2026, 12, 24), "offices closed"),)
)
WORKING_WEEK = Limit(1, Unit.WORKING_WEEKS, "London 11.1.4")

limits = st.builds(Limit, st.integers(0, 15), st.sampled_from(Unit), st.just("set by the area"))
working_limits = st.builds(
    Limit,
    st.integers(1, 10),
    st.sampled_from([Unit.WORKING_DAYS, Unit.WORKING_WEEKS]),
    st.just("set by the area"),
)


@pytest.mark.clause("London 11.1.4")
@pytest.mark.parametrize(
    ("since", "end"),
    [
        pytest.param("Monday 2026-05-11 09:30", "Monday 2026-05-18 17:00", id="its day not counted"),
        pytest.param("Monday 2026-05-11 17:00", "Monday 2026-05-18 17:00", id="raised as the day closes"),
        pytest.param("Monday 2026-05-11 23:59", "Monday 2026-05-18 17:00", id="raised late in the evening"),
        pytest.param("Tuesday 2026-05-12 00:00", "Tuesday 2026-05-19 17:00", id="raised a minute later"),
        pytest.param("Saturday 2026-05-09 10:00", "Friday 2026-05-15 17:00", id="raised on a Saturday"),
        pytest.param("Wednesday 2026-05-20 09:30", "Thursday 2026-05-28 17:00", id="over a bank holiday"),
        pytest.param("Wednesday 2026-04-01 16:00", "Friday 2026-04-10 17:00", id="over Easter"),
        pytest.param("Tuesday 2026-12-22 16:30", "Thursday 2026-12-31 17:00", id="over Christmas"),
        pytest.param("Thursday 2026-03-26 16:00", "Thursday 2026-04-02 17:00", id="over the March change"),
        pytest.param("Thursday 2026-10-22 16:00", "Thursday 2026-10-29 17:00", id="over the October change"),
    ],
)
def test_a_working_week_ends_at_the_close_of_the_fifth_working_day(since: str, end: str) -> None:
    assert end_of(WORKING_WEEK, at(since), ENGLAND) == at(end)


@pytest.mark.parametrize(
    ("calendar", "limit", "since", "end"),
    [
        pytest.param(
            SCOTLAND,
            Limit(1, Unit.WORKING_DAYS, ""),
            "Wednesday 2025-12-31 10:00",
            "Monday 2026-01-05 17:00",
            id="over Scotland's 2 January",
        ),
        pytest.param(
            ENGLAND,
            Limit(1, Unit.WORKING_DAYS, ""),
            "Wednesday 2025-12-31 10:00",
            "Friday 2026-01-02 17:00",
            id="over England's New Year",
        ),
        pytest.param(
            CLOSED_ON_CHRISTMAS_EVE,
            Limit(2, Unit.WORKING_DAYS, ""),
            "Tuesday 2026-12-22 10:00",
            "Tuesday 2026-12-29 17:00",
            id="over a closed day of the area",
        ),
        pytest.param(
            ENGLAND,
            Limit(2, Unit.WORKING_WEEKS, ""),
            "Monday 2026-06-01 10:00",
            "Monday 2026-06-15 17:00",
            id="two working weeks are ten working days",
        ),
        pytest.param(
            ENGLAND,
            Limit(3, Unit.CALENDAR_DAYS, ""),
            "Thursday 2026-12-24 10:00",
            "Sunday 2026-12-27 17:00",
            id="calendar days run on over weekend and holiday",
        ),
        pytest.param(
            ENGLAND,
            Limit(1, Unit.CALENDAR_DAYS, ""),
            "Saturday 2026-03-28 10:00",
            "Sunday 2026-03-29 17:00",
            id="a calendar day over the March change",
        ),
        pytest.param(
            ENGLAND,
            Limit(24, Unit.HOURS, ""),
            "Saturday 2026-03-28 17:00",
            "Sunday 2026-03-29 18:00",
            id="hours are elapsed time in March",
        ),
        pytest.param(
            ENGLAND,
            Limit(24, Unit.HOURS, ""),
            "Saturday 2026-10-24 17:00",
            "Sunday 2026-10-25 16:00",
            id="hours are elapsed time in October",
        ),
        pytest.param(
            ENGLAND,
            Limit(90, Unit.MINUTES, ""),
            "Friday 2026-12-25 23:00",
            "Saturday 2026-12-26 00:30",
            id="minutes know no holiday",
        ),
        pytest.param(
            ENGLAND,
            Limit(0, Unit.WORKING_DAYS, ""),
            "Tuesday 2026-12-22 16:30",
            "Tuesday 2026-12-22 16:30",
            id="no working days end at once",
        ),
        pytest.param(
            ENGLAND,
            Limit(0, Unit.CALENDAR_DAYS, ""),
            "Tuesday 2026-12-22 18:30",
            "Tuesday 2026-12-22 18:30",
            id="no calendar days end at once",
        ),
    ],
)
def test_a_limit_is_counted_in_its_own_unit(
    calendar: WorkingCalendar, limit: Limit, since: str, end: str
) -> None:
    assert end_of(limit, at(since), calendar) == at(end)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("value", [0, 1])
def test_the_end_is_in_utc_wherever_the_start_was_written(unit: Unit, value: int) -> None:
    since = ENGLAND.local(at("Monday 2026-06-22 10:00"))

    end = end_of(Limit(value, unit, ""), since, ENGLAND)

    assert end.tzinfo is UTC
    assert end == end_of(Limit(value, unit, ""), at("Monday 2026-06-22 10:00"), ENGLAND)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("value", [0, 1])
def test_a_start_without_a_zone_is_refused(unit: Unit, value: int) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        end_of(Limit(value, unit, ""), datetime(2026, 6, 22, 10, 0), ENGLAND)  # noqa: DTZ001


@given(limit=limits, first=instants, second=instants)
def test_who_starts_later_is_never_due_sooner(limit: Limit, first: datetime, second: datetime) -> None:
    sooner, later = sorted((first, second))

    assert end_of(limit, sooner, ENGLAND) <= end_of(limit, later, ENGLAND)


@given(limit=limits, since=instants)
def test_no_limit_ends_before_it_starts(limit: Limit, since: datetime) -> None:
    assert end_of(limit, since, ENGLAND) >= since


@given(limit=working_limits, since=instants)
def test_working_time_ends_on_a_working_day_at_closing_time(limit: Limit, since: datetime) -> None:
    end = ENGLAND.local(end_of(limit, since, ENGLAND))

    assert ENGLAND.is_working_day(end.date())
    assert end.time() == time(17, 0)
    assert end > since


@pytest.mark.clause("London 11.1.4")
@pytest.mark.clause("London 11.1.7")
@pytest.mark.clause("Beds 6.6")
@pytest.mark.parametrize(
    ("protect_by", "due"),
    [
        pytest.param(None, "Monday 2026-05-18 17:00", id="the limit alone"),
        pytest.param("Saturday 2026-05-16 08:00", "Saturday 2026-05-16 08:00", id="sooner to protect"),
        pytest.param("Monday 2026-05-18 17:00", "Monday 2026-05-18 17:00", id="both at once"),
        pytest.param("Friday 2026-06-12 09:30", "Monday 2026-05-18 17:00", id="never later than the limit"),
        pytest.param("Monday 2026-05-11 09:30", "Monday 2026-05-11 09:30", id="as they are called"),
        pytest.param("Friday 2026-05-08 09:30", "Monday 2026-05-11 09:30", id="not before they are called"),
    ],
)
def test_due_is_the_limit_or_the_time_that_protects_the_child_whichever_is_less(
    protect_by: str | None, due: str
) -> None:
    called_at = at("Monday 2026-05-11 09:30")

    found = due_at(WORKING_WEEK, called_at, at(protect_by) if protect_by else None, ENGLAND)

    assert found == at(due)
    assert found.tzinfo is UTC


def test_due_is_in_utc_wherever_the_times_were_written() -> None:
    called_at = ENGLAND.local(at("Monday 2026-06-22 10:00"))

    sooner = due_at(WORKING_WEEK, called_at, called_at + timedelta(hours=1), ENGLAND)
    passed = due_at(WORKING_WEEK, called_at, called_at - timedelta(hours=1), ENGLAND)

    assert (sooner, sooner.tzinfo) == (at("Monday 2026-06-22 11:00"), UTC)
    assert (passed, passed.tzinfo) == (at("Monday 2026-06-22 10:00"), UTC)


@given(limit=limits, called_at=instants, protect_by=st.none() | instants)
def test_due_is_never_before_the_call_and_never_after_the_limit(
    limit: Limit, called_at: datetime, protect_by: datetime | None
) -> None:
    due = due_at(limit, called_at, protect_by, ENGLAND)

    assert called_at <= due <= end_of(limit, called_at, ENGLAND)


@pytest.mark.clause("London 11.1.4")
@pytest.mark.clause("London 11.1.7")
def test_a_disagreement_raised_before_christmas_reaches_the_heads_of_service_in_january(
    london_rules: Rules,
) -> None:
    called_at = at("Tuesday 2026-12-22 16:30")
    due = []
    for index in range(4):
        called_at = due_at(london_rules.limit(index), called_at, None, london_rules.calendar)
        due.append(called_at)

    assert due == [
        at("Thursday 2026-12-31 17:00"),
        at("Friday 2027-01-08 17:00"),
        at("Friday 2027-01-15 17:00"),
        at("Friday 2027-01-22 17:00"),
    ]


@pytest.mark.parametrize(
    ("since", "now", "due", "again"),
    [
        pytest.param(
            "Friday 2026-12-04 17:00",
            "Friday 2026-12-04 17:00",
            "Friday 2026-12-11 17:00",
            "Monday 2026-12-07 09:00",
            id="each working day at nine",
        ),
        pytest.param(
            "Monday 2026-12-07 08:00",
            "Monday 2026-12-07 08:00",
            "Monday 2026-12-14 17:00",
            "Monday 2026-12-07 09:00",
            id="at nine of the same day",
        ),
        pytest.param(
            "Friday 2026-12-04 17:00",
            "Thursday 2026-12-10 09:00",
            "Friday 2026-12-11 17:00",
            "Friday 2026-12-11 09:00",
            id="at nine of the last day",
        ),
        pytest.param(
            "Friday 2026-12-04 17:00",
            "Friday 2026-12-11 09:00",
            "Friday 2026-12-11 17:00",
            None,
            id="not every few minutes of the last day",
        ),
        pytest.param(
            "Friday 2026-12-11 10:00",
            "Friday 2026-12-11 10:00",
            "Friday 2026-12-11 17:00",
            "Friday 2026-12-11 10:20",
            id="every few minutes for who is called on the last day",
        ),
        pytest.param(
            "Friday 2026-11-27 16:50",
            "Friday 2026-11-27 17:10",
            "Friday 2026-11-27 17:50",
            "Friday 2026-11-27 17:30",
            id="every few minutes of an hour",
        ),
        pytest.param(
            "Friday 2026-11-27 16:50",
            "Friday 2026-11-27 17:30",
            "Friday 2026-11-27 17:50",
            None,
            id="not when the time runs out",
        ),
        pytest.param(
            "Monday 2026-11-30 08:50",
            "Monday 2026-11-30 08:50",
            "Monday 2026-11-30 09:00",
            None,
            id="not at nine when the time runs out at nine",
        ),
        pytest.param(
            "Monday 2026-11-30 08:00",
            "Monday 2026-11-30 08:00",
            "Monday 2026-11-30 09:00",
            "Monday 2026-11-30 08:20",
            id="every few minutes until nine",
        ),
        pytest.param(
            "Friday 2026-12-18 17:00",
            "Thursday 2026-12-24 09:00",
            None,
            "Tuesday 2026-12-29 09:00",
            id="where no time runs, each working day",
        ),
    ],
)
def test_a_call_is_repeated_each_working_day_or_sooner_where_there_is_no_morning(
    london_rules: Rules, since: str, now: str, due: str | None, again: str | None
) -> None:
    found = again_at(london_rules, at(since), at(now), at(due) if due else None)

    assert found == (at(again) if again else None)


def test_a_repetition_is_in_utc_wherever_the_times_were_written(london_rules: Rules) -> None:
    now = london_rules.calendar.local(at("Monday 2026-06-22 16:50"))

    soon = again_at(london_rules, now, now, at("Monday 2026-06-22 18:50"))

    assert soon is not None
    assert (soon, soon.tzinfo) == (at("Monday 2026-06-22 17:10"), UTC)


@given(since=instants, waited=st.timedeltas(timedelta(0), timedelta(days=9)), due=st.none() | instants)
def test_a_call_is_repeated_after_now_and_before_due(
    since: datetime, waited: timedelta, due: datetime | None
) -> None:
    now = since + waited

    again = again_at(NORTHMERE, since, now, due)

    assert again is None or (now < again and (due is None or again < due))


@pytest.mark.clause("London 11.1.4")
def test_how_soon_offers_times_of_the_clock_and_the_procedure(london_rules: Rules) -> None:
    offered = how_soon(at("Friday 2026-11-27 16:50"), london_rules)

    assert offered == (
        Choice("two_hours", at("Friday 2026-11-27 18:50")),
        Choice("tomorrow_evening", at("Saturday 2026-11-28 17:00")),
        Choice("next_working_day", at("Monday 2026-11-30 17:00")),
        Choice("procedure", at("Friday 2026-12-04 17:00")),
        Choice("unknown", at("Monday 2026-11-30 17:00")),
        Choice("another", None),
    )


def test_the_procedures_time_is_that_of_its_first_tier(bedfordshire: Procedure, example_vale: Area) -> None:
    limits = {**example_vale.limits, "practitioners": Limit(2, Unit.WORKING_DAYS, "set by the area")}

    offered = how_soon(
        at("Friday 2026-11-27 16:50"), in_force(bedfordshire, replace(example_vale, limits=limits))
    )

    assert Choice("procedure", at("Tuesday 2026-12-01 17:00")) in offered


def test_how_soon_goes_by_the_date_here_and_not_by_that_of_utc(london_rules: Rules) -> None:
    offered = {choice.id: choice.until for choice in how_soon(at("Tuesday 2026-06-23 00:10"), london_rules)}

    assert offered["tomorrow_evening"] == at("Wednesday 2026-06-24 17:00")
    assert offered["next_working_day"] == at("Wednesday 2026-06-24 17:00")


def test_two_hours_are_elapsed_time(london_rules: Rules) -> None:
    two_hours = how_soon(at("Sunday 2026-10-25 00:30"), london_rules)[0]

    assert two_hours.until == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
