import ast
import re
from pathlib import Path

import pytest

from tests.project.repository import ROOT, packages, tracked_files

SAYS_NOTHING = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "data", "info", "misc"})

# Written as patterns, so that this file holds none of what it looks for.
TRACES = {
    "a package registry's host": re.compile(r"\b(?:\w+\.)?py(?:thonhosted|pi)\.(?:org|io|com|net)\b"),
    "a path of somebody's machine": re.compile(r"(?<![\w.~}-])/(?:home|root|work|Users)/\w"),
    "a Slack token": re.compile(r"\bx(?:ox[abp]|app)-\d[\w-]{10,}"),
    "a merge left half done": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}


PICTURE = ".png"


def texts() -> list[tuple[Path, str]]:
    files = [file for file in tracked_files() if file.suffix != PICTURE]
    return [(file, file.read_text(encoding="utf-8")) for file in files]


def python_files() -> list[Path]:
    return [
        file for file in tracked_files("*.py") if file.relative_to(ROOT).parts[0] in (*packages(), "tests")
    ]


@pytest.mark.parametrize("trace", TRACES)
def test_no_tracked_file_names(trace: str) -> None:
    found = [str(file.relative_to(ROOT)) for file, text in texts() if TRACES[trace].search(text)]

    assert found == []


def test_every_picture_is_one_and_stands_with_the_documents() -> None:
    for file in tracked_files(f"*{PICTURE}"):
        assert file.parent == ROOT / "docs" / "pictures"
        assert file.read_bytes().startswith(b"\x89PNG\r\n")


def test_every_other_tracked_file_is_text_that_ends_with_a_line_end() -> None:
    unended = [str(file.relative_to(ROOT)) for file, text in texts() if text and not text.endswith("\n")]

    assert unended == []


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    vague = [
        str(file.relative_to(ROOT))
        for file in python_files()
        if SAYS_NOTHING & {part.removesuffix(".py").strip("_") for part in file.relative_to(ROOT).parts}
    ]

    assert vague == []


def test_no_class_is_called_a_manager_because_a_manager_is_a_person_here() -> None:
    found = [
        f"{file.relative_to(ROOT)}: {node.name}"
        for file in python_files()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        if re.search(r"(Manager|Helpers?|Utils?|Info|Data)$", node.name)
    ]

    assert found == []
