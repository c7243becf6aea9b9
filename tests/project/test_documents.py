import re
from pathlib import Path

import pytest

from tests.project.repository import ROOT, documents, prose_lines

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
GLOSSARY = ROOT / "docs" / "glossary.md"
TWO_PAGES_OF_WORDS = 1000

WORDS = (
    *("disagreement", "case", "practitioner", "agency", "team", "party", "area", "raised by", "responding"),
    *("tier", "post", "holder", "deputy", "standing in", "opposite number", "designated lead"),
    *("safeguarding lead", "call", "taken up", "discussion note", "approve", "dispute", "correct"),
    *("limit", "urgent limit", "protect-by", "due", "move up", "protective step", "outcome", "confirmation"),
    *("outstanding issue", "entry", "clock", "notice", "room", "card", "digest", "lessons referral"),
)

LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?)\s*$")
NAMED_FILE = re.compile(
    r"`((?:bot|handlers|casework|storage|messages|procedure|sandbox|tests|docs)/[\w./*-]+)`"
)


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def decisions_in_force() -> list[Path]:
    return [page for page in DECISIONS if "\n- applies: now\n" in page.read_text(encoding="utf-8")]


def anchors(page: Path) -> set[str]:
    headings = [found.group(1) for line in prose_lines(page) if (found := HEADING.match(line))]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def resolves(link: str, page: Path) -> bool:
    if link.startswith(("https://", "mailto:")):
        return True
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


@pytest.mark.parametrize("page", documents(), ids=name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for line in prose_lines(page) for link in LINK.findall(line)]

    assert [link for link in links if not resolves(link, page)] == []


@pytest.mark.parametrize("page", documents(), ids=name)
def test_a_page_has_one_title_and_closes_its_blocks(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert len([line for line in prose_lines(page) if line.startswith("# ")]) == 1
    assert len(re.findall(r"^```", text, flags=re.MULTILINE)) % 2 == 0


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(page.name[:3]) for page in DECISIONS]

    assert numbers == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=name)
def test_a_decision_has_its_head_and_its_four_parts(page: Path) -> None:
    title, blank, status, date, applies, *body = page.read_text(encoding="utf-8").splitlines()

    assert title.startswith(f"# {page.name[:3]} ")
    assert blank == ""
    assert re.fullmatch(r"- status: (accepted|superseded by \d{3})", status)
    assert re.fullmatch(r"- date: \d{4}-\d{2}-\d{2}", date)
    assert re.fullmatch(r"- applies: (now|target)", applies)
    assert [line for line in body if line.startswith("## ")] == [
        "## Context",
        "## Decision",
        "## Consequences",
        "## Checks",
    ]


@pytest.mark.parametrize("page", DECISIONS, ids=name)
def test_a_decision_takes_two_pages_at_most(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").split()) <= TWO_PAGES_OF_WORDS


@pytest.mark.parametrize("page", decisions_in_force(), ids=name)
def test_the_files_that_a_decision_in_force_names_exist(page: Path) -> None:
    named = NAMED_FILE.findall(page.read_text(encoding="utf-8"))

    assert [path for path in named if not any(ROOT.glob(path.rstrip("/")))] == []


@pytest.mark.parametrize("word", WORDS)
def test_the_glossary_holds(word: str) -> None:
    said = re.findall(r"\*\*(.+?)\*\*", GLOSSARY.read_text(encoding="utf-8"))

    assert word in said
