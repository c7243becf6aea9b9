"""Words come from the templates alone, and a missing fact is an error."""

import ast
import re
from datetime import datetime, timedelta
from pathlib import Path

import jinja2
import pytest

import messages
from messages import facts
from messages.words import in_sentence, later_than, listed, say, say_for_file, say_plain, times
from tests.messages.samples import LONDON, NOW, Samples

FOLDER = Path(messages.__file__).parent
TEMPLATES = sorted((FOLDER / "wording").glob("*.j2"))
CODE = sorted(FOLDER.rglob("*.py"))
TYPED_FIELDS = (
    "dispute",
    "wanted",
    "their_reference",
    "safe",
    "said",
    "child",
    "actions",
    "others",
    "agreed",
    "text",
    "disputes",
    "reviews",
    "steps",
)
"""The fields of the facts that hold what people typed."""

NOT_TYPED = {("words", "text"), ("call", "others")}
"""Of the same name: the table of the texts' names, and the other agencies of a call."""


def test_a_missing_fact_is_an_error_and_never_an_empty_place() -> None:
    with pytest.raises(jinja2.UndefinedError):
        say("calls", "notify")


def test_a_value_without_words_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        say_plain("forms", "value", table="step", value="a_step_that_nobody_worded")


def test_each_value_has_its_words_once() -> None:
    tables = jinja2.Environment(autoescape=True).parse(
        (FOLDER / "wording" / "tables.j2").read_text(encoding="utf-8")
    )

    for table in tables.find_all(jinja2.nodes.Dict):
        keys = [pair.key.as_const() for pair in table.items]
        assert len(keys) == len(set(keys)), keys


def test_a_value_is_escaped_once_for_markup_and_not_at_all_for_plain_text() -> None:
    tom = Samples(suffix=" & <Co>").tom

    assert "Tom Field &amp; &lt;Co&gt; (" in say(
        "room", "outcome_head", outcome=Samples(suffix=" & <Co>").outcome(proposed_by=tom)
    )
    assert "Tom Field & <Co> (" in say_plain("forms", "person", person=tom)


def test_a_times_year_is_shown_only_where_it_is_read_years_later() -> None:
    event = Samples().event("brought_forward", due_at=NOW)

    assert "Friday 27 November, 16:53" in say("room", "line_brought_forward", event=event)
    assert "Friday 27 November 2026, 16:53" in say_for_file("room", "line_brought_forward", event=event)


def test_a_time_is_said_in_the_zone_in_which_it_is_given() -> None:
    summer = datetime(2026, 7, 3, 17, 0, tzinfo=LONDON)

    assert "Friday 3 July, 17:00" in say(
        "room", "line_brought_forward", event=Samples().event("", due_at=summer)
    )


def test_several_are_listed_as_people_say_it() -> None:
    assert listed(["Health"], "and") == "Health"
    assert listed(["Health", "Police"], "and") == "Health and Police"
    assert listed(["Health", "Police", "Education"], "or") == "Health, Police or Education"


def test_a_title_within_a_sentence_begins_small_but_an_abbreviation_stays() -> None:
    assert in_sentence("Senior managers") == "senior managers"
    assert in_sentence("LSCB") == "LSCB"
    assert in_sentence("") == ""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_sees_what_people_typed(path: Path) -> None:
    shown = re.findall(r"\{\{(.*?)\}\}", path.read_text(encoding="utf-8"))
    read = {match for value in shown for match in re.findall(r"(\w+)\.(\w+)", value)}

    assert {(what, field) for what, field in read if field in TYPED_FIELDS} <= NOT_TYPED


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_no_sentence_stands_in_the_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {
        id(statement.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    strings = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
    ]

    assert [text for text in strings if re.search(r"[a-z]{2} [a-z]{2}", text)] == []


def test_the_words_read_british_and_use_none_of_the_words_that_we_do_not_use() -> None:
    unwanted = re.compile(r"\b(ticket|incident|severity|SLA|user|click|center|behavior)\b", re.IGNORECASE)

    found = {path.name: unwanted.findall(path.read_text(encoding="utf-8")) for path in TEMPLATES}

    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.clause("Beds 3.5")
@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if path.name != "elsewhere.j2"], ids=lambda p: p.name
)
def test_the_words_slight_nobody_and_call_a_disagreement_no_complaint(path: Path) -> None:
    """Only where people are shown to another procedure is its own name for what it is about used."""
    slights = r"\b(blam\w+|fault|guilt\w*|incompeten\w+|unprofessional|misconduct|negligen\w+|accus\w+)\b"
    text = path.read_text(encoding="utf-8")

    assert re.findall(slights, text, re.IGNORECASE) == []
    assert set(re.findall(r"(\w+) (?:a )?complaint\b", text)) <= {"no", "A"}


def test_every_fact_is_frozen() -> None:
    shapes = [shape for shape in vars(facts).values() if hasattr(shape, "__dataclass_fields__")]

    assert all(shape.__dataclass_params__.frozen for shape in shapes)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        pytest.param(-60, "", id="early"),
        pytest.param(14, "", id="as good as in time"),
        pytest.param(15, "15 minutes", id="a quarter of an hour"),
        pytest.param(119, "119 minutes", id="not yet two hours"),
        pytest.param(120, "2 hours", id="two hours"),
        pytest.param(47 * 60 + 59, "47 hours", id="not yet two days"),
        pytest.param(48 * 60, "2 days", id="two days"),
    ],
)
def test_what_comes_late_says_by_how_much(minutes: int, words: str) -> None:
    assert later_than(NOW + timedelta(minutes=minutes), NOW) == words


def test_what_had_no_time_is_never_late() -> None:
    assert later_than(NOW, None) == ""


@pytest.mark.parametrize(("number", "words"), [(1, "once"), (2, "twice"), (3, "3 times")])
def test_how_often_is_said_as_people_say_it(number: int, words: str) -> None:
    assert times(number) == words
