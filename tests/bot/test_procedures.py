import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot import command_line

Procedures = Callable[..., Result]

AS_THE_JOURNEY = ("--raised", "2026-12-22 16:30")
PARTNERSHIP_OPEN = "    clause: London 11.3.2\n    limit: open\n"


@pytest.fixture
def procedures() -> Procedures:
    """The command, with nothing set: it needs no database and no Slack."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(command_line.main, ["procedures", *map(str, arguments)])

    return run


def packaged(folder: str, name: str, at: Path) -> Path:
    text = resources.files("procedure").joinpath(folder, name).read_text(encoding="utf-8")
    file = at / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def northmere(tmp_path: Path) -> Path:
    return packaged("areas", "northmere.yaml", tmp_path)


@pytest.fixture
def london(tmp_path: Path) -> Path:
    return packaged("texts", "london.yaml", tmp_path)


def changed(file: Path, *changes: tuple[str, str]) -> Path:
    text = file.read_text(encoding="utf-8")
    for as_written, otherwise in changes:
        assert as_written in text
        text = text.replace(as_written, otherwise)
    file.write_text(text, encoding="utf-8")
    return file


def line_of(file: Path, words: str) -> int:
    """The first line of a file in which the words stand; the first is 1."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


def said(result: Result) -> str:
    """What is printed where all is well."""
    assert result.exit_code == 0, result.output
    return result.stdout


def told(result: Result, exit_code: int = 1) -> str:
    """What is told of a failure: no traceback."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == exit_code, result.output
    return result.stderr


def test_the_published_procedures_are_listed_with_what_they_leave_open(procedures: Procedures) -> None:
    assert said(procedures()) == (
        "bedfordshire-2018\n"
        "  Bedford Borough, Central Bedfordshire and Luton, Resolution of Professional Disagreements and "
        "Escalation, November 2018\n"
        "  tiers: practitioners, first_line_managers, senior_managers\n"
        "  inside one agency: line_managers, managers_above\n"
        "  inside one agency: designated_leads\n"
        "  6 limits are left open by the text: practitioners, first_line_managers, senior_managers, "
        "line_managers, managers_above, designated_leads\n"
        "\n"
        "lincolnshire-joint\n"
        "  Lincolnshire Joint Professional Escalation and Resolution Protocol, as read in November 2026\n"
        "  tiers: step_1, step_2, step_3, step_4\n"
        "  2 limits are left open by the text: step_1.discuss, step_4\n"
        "\n"
        "london-5th-edition\n"
        "  London Child Protection Procedures, chapter 11, Professional Conflict Resolution, 5th edition\n"
        "  superseded by the text of 2021, whose 1.4 keeps the working week\n"
        "  tiers: practitioners, first_line_managers, senior_managers, heads_of_service, partnership\n"
        "  inside one agency: line_managers, managers_above\n"
        "  inside one agency: designated_leads\n"
        "  6 limits are left open by the text: senior_managers, heads_of_service, partnership, "
        "line_managers, managers_above, designated_leads\n"
        "\n"
        "st-helens-2016\n"
        "  SHSCB Multi-agency Escalation and Resolution Policy, briefing of 2015 to 2016\n"
        "  tiers: practitioners, own_line_managers, managers, service_managers, later_stages\n"
        "  2 limits are left open by the text: practitioners, later_stages\n"
    )


def test_a_procedure_without_a_fault_is_told_what_it_leaves_open(
    procedures: Procedures, london: Path
) -> None:
    six = said(procedures("check", london))
    three = said(procedures("check", changed(london, (INSIDE_OPEN, INSIDE_SET))))
    one = said(procedures("check", changed(london, *set_below_the_top())))
    none = said(procedures("check", changed(london, (PARTNERSHIP_OPEN, set_to("2 hours")))))

    assert six.startswith("nothing is wrong; 6 limits are left open by the text: senior_managers, ")
    assert three == (
        "nothing is wrong; 3 limits are left open by the text: "
        "senior_managers, heads_of_service, partnership\n"
    )
    assert one == "nothing is wrong; 1 limit is left open by the text: partnership\n"
    assert none == "nothing is wrong; no limit is left open by the text\n"


INSIDE_OPEN = "      limit: open\n"
INSIDE_SET = "      limit: 2 working days (London 11.1.2)\n"


def set_to(length: str) -> str:
    return f"    clause: London 11.3.2\n    limit: {length} (London 11.3.2)\n"


def set_below_the_top() -> list[tuple[str, str]]:
    return [
        (
            f"    clause: {clause}\n    limit: open\n",
            f"    clause: {clause}\n    limit: 3 working days ({clause})\n",
        )
        for clause in ("London 11.1.7", "London 11.3.1")
    ]


def test_every_fault_is_told_at_once_with_the_file_as_it_was_named_and_its_line(
    procedures: Procedures, london: Path
) -> None:
    changed(
        london,
        ("title: Heads of service", "titel: Heads of service"),
        ("1 working week (London 11.1.4)", "a week"),
        ("\n  raised: London", "\n  rased: London"),
    )

    result = procedures("check", london)

    assert result.stdout.splitlines() == [
        (
            f"{london}:{line_of(london, 'a week')}: limit: 'a week' names no clause; "
            "write 1 working week (clause), or open"
        ),
        f"{london}:{line_of(london, 'id: heads_of_service')}: title is missing",
        f"{london}:{line_of(london, 'titel: ')}: titel is not known here; did you mean title?",
        f"{london}:{line_of(london, 'rased: ')}: clauses: rased is no act; did you mean raised?",
    ]
    assert told(result) == "Error: faults: 4\n"


def test_a_file_in_another_encoding_is_refused_plainly(procedures: Procedures, london: Path) -> None:
    london.write_bytes(b"\xff\xfe\x00")

    assert told(procedures("check", london)) == f"Error: {london} is not UTF-8\n"
    assert told(procedures("show", london, *AS_THE_JOURNEY)) == f"Error: {london} is not UTF-8\n"


def test_with_an_area_every_tiers_time_is_read_aloud(procedures: Procedures, northmere: Path) -> None:
    result = procedures("show", "london-5th-edition", *AS_THE_JOURNEY, "--area", northmere)

    assert result.stderr == ""
    assert said(result) == (
        "London Child Protection Procedures, chapter 11, Professional Conflict Resolution, 5th edition\n"
        "This text: superseded by the text of 2021, whose 1.4 keeps the working week.\n"
        "Northmere (example): an invented area, for practice\n"
        "\n"
        "Raised Tuesday 22 December 2026, 16:30. If nobody answers:\n"
        "Practitioners have until Thursday 31 December, 17:00 (London 11.1.4: a working week).\n"
        "Then it moves up to first-line managers, who have until Friday 8 January 2027, 17:00 "
        "(London 11.1.7: a working week).\n"
        "Then it moves up to senior managers, who have until Friday 15 January, 17:00 "
        "(set by the area: 5 working days).\n"
        "Then it moves up to heads of service, who have until Friday 22 January, 17:00 "
        "(set by the area: 5 working days).\n"
        "Then it moves up to partnership, who have until Friday 29 January, 17:00 "
        "(set by the area: 5 working days).\n"
        "There is no tier above. They are asked again that minute, and at 09:00 every working day, "
        "until it is settled (London 11.3.2).\n"
        "\n"
        "Working days are those of England and end at 17:00; the day of the call is not counted.\n"
        "The area’s limits were set by the invented partnership of Northmere on Monday 2 November 2026.\n"
        "Where a child must be protected sooner, that time counts. "
        "In danger nothing waits for any of this: ring 999.\n"
    )


def test_without_an_area_dates_are_given_as_far_as_the_text_goes(procedures: Procedures) -> None:
    result = procedures("show", "london-5th-edition", *AS_THE_JOURNEY)

    head, ladder, _ = said(result).split("\n\n")
    assert head.endswith("\nBy the text alone: no area is named")
    assert ladder == (
        "Raised Tuesday 22 December 2026, 16:30. If nobody answers:\n"
        "Practitioners have until Thursday 31 December, 17:00 (London 11.1.4: a working week).\n"
        "Then it moves up to first-line managers, who have until Friday 8 January 2027, 17:00 "
        "(London 11.1.7: a working week).\n"
        "Then it moves up to senior managers, who have as long as the area says: "
        "the text leaves it open (London 11.1.7).\n"
        "Then it moves up to heads of service, who have as long as the area says: "
        "the text leaves it open (London 11.3.1).\n"
        "Then it moves up to partnership, who have as long as the area says: "
        "the text leaves it open (London 11.3.2).\n"
        "There is no tier above. They are asked again that minute, and every working day, "
        "until it is settled (London 11.3.2).\n"
        "From senior managers on no date can be given before an area has set what the text leaves open."
    )
    assert "--area FILE" in result.stderr


def test_a_file_with_every_limit_needs_no_area(procedures: Procedures, london: Path) -> None:
    changed(london, *set_below_the_top(), (PARTNERSHIP_OPEN, set_to("48 hours")))

    result = procedures("show", london, *AS_THE_JOURNEY)

    assert "partnership, who have until Wednesday 20 January, 17:00 (London 11.3.2: 48 hours)" in said(result)
    assert result.stderr == ""


def test_times_are_those_of_the_clocks_and_days_of_the_areas_nation(
    procedures: Procedures, northmere: Path
) -> None:
    scotland = changed(
        northmere, ("nation: ENG", "nation: SCT"), ("closing_time: 17:00", "closing_time: 16:00")
    )

    shown = said(procedures("show", "london-5th-edition", "--raised", "2026-12-31 09:00", "--area", scotland))

    assert "Practitioners have until Monday 11 January 2027, 16:00" in shown
    assert "Working days are those of Scotland and end at 16:00" in shown


def test_for_programs_each_time_has_its_zone(procedures: Procedures, northmere: Path) -> None:
    shown = as_json(
        procedures(
            *("show", "london-5th-edition", "--raised", "2026-10-20 16:30", "--area", northmere, "--json")
        )
    )

    assert list(shown) == [
        *("procedure", "version", "area", "nation", "zone", "closing_time"),
        *("raised_at", "protect_by", "tiers", "asked_again_at"),
    ]
    assert [shown[key] for key in shown if key != "tiers"] == [
        *("london-5th-edition", "5th edition", "northmere", "ENG", "Europe/London", "17:00"),
        *("2026-10-20T16:30:00+01:00", None, "09:00"),
    ]
    assert len(shown["tiers"]) == 5
    assert shown["tiers"][1:3] == [
        {
            "id": "first_line_managers",
            "title": "First-line managers",
            "clause": "London 11.1.6",
            "limit": {
                "value": 1,
                "unit": "working_weeks",
                "source": "London 11.1.7",
                "is_indicative": False,
            },
            "set_by": "text",
            "called_at": "2026-10-27T17:00:00+00:00",
            "due_at": "2026-11-03T17:00:00+00:00",
            "lacks": None,
            "steps": [],
            "duties": [],
            "notified": [],
        },
        {
            "id": "senior_managers",
            "title": "Senior managers",
            "clause": "London 11.1.7",
            "limit": {
                "value": 5,
                "unit": "working_days",
                "source": "set by the area: the invented partnership of Northmere, 2026-11-02",
                "is_indicative": False,
            },
            "set_by": "area",
            "called_at": "2026-11-03T17:00:00+00:00",
            "due_at": "2026-11-10T17:00:00+00:00",
            "lacks": None,
            "steps": [],
            "duties": [],
            "notified": [],
        },
    ]


@pytest.fixture
def sefton(northmere: Path, tmp_path: Path) -> list[str | Path]:
    """A procedure in steps, and an area that sets what was not read of it."""
    text = northmere.read_text(encoding="utf-8")
    before, rest = text.split("limits:\n")
    after = rest[rest.index("urgent_limit") :]
    area = tmp_path / "sefton_area.yaml"
    area.write_text(
        before.replace("london-5th-edition", "sefton-2017") + "limits:\n  stage_3: 2 working days\n" + after,
        encoding="utf-8",
    )
    return [Path("tests/procedure/written/sefton.yaml"), *AS_THE_JOURNEY, "--area", area]


def test_steps_and_duties_are_read_aloud_and_the_time_that_protects_the_child_ends_a_step(
    procedures: Procedures, sefton: list[str | Path]
) -> None:
    shown = said(procedures("show", *sefton, "--protect-by", "2027-01-05 12:00"))

    assert "This text: superseded on 14 March 2022 by a text of four steps.\n" in shown
    assert "Then it moves up to stage 2, in 2 steps:\n" in shown
    assert "  Convene a meeting: until Tuesday 5 January 2027, 12:00, the time that protects" in shown
    assert "stage 3, who have until Tuesday 5 January, 13:00 (the area’s urgent limit: an hour)" in shown
    assert "48 hours after agreement was reached, in the step “convene a meeting” (Sefton 2.4)" in shown


def test_for_programs_a_tier_in_steps_lists_them_and_what_is_owed(
    procedures: Procedures, sefton: list[str | Path]
) -> None:
    shown = as_json(procedures("show", *sefton, "--protect-by", "2027-01-05 12:00", "--json"))

    assert shown["protect_by"] == "2027-01-05T12:00:00+00:00"
    stage_2 = shown["tiers"][1]
    assert (stage_2["limit"], stage_2["set_by"]) == (None, None)
    assert stage_2["steps"][1] == {
        "id": "meet",
        "title": "Convene a meeting",
        "clause": "Sefton 2.4",
        "owed_by": "responding",
        "starts": "previous",
        "limit": {"value": 5, "unit": "working_days", "source": "Sefton 2.4", "is_indicative": False},
        "set_by": "protect_by",
        "basis": "",
        "begins_at": "2026-12-31T17:00:00+00:00",
        "due_at": "2027-01-05T12:00:00+00:00",
        "lacks": None,
    }
    assert stage_2["duties"][1] == {
        "id": "confirm_after_meeting",
        "title": "Send a letter of outcome, with a copy to the LSCB business manager",
        "clause": "Sefton 2.4",
        "owed_by": "responding",
        "starts": "agreed",
        "limit": {"value": 48, "unit": "hours", "source": "Sefton 2.4", "is_indicative": False},
        "set_by": "text",
        "basis": "",
        "on_expiry": "ask_again",
        "due_at": None,
    }


def test_a_child_can_only_be_protected_by_a_time_after_the_raising(
    procedures: Procedures, london: Path
) -> None:
    failure = told(procedures("show", london, *AS_THE_JOURNEY, "--protect-by", "2026-12-22 16:30"))

    assert failure == "Error: the child must be protected by a time after the raising\n"


def test_for_programs_what_is_not_known_is_null_and_why(procedures: Procedures) -> None:
    shown = as_json(procedures("show", "london-5th-edition", *AS_THE_JOURNEY, "--json"))

    assert (shown["area"], shown["asked_again_at"]) == (None, None)
    assert shown["tiers"][2] == {
        "id": "senior_managers",
        "title": "Senior managers",
        "clause": "London 11.1.7",
        "limit": None,
        "set_by": None,
        "called_at": "2027-01-08T17:00:00+00:00",
        "due_at": None,
        "lacks": "limit",
        "steps": [],
        "duties": [],
        "notified": [],
    }
    assert shown["tiers"][3]["called_at"] is None


def as_json(result: Result) -> dict[str, Any]:
    shown: dict[str, Any] = json.loads(said(result))
    return shown


@pytest.mark.parametrize("moment", ["tomorrow", "2026-12-22", "22/12/2026 16:30", "2026-12-22 25:00", ""])
def test_a_time_that_cant_be_read_is_refused_with_an_example(procedures: Procedures, moment: str) -> None:
    failure = told(procedures("show", "london-5th-edition", "--raised", moment), exit_code=2)

    assert f'{moment!r} is no time; write a date and a time of day: --raised "2026-12-22 16:30"' in failure


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        ("2026-03-29 01:30", "no clock shows 01:30 on 2026-03-29: the clocks are put forward over it"),
        (
            "2126-03-29 10:00",
            "no dates can be given from 2126-03-29 on: the bank holidays of 2126 are not known",
        ),
        ("9999-12-31 10:00", "no dates can be given from 9999-12-31 on: "),
    ],
)
def test_a_time_that_cant_be_reckoned_from_is_told_plainly(
    procedures: Procedures, moment: str, why: str
) -> None:
    assert told(procedures("show", "london-5th-edition", "--raised", moment)).startswith(f"Error: {why}")


def test_a_name_that_nothing_has_is_told_with_those_there_are(procedures: Procedures) -> None:
    assert told(procedures("show", "beds", *AS_THE_JOURNEY)) == (
        "Error: no such procedure, and no such file: beds; there are "
        "bedfordshire-2018, lincolnshire-joint, london-5th-edition, st-helens-2016\n"
    )


def test_an_area_that_leaves_a_limit_open_is_told_all_that_is_missing(
    procedures: Procedures, northmere: Path
) -> None:
    changed(northmere, ("  senior_managers: 5 working days\n", ""), ("  partnership: 5 working days\n", ""))

    failure = told(procedures("show", "london-5th-edition", *AS_THE_JOURNEY, "--area", northmere))

    assert failure.splitlines() == [
        "Error: limits: senior_managers is missing: London 11.1.7 leaves it open and the area must set it",
        "limits: partnership is missing: London 11.3.2 leaves it open and the area must set it",
    ]


@pytest.mark.parametrize("which", ["procedure", "area"])
def test_a_fault_in_a_file_that_is_to_be_shown_is_told_with_its_line(
    procedures: Procedures, london: Path, northmere: Path, which: str
) -> None:
    faulty = london if which == "procedure" else northmere
    faulty.write_text("colour: blue\n" + faulty.read_text(encoding="utf-8"), encoding="utf-8")

    failure = told(procedures("show", london, *AS_THE_JOURNEY, "--area", northmere))

    assert failure == f"Error: {faulty}:1: colour is not known here\n"


def test_whom_a_text_has_told_is_said_with_its_clause(procedures: Procedures) -> None:
    command = ("show", "st-helens-2016", "--raised", "2026-12-22 16:30")

    assert (
        "  Told then: team managers (St Helens practitioners' stage)."
        in said(procedures(*command)).splitlines()
    )
    (told,) = json.loads(said(procedures(*command, "--json")))["tiers"][3]["notified"]
    assert told == {
        "post": "business_manager",
        "who": "LSCB business manager",
        "clause": "St Helens service managers' stage",
    }
