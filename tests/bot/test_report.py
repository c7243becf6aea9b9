"""`disagree report`: the figures of an area at a terminal, and for programs."""

import json
from pathlib import Path

import pytest

from bot.report import as_json
from messages.facts import FiguresPart
from tests.bot.test_command_line import Disagree, disagree, new, northmere, told
from tests.messages.samples import Samples

__all__ = ["disagree", "new", "northmere"]

pytestmark = pytest.mark.usefixtures("own_logging")

ARGUMENTS = ("report", "--area", "northmere")


@pytest.fixture
def in_northmere(disagree: Disagree, northmere: Path) -> Disagree:
    """The command, with an area in force in which nothing has been raised."""
    assert disagree("area", "set", northmere).exit_code == 0
    return disagree


@pytest.mark.clause("Beds 3.1")
@pytest.mark.parametrize(
    ("period", "title"),
    [
        (("--quarter", "2025-Q4"), "October to December 2025"),
        (("--year", "2025"), "the year 2025"),
    ],
)
def test_the_figures_of_a_quarter_or_a_year_are_printed(
    in_northmere: Disagree, period: tuple[str, str], title: str
) -> None:
    done = in_northmere(*ARGUMENTS, *period)

    assert done.exit_code == 0, done.output
    assert f"Northmere (example): {title}" in done.output
    assert "Implementation of a child protection plan, reported apart (London 11.2.2)" in done.output
    assert "There was nothing of this in the period." in done.output


def test_programs_get_one_object(in_northmere: Disagree) -> None:
    said = json.loads(in_northmere(*ARGUMENTS, "--year", "2025", "--json").output)

    assert (said["area"], said["period"], said["is_unfinished"]) == ("Northmere (example)", "2025", False)
    assert (said["first_on"], said["last_on"]) == ("2025-01-01", "2025-12-31")
    assert [part["clause"] for part in said["parts"]] == ["", "London 11.2.2"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(
            ("--quarter", "2026-Q5"), "'2026-Q5' is no quarter; write --quarter 2026-Q4", id="no quarter"
        ),
        pytest.param(("--quarter", "2026"), "'2026' is no quarter", id="a year for a quarter"),
        pytest.param(
            ("--year", "2026-Q4"), "'2026-Q4' is no year; write --year 2026", id="a quarter for a year"
        ),
        pytest.param(("--year", "MMXXVI"), "'MMXXVI' is no year", id="no year"),
        pytest.param((), "one of --quarter and --year is needed", id="neither"),
        pytest.param(("--year", "2025", "--quarter", "2025-Q4"), "one of --quarter and --year", id="both"),
    ],
)
def test_what_is_no_period_is_said_with_an_example(
    in_northmere: Disagree, arguments: tuple[str, ...], words: str
) -> None:
    done = in_northmere(*ARGUMENTS, *arguments)

    assert done.exit_code == 2
    assert words in " ".join(done.stderr.split())


def test_a_period_to_come_is_said_to_be_one(in_northmere: Disagree) -> None:
    assert "2099-Q1 has not begun yet" in told(in_northmere(*ARGUMENTS, "--quarter", "2099-Q1"))


def test_an_unknown_area_is_answered_with_those_that_there_are(disagree: Disagree, northmere: Path) -> None:
    asked = ("report", "--area", "southmere", "--year", "2025")

    assert "no such area: southmere; there are: none yet" in told(disagree(*asked))
    disagree("area", "set", northmere)
    assert "no such area: southmere; there are: northmere" in told(disagree(*asked))


def test_programs_get_everything_of_many_and_nothing_that_points_at_somebody_of_few() -> None:
    samples = Samples()
    of_few = FiguresPart(samples.figures(settled=4), "A plan", "London 11.2.2")
    report = samples.report(parts=(FiguresPart(samples.figures()), of_few))

    many, few = json.loads(as_json(report))["parts"]

    assert many.keys() == few.keys()
    assert (many["settled"], many["in_time"], many["child_too_late"], many["overdue"]) == (7, 6, 1, 1)
    assert many["took"][-1] == {"up_to_working_days": None, "number": 1}
    assert many["how"]["new_plan"] == many["raisers"]["content"] == 1
    assert many["tiers"][0]["title"] == "Practitioners"
    assert many["tiers"][0]["ends"]["time_ran_out"] == 2
    known = {name for name, value in few.items() if value is not None}
    assert known == {
        "title",
        "clause",
        "settled",
        "in_time",
        "raised",
        "opened_again",
        "withdrawn",
        "still_open",
    }
