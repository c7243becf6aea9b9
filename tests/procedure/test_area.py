import contextlib
from datetime import date, time
from textwrap import dedent

import pytest
from hypothesis import given

from procedure import rules
from procedure.area import Area, load
from procedure.calendar import ClosedDay, Nation
from procedure.lengths import Limit, Unit
from procedure.reading import Faults
from procedure.subjects import Subject
from tests.procedure.marred_text import marred_lines

NORTHMERE = dedent("""\
    id: northmere
    name: Northmere (example)
    example: true
    nation: ENG
    zone: Europe/London
    procedure: short-text
    set_by: the partnership's board
    set_on: 2026-11-02
    closing_time: 16:30
    closed_on:
      - on: 2026-12-24
        why: offices closed
    limits:
      board: 3 working days
    urgent_limit: 45 minutes
    call_again_at: 09:00
    call_again_minutes: 20
    reminder_working_days: 1
    waiting_at: 09:15
    digest_at: 08:30
    partnership: Northmere Partnership (example)
    mailbox: partnership@northmere.example
    emergency: "999"
    out_of_hours: 01632 960101
    digest_number: 01632 960102
    confirmation: 2 working days
    reopen_within: 90 calendar days
    lessons_body: Learning group
    lessons_mailbox: learning@northmere.example
    doors:
      complaints: 01632 960111
      whistleblowing: 01632 960112
      allegations: 01632 960113
    """)


def faults_of(text: str) -> list[str]:
    with pytest.raises(Faults) as raised:
        load(text, "northmere.yaml")
    return [str(fault) for fault in raised.value.faults]


def test_an_area_is_read_as_it_stands() -> None:
    set_by = "set by the area: the partnership's board, 2026-11-02"

    assert load(NORTHMERE, "northmere.yaml") == Area(
        id="northmere",
        name="Northmere (example)",
        is_example=True,
        nation=Nation.ENGLAND,
        zone="Europe/London",
        closing_time=time(16, 30),
        closed_on=(ClosedDay(date(2026, 12, 24), "offices closed"),),
        procedure_id="short-text",
        set_by="the partnership's board",
        set_on=date(2026, 11, 2),
        limits={"board": Limit(3, Unit.WORKING_DAYS, set_by)},
        urgent_limit=Limit(45, Unit.MINUTES, set_by),
        call_again_at=time(9, 0),
        call_again_minutes=20,
        reminder_working_days=1,
        waiting_at=time(9, 15),
        digest_at=time(8, 30),
        confirmation=Limit(2, Unit.WORKING_DAYS, set_by),
        reopen_within=Limit(90, Unit.CALENDAR_DAYS, set_by),
        lessons_body="Learning group",
        lessons_mailbox="learning@northmere.example",
        partnership="Northmere Partnership (example)",
        mailbox="partnership@northmere.example",
        emergency="999",
        out_of_hours="01632 960101",
        digest_number="01632 960102",
        doors={
            "complaints": "01632 960111",
            "whistleblowing": "01632 960112",
            "allegations": "01632 960113",
        },
    )


@pytest.mark.clause("Beds Related guidance")
def test_an_area_says_where_each_other_procedure_begins() -> None:
    lines = faults_of(NORTHMERE.replace("  allegations: 01632 960113\n", ""))

    assert lines == ["northmere.yaml:31: allegations is missing"]


@pytest.mark.clause("Beds Glossary")
def test_an_area_may_have_its_own_names_for_its_agencies() -> None:
    named = load(NORTHMERE + "names:\n  social_care: Vulnerable Children\n", "northmere.yaml")

    assert named.names == {"social_care": "Vulnerable Children"}
    assert load(NORTHMERE, "northmere.yaml").names == {}


def test_an_area_need_close_on_no_day_of_its_own() -> None:
    without = NORTHMERE.replace("closed_on:\n  - on: 2026-12-24\n    why: offices closed\n", "")

    assert load(without, "northmere.yaml").closed_on == ()


def test_an_area_may_have_questions_of_its_own_for_whoever_looks_again() -> None:
    own = "prompts:\n  - What speaks against it?\n  - Who has seen the child?\n"

    with_two = load(NORTHMERE + own, "northmere.yaml")

    assert with_two.prompts == ("What speaks against it?", "Who has seen the child?")
    assert load(NORTHMERE, "northmere.yaml").prompts == ()


def test_a_real_area_says_that_it_is_no_example() -> None:
    assert not load(NORTHMERE.replace("example: true", "example: false"), "northmere.yaml").is_example


@pytest.mark.parametrize("words", ["1 hour", "1 minute", "2 hours"])
def test_an_urgent_limit_is_elapsed_time(words: str) -> None:
    area = load(NORTHMERE.replace("45 minutes", words), "northmere.yaml")

    assert f"{area.urgent_limit.value} {area.urgent_limit.unit}".startswith(words)


def test_gaps_are_listed_all_at_once() -> None:
    assert faults_of("name: Northmere (example)\nclosed_on:\n  - {}\n") == [
        *(
            f"northmere.yaml:1: {key} is missing"
            for key in (
                "call_again_at",
                "call_again_minutes",
                "closing_time",
                "confirmation",
                "digest_at",
                "digest_number",
                "doors",
                "emergency",
                "example",
                "id",
                "lessons_body",
                "lessons_mailbox",
                "limits",
                "mailbox",
                "nation",
                "out_of_hours",
                "partnership",
                "procedure",
                "reminder_working_days",
                "reopen_within",
                "set_by",
                "set_on",
                "urgent_limit",
                "waiting_at",
                "zone",
            )
        ),
        "northmere.yaml:3: on is missing",
        "northmere.yaml:3: why is missing",
    ]


@pytest.mark.parametrize(
    ("as_written", "changed", "fault"),
    [
        pytest.param(
            "example: true", "example: no", "3: example: 'no' must be true or false", id="true and false only"
        ),
        pytest.param(
            "nation: ENG", "nation: UK", "4: nation: 'UK' must be one of ENG, WLS, SCT, NIR", id="no nation"
        ),
        pytest.param(
            "zone: Europe/London",
            "zone: Europe/Londn",
            "5: zone: 'Europe/Londn' is no time zone; did you mean Europe/London?",
            id="a misspelt zone",
        ),
        pytest.param(
            "set_on: 2026-11-02",
            "set_on: 2 November",
            "8: set_on: '2 November' is no date; write it as 2026-12-24",
            id="a date in words",
        ),
        pytest.param(
            "on: 2026-12-24",
            "on: 2026-02-30",
            "11: on: '2026-02-30' is no date; write it as 2026-12-24",
            id="no such day",
        ),
        pytest.param(
            "closing_time: 16:30",
            "closing_time: 5pm",
            "9: closing_time: '5pm' is no time of day; write it as 17:00",
            id="a time in words",
        ),
        pytest.param(
            "digest_at: 08:30",
            "digest_at: 24:00",
            "20: digest_at: '24:00' is no time of day; write it as 17:00",
            id="no such time",
        ),
        pytest.param(
            "call_again_at: 09:00",
            "call_again_at: 9",
            "16: call_again_at: '9' is no time of day; write it as 17:00",
            id="an hour alone",
        ),
        pytest.param(
            "waiting_at: 09:15",
            "waiting_at: later",
            "19: waiting_at: 'later' is no time of day; write it as 17:00",
            id="a time to wait for",
        ),
        pytest.param(
            "board: 3 working days",
            "board: 3 days",
            "14: board: '3 days' is no length of time; write it as 5 working days, or "
            "minutes, hours, working days, working weeks, calendar days",
            id="days of which kind",
        ),
        pytest.param(
            "45 minutes",
            "1 working day",
            "15: urgent_limit: must be minutes or hours, and more than none: risk waits for no working day",
            id="an urgent limit that waits for Monday",
        ),
        pytest.param(
            "45 minutes",
            "0 minutes",
            "15: urgent_limit: must be minutes or hours, and more than none: risk waits for no working day",
            id="an urgent limit of nothing",
        ),
        pytest.param(
            "45 minutes",
            "soon",
            "15: urgent_limit: 'soon' is no length of time; write it as 5 working days, or "
            "minutes, hours, working days, working weeks, calendar days",
            id="an urgent limit in words",
        ),
        pytest.param(
            "call_again_minutes: 20",
            "call_again_minutes: 0",
            "17: call_again_minutes: '0' must be a whole number from 1 to 9999",
            id="calling again at once, for ever",
        ),
        pytest.param(
            "reminder_working_days: 1",
            "reminder_working_days: -1",
            "18: reminder_working_days: '-1' must be a whole number from 1 to 9999",
            id="a reminder after the time",
        ),
        pytest.param(
            "mailbox: partnership@northmere.example",
            "mailbox: northmere.example",
            "22: mailbox: 'northmere.example' is no e-mail address",
            id="no address",
        ),
        pytest.param(
            "confirmation: 2 working days",
            "confirmation: 0 working days",
            "26: confirmation: must be more than none",
            id="no time to confirm",
        ),
        pytest.param("why: offices closed", "why: ''", "12: why: is empty", id="closed for no reason"),
        pytest.param(
            'emergency: "999"',
            'emergancy: "999"',
            "23: emergancy is not known here; did you mean emergency?",
            id="a misspelt key",
        ),
    ],
)
def test_a_mistake_is_said_with_its_line(as_written: str, changed: str, fault: str) -> None:
    assert NORTHMERE.count(as_written) == 1

    assert f"northmere.yaml:{fault}" in faults_of(NORTHMERE.replace(as_written, changed))


def test_a_limit_that_nobody_means_is_a_fault_of_the_file_and_not_of_a_disagreement_raised_later() -> None:
    text = NORTHMERE.replace("board: 3 working days", "board: 9999 working weeks")
    line = text[: text.index("9999")].count("\n") + 1

    (fault,) = faults_of(text)
    assert fault == (
        f"northmere.yaml:{line}: board: '9999 working weeks' is longer than a year; "
        "no tier has that much time"
    )


@given(lines=marred_lines(NORTHMERE))
def test_whatever_is_wrong_with_an_area_is_said_as_a_fault(lines: str) -> None:
    with contextlib.suppress(Faults):
        load(lines, "northmere.yaml")


@pytest.mark.parametrize("number", ["1", "9", "10", "9999"])
def test_a_whole_number_is_read_as_one(number: str) -> None:
    text = NORTHMERE.replace("call_again_minutes: 20", f"call_again_minutes: {number}")

    area = load(text, "northmere.yaml")

    assert area.call_again_minutes == int(number)


@pytest.mark.parametrize("number", ["01", "1.5", "10000", "twenty", "\u0665", "1 "])
def test_what_is_no_whole_number_is_refused(number: str) -> None:
    text = NORTHMERE.replace("call_again_minutes: 20", f'call_again_minutes: "{number}"')

    assert faults_of(text) == [
        f"northmere.yaml:17: call_again_minutes: {number!r} must be a whole number from 1 to 9999"
    ]


def test_an_example_area_is_invented_and_its_telephones_ring_nowhere() -> None:
    for area in rules.example_areas():
        assert area.is_example
        assert area.mailbox.endswith(".example")
        assert area.out_of_hours.startswith("01632 960")
        assert area.digest_number.startswith("01632 960")


OWN = """\
subjects:
  - stage: Differing views
    about:
      - id: early_help
        words: Early help
confirmation_headings:
  - What was agreed
  - What we do if it is not done
"""


@pytest.mark.clause("Beds 4.2")
@pytest.mark.clause("Beds 6.11")
def test_an_area_may_list_subjects_and_the_headings_of_its_confirmation() -> None:
    own = load(NORTHMERE + OWN, "northmere.yaml")

    assert own.subjects == (Subject("early_help", "Differing views", "Early help"),)
    assert own.confirmation_headings == ("What was agreed", "What we do if it is not done")
    assert load(NORTHMERE, "northmere.yaml").subjects == ()
    assert load(NORTHMERE, "northmere.yaml").confirmation_headings == ()


@pytest.mark.parametrize(
    ("right", "wrong", "line", "fault"),
    [
        pytest.param("Early help", "x" * 76, 5, "words: is longer than 75 characters", id="a long subject"),
        pytest.param(
            "What was agreed",
            "x" * 76,
            7,
            "confirmation_headings: is longer than 75 characters",
            id="a long heading",
        ),
        pytest.param(
            "  - What was agreed\n",
            "  - What was agreed\n" * 10,
            6,
            "confirmation_headings: more than 10",
            id="too many headings",
        ),
        pytest.param(
            "about:", "abuot:", 3, "abuot is not known here; did you mean about?", id="an unknown key"
        ),
    ],
)
def test_what_an_area_lists_wrongly_is_a_fault_with_its_line(
    right: str, wrong: str, line: int, fault: str
) -> None:
    before = len(NORTHMERE.splitlines())

    assert f"northmere.yaml:{before + line}: {fault}" in faults_of(NORTHMERE + OWN.replace(right, wrong))
