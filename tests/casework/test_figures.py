"""The figures of an area, for its safeguarding leads, and for whoever runs the program."""

import pytest

from casework import figures, notes, raising, resolution
from messages.facts import Report
from messages.figures import text
from procedure.acts import Way
from procedure.measures import Left
from procedure.periods import Period
from storage.people import update
from tests.casework.casebook import Casebook
from tests.casework.test_details import adds
from tests.procedure.partnership import refuses

PLAN = "Implementation of a child protection plan"


def shown(casebook: Casebook, period: str = "", by: str = "Ruth") -> Report:
    return figures.shown(casebook.database, period, by=casebook.person(by), now=casebook.now)


def settled(casebook: Casebook) -> str:
    """Priya and Tom have talked and settled it, and each copy is filed."""
    reference = casebook.raised()
    casebook.noted(reference, "Priya", "Tom")
    notes.approve(casebook.database, reference, 1, 1, by=casebook.person("Tom"), now=casebook.now)
    casebook.agreed(reference, "Priya", "Tom", still_open="nothing")
    for name in ("Priya", "Tom"):
        resolution.file_copy(casebook.database, reference, by=casebook.person(name), now=casebook.now)
    return reference


@pytest.mark.clause("Beds 3.1")
def test_a_lead_sees_the_figures_of_the_quarter_that_runs_and_of_the_year(casebook: Casebook) -> None:
    settled(casebook)
    casebook.with_the_managers()

    quarter, year = shown(casebook), shown(casebook, "2026")

    assert (quarter.area, quarter.period, quarter.is_unfinished) == (
        "Northmere (example)",
        Period(2026, 4),
        True,
    )
    for report in (quarter, year):
        found = report.parts[0].figures
        assert (found.raised, found.settled, found.in_time, found.still_open) == (2, 1, 1, 1)
        assert (found.noted, found.approved_notes, found.filed, found.raisers_told) == (1, 1, 1, 1)
        assert [(tier.title, tier.ends) for tier in found.tiers] == [
            ("Practitioners", {Left.SETTLED: 1, Left.TIME_RAN_OUT: 1})
        ]
    assert quarter.quarters[0] == Period(2026, 4)
    assert quarter.years == (Period(2026), Period(2025), Period(2024))


def test_the_quarter_before_stays_as_it_was_and_is_finished(casebook: Casebook) -> None:
    settled(casebook)
    casebook.moves_to("Friday 2027-01-01 00:00")

    before, now = shown(casebook, "2026-Q4"), shown(casebook)

    assert (before.is_unfinished, before.parts[0].figures.settled) == (False, 1)
    assert (now.period, now.parts[0].figures.are_none) == (Period(2027, 1), True)


@pytest.mark.clause("London 11.2.2")
def test_disagreements_over_a_protection_plan_are_counted_in_a_part_of_their_own(casebook: Casebook) -> None:
    adds(casebook, casebook.raised(), subject="plan_progress")
    casebook.raised()

    rest, plan = shown(casebook).parts

    assert (rest.title, rest.figures.raised) == ("", 1)
    assert (plan.title, plan.clause, plan.figures.raised) == (PLAN, "London 11.2.2", 1)


@pytest.mark.clause("Beds 8.2")
@pytest.mark.parametrize("way", [Way.INSIDE, Way.CONCERN])
def test_the_figures_are_the_same_whether_or_not_there_is_something_inside_an_agency(
    casebook: Casebook, way: Way
) -> None:
    settled(casebook)
    before = shown(casebook)

    casebook.raised("Owen", way=way)

    assert shown(casebook) == before


def test_what_was_raised_by_mistake_and_taken_back_is_not_counted(casebook: Casebook) -> None:
    reference = casebook.raised()
    raising.take_back(casebook.database, reference, by=casebook.person("Priya"), now=casebook.now)

    assert shown(casebook).parts[0].figures.are_none


def test_nothing_in_the_figures_names_a_disagreement_a_person_or_an_agency(casebook: Casebook) -> None:
    reference = settled(casebook)

    for words in (text(shown(casebook)), str(shown(casebook))):
        for name in (reference, "Priya", "Tom", "Health", "Children's Services"):
            assert name not in words


@pytest.mark.parametrize("by", ["Priya", "Tom", "Grace", "Lucy"])
def test_nobody_but_a_safeguarding_lead_sees_them(casebook: Casebook, by: str) -> None:
    with refuses("not_a_lead"):
        shown(casebook, by=by)


def test_somebody_of_no_area_sees_none(casebook: Casebook) -> None:
    with casebook.database.write() as connection:
        update(connection, casebook.person("Zed"), area_id=None)

    with refuses("not_a_lead"):
        shown(casebook, by="Zed")


def test_a_lead_sees_their_own_area_only(casebook: Casebook) -> None:
    settled(casebook)

    theirs = shown(casebook, by="Una")

    assert theirs.area != shown(casebook).area
    assert all(part.figures.are_none for part in theirs.parts)


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        pytest.param("2026-Q5", "no_such_period", id="no quarter"),
        pytest.param("northmere/2026", "no_such_period", id="not a period at all"),
        pytest.param("2027-Q1", "period_to_come", id="a quarter to come"),
        pytest.param("2027", "period_to_come", id="a year to come"),
    ],
)
def test_a_period_that_there_is_not_or_not_yet_is_refused(
    casebook: Casebook, period: str, reason: str
) -> None:
    with refuses(reason):
        shown(casebook, period)


@pytest.mark.parametrize("name", ["northmere", "Northmere (example)"])
def test_whoever_runs_the_program_has_them_by_the_areas_id_or_name(casebook: Casebook, name: str) -> None:
    settled(casebook)

    found = figures.of_area(casebook.database, name, Period(2026, 4), now=casebook.now)

    assert found == shown(casebook)


def test_an_area_that_there_is_not_is_answered_with_those_that_there_are(casebook: Casebook) -> None:
    with pytest.raises(figures.NoSuchArea) as missing:
        figures.of_area(casebook.database, "southmere", Period(2026), now=casebook.now)

    assert missing.value.known == ("example-vale", "northmere")
