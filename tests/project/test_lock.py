import re
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.project.repository import ROOT, project_file

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


class Locked(NamedTuple):
    requirement: Requirement
    hashes: tuple[str, ...]


def locked() -> dict[str, Locked]:
    without_comments = re.sub(r"^\s*#.*\n?", "", LOCK, flags=re.MULTILINE)
    joined = without_comments.replace("\\\n", " ")
    return dict(_read(line) for line in joined.splitlines() if line.strip())


def _read(line: str) -> tuple[str, Locked]:
    requirement, *hashes = line.split("--hash=")
    parsed = Requirement(requirement.strip())
    return canonicalize_name(parsed.name), Locked(parsed, tuple(text.strip() for text in hashes))


def asked_for() -> list[str]:
    project = project_file()
    return [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]


def test_every_locked_package_has_one_version_and_its_hashes() -> None:
    for name, (requirement, hashes) in locked().items():
        assert re.fullmatch(r"==[^=*,]+", str(requirement.specifier)), f"{name} is not at one version"
        assert hashes, f"{name} has no hash"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", found) for found in hashes), name


@pytest.mark.parametrize("trace", ["://", " @ ", "file:", "--index", "--extra-index", "--find-links", ".whl"])
def test_the_lock_says_nothing_of_where_packages_came_from(trace: str) -> None:
    assert trace not in LOCK


@pytest.mark.parametrize("wanted", asked_for())
def test_the_lock_holds_what_the_project_asks_for(wanted: str) -> None:
    asked = Requirement(wanted)

    held = locked()[canonicalize_name(asked.name)]

    (pinned,) = held.requirement.specifier
    assert asked.specifier.contains(pinned.version), "run `make lock`"
    assert held.requirement.marker is None, "what we ask for is needed on every machine"


@pytest.mark.parametrize("compiled", ["pydantic-core", "pyyaml", "markupsafe", "ruff"])
def test_the_lock_serves_other_machines_than_the_one_it_was_made_on(compiled: str) -> None:
    wheels_of_one_machine = (
        5  # 3.11 to 3.15, and a free-threaded build or a source archive would still be few
    )

    assert len(locked()[compiled].hashes) > wheels_of_one_machine
