"""What is in the project: its root, its tracked files and its own packages."""

import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def tracked_files(*patterns: str) -> tuple[Path, ...]:
    """List the files that git holds, or that match the patterns, without those just deleted."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=ROOT, check=True, capture_output=True, text=True
    )
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(file for file in files if file.is_file())


def documents() -> tuple[Path, ...]:
    """List the tracked Markdown pages."""
    return tracked_files("*.md")


def project_file() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def packages() -> tuple[str, ...]:
    """Name the packages that the wheel carries."""
    names: list[str] = project_file()["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    return tuple(names)


def prose_lines(page: Path) -> Iterator[str]:
    """Yield a page's lines outside fenced blocks."""
    fenced = False
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield line
