"""The page of clauses against the marks in the tests: neither names what the other does not know."""

import re
from pathlib import Path

from tests.project.repository import ROOT

MARK = re.compile(r"""^@pytest\.mark\.clause\("([^"]+)"\)""", re.MULTILINE)
ROW = re.compile(r"^\| ((?:London|Beds) [^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
FILE = re.compile(r"`([\w/]+\.(?:py|yaml))`")


def marks(test: Path) -> set[str]:
    return set(MARK.findall(test.read_text(encoding="utf-8")))


def rows() -> dict[str, str]:
    """Return the last column of each clause."""
    page = (ROOT / "docs" / "clauses.md").read_text(encoding="utf-8")
    return {clause: where for clause, _, where in ROW.findall(page)}


def test_every_clause_that_a_test_proves_is_on_the_page() -> None:
    proved = set().union(*(marks(test) for test in ROOT.glob("tests/**/test_*.py")))

    assert "London 11.1.4" in proved
    assert proved - rows().keys() == set()


def test_every_test_that_the_page_names_proves_that_clause() -> None:
    named = [(clause, path) for clause, where in rows().items() for path in FILE.findall(where)]

    assert [path for _, path in named if not (ROOT / path).is_file()] == []
    assert [
        (clause, path)
        for clause, path in named
        if path.startswith("tests/") and clause not in marks(ROOT / path)
    ] == []


def test_every_clause_says_where_it_stands() -> None:
    assert [
        clause for clause, where in rows().items() if "not yet" not in where and "tests/" not in where
    ] == []
