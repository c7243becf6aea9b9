"""
Every clause of both written texts: on the page, with a test that is marked with it and drives what it asks.

A test of the wording alone finds a sentence; it proves a clause only where that sets nothing but an attitude.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest

from procedure.rules import published
from tests.project.repository import ROOT

PAGE = (ROOT / "docs" / "clauses.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ((?:London|Beds) [^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
FILE = re.compile(r"`([\w/]+(?:\.py|\.yaml|\.j2|/))`")
WORDING_ALONE = "tests/messages/"


def _numbered(chapter: str, last: int) -> Iterator[str]:
    return (f"{chapter}.{number}" for number in range(1, last + 1))


SAYING_ONE_THING = ("Beds 6.2", "Beds 6.3")
"""They have one line on the page."""

CLAUSES = (
    *_numbered("London 11.1", 9),
    *_numbered("London 11.2", 2),
    *_numbered("London 11.3", 4),
    *(f"Beds {part}" for part in ("Scope", "Related guidance", "Amendment", "Valid 48 hrs", "Glossary")),
    *_numbered("Beds 1", 4),
    *_numbered("Beds 2", 7),
    *_numbered("Beds 3", 5),
    *_numbered("Beds 4", 3),
    *(f"Beds 5 ({part})" for part in ("danger", "own", "table")),
    *(clause for clause in _numbered("Beds 6", 11) if clause not in SAYING_ONE_THING),
    "Beds 6.2-6.3",
    "Beds 7.1",
    *_numbered("Beds 8", 2),
)
"""Everything that the two texts number or head, as the texts do."""


def marked() -> dict[str, set[str]]:
    """Return for each clause the files in which a test function is marked with it."""
    files: dict[str, set[str]] = defaultdict(set)
    for path in ROOT.glob("tests/**/test_*.py"):
        for function in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(function, ast.FunctionDef) and function.name.startswith("test_"):
                for clause in _marks(function):
                    files[clause].add(path.relative_to(ROOT).as_posix())
    return files


def _marks(function: ast.FunctionDef) -> Iterator[str]:
    for mark in function.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.clause":
            yield ast.literal_eval(mark.args[0])


MARKED = marked()
ROWS = {clause: where for clause, _, where in ROW.findall(PAGE)}
ATTITUDES = re.findall(r"^- (Beds [\d.-]+): ", PAGE, re.MULTILINE)
"""The clauses that the page lists as such at its end."""


def test_the_page_has_every_clause_of_both_texts_once_and_no_other() -> None:
    assert sorted(clause for clause, _, _ in ROW.findall(PAGE)) == sorted(CLAUSES)


def test_no_test_is_marked_with_a_clause_that_there_is_not() -> None:
    assert MARKED.keys() - set(CLAUSES) == set()


@pytest.mark.parametrize("clause", CLAUSES)
def test_a_clause_is_proved_by_a_test_that_drives_what_it_asks(clause: str) -> None:
    driving = {file for file in MARKED[clause] if not file.startswith(WORDING_ALONE)}

    assert MARKED[clause]
    assert driving or clause in ATTITUDES


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_page_names_where_it_lives_and_tests_that_are_marked_with_it(clause: str) -> None:
    named = FILE.findall(ROWS[clause])
    tests = {path for path in named if path.startswith("tests/")}

    assert [path for path in named if not (ROOT / path).exists()] == []
    assert tests
    assert tests <= MARKED[clause]
    assert set(named) - tests, "it does not say where the program does it"
    assert "not yet" not in ROWS[clause]


def test_only_what_sets_an_attitude_is_listed_as_such() -> None:
    assert set(ATTITUDES) < set(CLAUSES)
    assert len(ATTITUDES) <= 2


@pytest.mark.parametrize("text", published(), ids=lambda text: text.id)
def test_the_clauses_that_the_program_s_texts_name_are_on_the_page(text: object) -> None:
    named = set(re.findall(r"(?:London 11|Beds \d)[\d.]*\d(?: \(\w+\))?", repr(text)))

    assert named - {*CLAUSES, *SAYING_ONE_THING} == set()
