import contextlib
import re
from dataclasses import fields
from textwrap import dedent
from typing import get_args

import pytest
from hypothesis import given

from procedure import acts, rules
from procedure.lengths import Limit, Unit, parse_limit
from procedure.reading import Faults
from procedure.written import Expiry, HeldBy, Procedure, Tier, load
from tests.procedure.marred_text import marred_lines

SHORT = dedent("""\
    id: short-text
    title: A short text
    version: first
    scope: Anything
    agency_kinds: [health, police]
    tiers:
      - id: practitioners
        title: Practitioners
        clause: Short 1
        limit: 2 hours (Short 1.1)
        on_expiry: move_up
        held_by: agencies
        posts:
          any: [practitioner]
          health: [nurse, midwife]
      - title: The board
        id: board
        clause: Short 2
        limit: open
        on_expiry: call_again
        held_by: partnership
        posts:
          any: [chair]
    clauses:
      raised: Short 1
    """)

SHORT_NAMES = {
    "london-5th-edition": "London",
    "bedfordshire-2018": "Beds",
    "lincolnshire-joint": "Lincolnshire",
    "st-helens-2016": "St",
}


def faults_of(text: str) -> list[str]:
    with pytest.raises(Faults) as raised:
        load(text, "short.yaml")
    return [str(fault) for fault in raised.value.faults]


def test_a_written_procedure_is_read_as_it_stands() -> None:
    assert load(SHORT, "short.yaml") == Procedure(
        id="short-text",
        title="A short text",
        version="first",
        scope="Anything",
        agency_kinds=("health", "police"),
        tiers=(
            Tier(
                id="practitioners",
                title="Practitioners",
                limit=Limit(2, Unit.HOURS, "Short 1.1"),
                on_expiry=Expiry.MOVE_UP,
                held_by=HeldBy.AGENCIES,
                posts={"health": ("nurse", "midwife"), "any": ("practitioner",)},
                clause="Short 1",
            ),
            Tier(
                id="board",
                title="The board",
                limit=None,
                on_expiry=Expiry.CALL_AGAIN,
                held_by=HeldBy.PARTNERSHIP,
                posts={"any": ("chair",)},
                clause="Short 2",
            ),
        ),
        clauses={"raised": "Short 1"},
    )


def test_an_act_has_its_clause_or_none_where_the_text_is_silent() -> None:
    procedure = load(SHORT, "short.yaml")

    assert procedure.clause_for("raised") == "Short 1"
    assert procedure.clause_for("room_opened") == ""


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("0 minutes", 0, Unit.MINUTES),
        ("1 minute", 1, Unit.MINUTES),
        ("20 minutes", 20, Unit.MINUTES),
        ("1 hour", 1, Unit.HOURS),
        ("24 hours", 24, Unit.HOURS),
        ("1 working day", 1, Unit.WORKING_DAYS),
        ("5 working days", 5, Unit.WORKING_DAYS),
        ("1 working week", 1, Unit.WORKING_WEEKS),
        ("2 working weeks", 2, Unit.WORKING_WEEKS),
        ("10 calendar days", 10, Unit.CALENDAR_DAYS),
        ("9999 minutes", 9999, Unit.MINUTES),
        ("8784 hours", 8784, Unit.HOURS),
        ("262 working days", 262, Unit.WORKING_DAYS),
        ("52 working weeks", 52, Unit.WORKING_WEEKS),
        ("366 calendar days", 366, Unit.CALENDAR_DAYS),
    ],
)
def test_a_length_of_time_keeps_the_unit_that_it_was_written_in(words: str, value: int, unit: Unit) -> None:
    assert parse_limit(words, "Short 1") == Limit(value, unit, "Short 1")


@pytest.mark.parametrize(
    "words",
    [
        "soon",
        "5",
        "5 days",
        "a week",
        "-1 hours",
        "1.5 hours",
        "10000 minutes",
        "5  hours",
        " 5 hours",
        "5 hours or so",
        "5 hourss",
        "5 Hours",
        "\u0665 hours",
        "",
    ],
)
def test_what_is_no_length_of_time_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="is no length of time") as refused:
        parse_limit(words, "Short 1")

    assert str(refused.value) == (
        f"{words!r} is no length of time; write it as 5 working days, or "
        "minutes, hours, working days, working weeks, calendar days"
    )


@pytest.mark.parametrize(
    "words", ["8785 hours", "263 working days", "53 working weeks", "367 calendar days", "9999 working weeks"]
)
def test_what_is_longer_than_a_year_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match=f"^'{words}' is longer than a year; no tier has that much time$"):
        parse_limit(words, "Short 1")


@pytest.mark.parametrize(
    ("as_written", "changed", "fault"),
    [
        pytest.param(
            "2 hours (Short 1.1)",
            "2 hours",
            "short.yaml:10: limit: '2 hours' names no clause; write 1 working week (clause), or open",
            id="a number without a clause",
        ),
        pytest.param(
            "2 hours (Short 1.1)",
            "2 hours ()",
            "short.yaml:10: limit: '2 hours ()' names no clause; write 1 working week (clause), or open",
            id="an empty clause",
        ),
        pytest.param(
            "2 hours (Short 1.1)",
            "soon (Short 1.1)",
            "short.yaml:10: limit: 'soon' is no length of time; write it as 5 working days, or "
            "minutes, hours, working days, working weeks, calendar days",
            id="no length of time",
        ),
        pytest.param(
            "    limit: open\n",
            "",
            "short.yaml:16: limit is missing",
            id="a limit is open only where it says so",
        ),
        pytest.param(
            "on_expiry: move_up",
            "on_expiry: call_again",
            "short.yaml:11: on_expiry: must be move_up: the last tier calls again, others move up",
            id="a tier from which nothing moves up",
        ),
        pytest.param(
            "on_expiry: call_again",
            "on_expiry: move_up",
            "short.yaml:20: on_expiry: must be call_again: the last tier calls again, others move up",
            id="a last tier that would move up to nowhere",
        ),
        pytest.param(
            "on_expiry: move_up",
            "on_expiry: lapse",
            "short.yaml:11: on_expiry: 'lapse' must be one of move_up, call_again",
            id="an expiry that does not exist",
        ),
        pytest.param(
            "held_by: partnership",
            "held_by: nobody",
            "short.yaml:21: held_by: 'nobody' must be one of agencies, partnership",
            id="held by nobody",
        ),
        pytest.param(
            "id: board",
            "id: practitioners",
            "short.yaml:17: id: practitioners is the id of an earlier tier",
            id="two tiers of one name",
        ),
        pytest.param(
            "health: [nurse, midwife]",
            "helth: [nurse, midwife]",
            "short.yaml:15: posts: helth is not one of agency_kinds; did you mean health?",
            id="a kind of agency misspelt",
        ),
        pytest.param(
            "any: [chair]",
            "police: [chair]",
            "short.yaml:23: any is missing",
            id="nobody for an agency that is not named",
        ),
        pytest.param(
            "any: [chair]", "any: []", "short.yaml:23: any: must be a list of one or more", id="no post"
        ),
        pytest.param(
            "title: The board",
            "titel: The board",
            "short.yaml:16: titel is not known here; did you mean title?",
            id="a misspelt key",
        ),
        pytest.param(
            "raised: Short 1",
            "rased: Short 1",
            "short.yaml:25: clauses: rased is no act; did you mean raised?",
            id="an act misspelt",
        ),
        pytest.param(
            "raised: Short 1", "raised: ''", "short.yaml:25: raised: is empty", id="an act without its clause"
        ),
        pytest.param(
            "clauses:",
            "lists:\n  promts: Short 3\nclauses:",
            "short.yaml:25: lists: promts is no list of an area; did you mean prompts?",
            id="a list misspelt",
        ),
    ],
)
def test_a_fault_is_said_with_its_line(as_written: str, changed: str, fault: str) -> None:
    assert SHORT.count(as_written) == 1

    assert fault in faults_of(SHORT.replace(as_written, changed))


@pytest.mark.parametrize(
    ("as_written", "changed"),
    [
        ("on_expiry: move_up", "on_expiry: call_again"),
        ("on_expiry: call_again", "on_expiry: lapse"),
        ("any: [chair]", "any: []"),
        ("any: [chair]", "police: [chair]"),
        ("2 hours (Short 1.1)", "2 hours"),
        ("health: [nurse, midwife]", "helth: [nurse, midwife]"),
        ("raised: Short 1", "rased: Short 1"),
    ],
)
def test_one_mistake_is_one_fault(as_written: str, changed: str) -> None:
    assert len(faults_of(SHORT.replace(as_written, changed))) == 1


def test_an_empty_procedure_lists_all_that_it_lacks() -> None:
    assert faults_of("tiers:\n  - {}\n  - {}\n") == [
        "short.yaml:1: agency_kinds is missing",
        "short.yaml:1: clauses is missing",
        "short.yaml:1: id is missing",
        "short.yaml:1: scope is missing",
        "short.yaml:1: title is missing",
        "short.yaml:1: version is missing",
        *(
            f"short.yaml:{line}: {key} is missing"
            for line in (2, 3)
            for key in ("any", "clause", "held_by", "id", "limit", "on_expiry", "posts", "title")
        ),
    ]


@given(lines=marred_lines(SHORT))
def test_whatever_is_wrong_with_a_text_is_said_as_a_fault(lines: str) -> None:
    with contextlib.suppress(Faults):
        load(lines, "short.yaml")


def test_a_kind_of_agency_without_a_name_is_one_fault() -> None:
    text = SHORT.replace("[health, police]", "[health, '']").replace("health: [nurse", "helth: [nurse")

    assert faults_of(text) == [
        "short.yaml:5: agency_kinds: is empty",
        "short.yaml:15: posts: helth is not one of agency_kinds; did you mean health?",
    ]


def test_a_procedure_has_at_least_one_tier() -> None:
    head, _ = SHORT.split("tiers:\n")

    assert faults_of(f"{head}tiers: []\nclauses:\n  raised: Short 1\n") == [
        "short.yaml:6: tiers: must be a list of one or more"
    ]


@pytest.mark.clause("London 11.1.4")
@pytest.mark.clause("London 11.1.7")
def test_london_gives_a_working_week_and_a_further_one_and_no_other_number(
    london: Procedure,
) -> None:
    assert [(tier.id, tier.limit) for tier in london.tiers] == [
        ("practitioners", Limit(1, Unit.WORKING_WEEKS, "London 11.1.4")),
        ("first_line_managers", Limit(1, Unit.WORKING_WEEKS, "London 11.1.7")),
        ("senior_managers", None),
        ("heads_of_service", None),
        ("partnership", None),
    ]


@pytest.mark.clause("London 11.1.6")
def test_london_pairs_the_first_line_manager_with_the_equivalents_that_it_names(london: Procedure) -> None:
    tier = london.tiers[1]

    assert tier.posts["social_care"] == ("first-line manager",)
    assert tier.posts["police"] == ("detective sergeant",)
    assert tier.posts["health"] == ("designated safeguarding children health professional",)
    assert tier.posts["education"] == ("designated safeguarding children teacher",)
    assert tier.posts["any"] == ("first-line manager",)


@pytest.mark.clause("London 11.1.7")
def test_london_refers_to_service_manager_detective_inspector_or_head_teacher(london: Procedure) -> None:
    tier = london.tiers[2]

    assert tier.posts["social_care"] == ("service manager",)
    assert tier.posts["police"] == ("detective inspector",)
    assert tier.posts["education"] == ("head teacher",)
    assert tier.posts["any"] == ("designated safeguarding children senior professional",)


@pytest.mark.clause("London 11.3.1")
@pytest.mark.clause("London 11.3.2")
def test_london_ends_with_the_heads_of_service_and_then_the_partnership(london: Procedure) -> None:
    heads, partnership = london.tiers[3:]

    assert (heads.held_by, heads.on_expiry) == (HeldBy.AGENCIES, Expiry.MOVE_UP)
    assert heads.posts["any"] == ("head of service",)
    assert (partnership.held_by, partnership.on_expiry) == (HeldBy.PARTNERSHIP, Expiry.CALL_AGAIN)


@pytest.mark.clause("Beds 5 (table)")
def test_bedfordshire_leaves_every_limit_to_the_area(bedfordshire: Procedure) -> None:
    assert [(tier.id, tier.limit) for tier in bedfordshire.tiers] == [
        ("practitioners", None),
        ("first_line_managers", None),
        ("senior_managers", None),
    ]


@pytest.mark.clause("Beds 6.9")
@pytest.mark.clause("Beds 7.1")
def test_in_bedfordshire_senior_managers_are_last_and_the_board_decides_nothing(
    bedfordshire: Procedure,
) -> None:
    assert bedfordshire.tiers[-1].on_expiry is Expiry.CALL_AGAIN
    assert {tier.held_by for tier in bedfordshire.tiers} == {HeldBy.AGENCIES}


@pytest.mark.clause("Beds 6.8")
def test_in_bedfordshire_it_goes_to_the_practitioners_own_manager(bedfordshire: Procedure) -> None:
    assert bedfordshire.tiers[1].posts["any"] == ("practitioner's own manager",)
    assert bedfordshire.tiers[1].clause == "Beds 6.8"


def test_every_clause_of_a_text_is_its_own() -> None:
    for procedure in rules.published():
        cited = [*procedure.clauses.values(), *(tier.clause for tier in procedure.tiers)]
        timed = [each for tier in procedure.tiers for each in tier.timed.values()]
        cited += [each.clause for each in timed] + [each.limit.source for each in timed if each.limit]

        assert {re.split("[ ,]", clause)[0] for clause in cited} == {SHORT_NAMES[procedure.id]}


def test_every_act_that_has_a_clause_is_one_that_the_record_knows() -> None:
    names = {field.default for act in get_args(acts.Act) for field in fields(act) if field.name == "act"}

    assert names == acts.NAMES
    for procedure in rules.published():
        assert procedure.clauses.keys() <= names


@pytest.mark.clause("London 11.1.6")
def test_in_london_first_line_managers_should_seek_advice(london: Procedure) -> None:
    asked = {tier.id: tier.advice.clause for tier in london.tiers if tier.advice}

    assert asked == {"first_line_managers": "London 11.1.6"}


@pytest.mark.clause("Beds 6.10")
def test_in_bedfordshire_managers_of_both_tiers_should(bedfordshire: Procedure) -> None:
    asked = {tier.id: tier.advice.clause for tier in bedfordshire.tiers if tier.advice}

    assert asked == {"first_line_managers": "Beds 6.10", "senior_managers": "Beds 6.10"}


def test_advice_names_whose_it_is_and_its_clause() -> None:
    text = SHORT.replace(
        "    title: Practitioners\n", "    title: Practitioners\n    advice:\n      off: nurse\n"
    )

    assert faults_of(text) == [
        "short.yaml:10: clause is missing",
        "short.yaml:10: of is missing",
        "short.yaml:10: off is not known here; did you mean of?",
    ]


@pytest.mark.parametrize(
    ("line", "tier"),
    [
        pytest.param("", 3, id="not said: the third"),
        pytest.param("look_back_from_tier: 1\n", 1, id="the first"),
        pytest.param("look_back_from_tier: 2\n", 2, id="the last"),
    ],
)
def test_a_text_may_say_from_which_tier_on_people_look_back(line: str, tier: int) -> None:
    assert load(SHORT + line, "short.yaml").look_back_from_tier == tier


@pytest.mark.parametrize("words", ["0", "3", "third", "²"])
def test_a_tier_that_there_is_not_is_a_fault_with_its_line(words: str) -> None:
    line = len(SHORT.splitlines()) + 1

    assert faults_of(f"{SHORT}look_back_from_tier: {words}\n") == [
        f"short.yaml:{line}: look_back_from_tier: {words!r} is no tier; write a number from 1 to 2"
    ]
