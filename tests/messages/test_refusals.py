"""Every no has its words, and says what the person can do now."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import casework
import handlers
import procedure
from messages.facts import Refusal, Still
from messages.refusals import refusal
from messages.words import has_words
from procedure.case import State
from tests.messages.samples import NOW, Samples

FOLDERS = [Path(package.__file__ or "").parent for package in (procedure, casework, handlers)]


def reasons() -> Iterator[str]:
    for path in (path for folder in FOLDERS for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Refused", "Refusal"):
                yield from reasons_in(node.args[0]) if node.args else ()


def reasons_in(argument: ast.expr) -> Iterator[str]:
    """A reason is written out, chosen between two, or made from the state."""
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    elif isinstance(argument, ast.IfExp):
        yield from (*reasons_in(argument.body), *reasons_in(argument.orelse))
    elif isinstance(argument, ast.JoinedStr):
        yield from (f"is_{state}" for state in State)


EVERY_REASON = sorted(set(reasons()))


def test_the_reasons_are_found_in_the_code() -> None:
    assert {"no_part", "is_closed", "not_agreed_yet", "too_long"} <= set(EVERY_REASON)


@pytest.mark.parametrize("reason", EVERY_REASON)
def test_a_reason_has_words_that_end_as_a_sentence(reason: str) -> None:
    assert has_words("refusals", reason), f"messages/wording/refusals.j2 lacks {reason}"

    assert refusal(Refusal(reason)).endswith(".")


def test_inside_one_agency_the_ways_are_named_with_their_telephones() -> None:
    samples = Samples()

    said = refusal(Refusal("one_agency", people=(samples.grace, samples.ruth)))

    assert "Grace Osei (team leader, Health, 01632 960303) or Ruth Bell" in said


def test_all_that_is_missing_for_the_closing_is_said_at_once() -> None:
    lacking = (Still("confirmation", "Police"), Still("owner", number=2), Still("copy", "Health"))

    said = refusal(Refusal("not_ready_to_close", lacking=lacking))

    assert "Police has to answer" in said
    assert "Issue 2 needs somebody" in said
    assert "Health has to put its copy on the child’s file" in said


def test_what_is_not_sooner_says_when_it_is_due() -> None:
    assert "Friday 27 November, 16:53" in refusal(Refusal("not_sooner", due_at=NOW))


def test_who_is_on_it_already_is_named() -> None:
    assert "Omar Nasser" in refusal(Refusal("already_taken_up", person=Samples().omar))
