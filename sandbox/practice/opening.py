"""`disagree practice`: what was asked for becomes a practice workspace, and its page is opened."""

import os
import sys
import webbrowser
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rich.console import Console

from sandbox.practice.announcing import Announcer
from sandbox.practice.folder import Folder, NotOurs
from sandbox.practice.hosting import host
from sandbox.practice.workspaces import CantStart, Partnership, PeopleAlone, Workspace

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


@dataclass(frozen=True)
class Asked:
    """What whoever typed the command wants; None is what is ours, or new."""

    port: int
    opens_browser: bool
    folder: Path | None = None
    roster: Path | None = None


def with_app(asked: Asked, console: Console) -> None:
    """Keep a partnership with the app beside it going until told to end; raises CantStart."""
    try:
        folder = Folder.prepare(asked.folder)
    except (NotOurs, OSError) as why:
        raise CantStart(str(why)) from None
    _open(Partnership(folder, asked.roster), asked, console)


def without_app(asked: Asked, manifest: Path | None, console: Console) -> None:
    """Keep the people alone going, for an app that has this manifest, until told to end; raises CantStart."""
    _open(PeopleAlone(_read(manifest) if manifest else None), asked, console)


def _open(workspace: Workspace, asked: Asked, console: Console) -> None:
    shows = asked.opens_browser and _has_display()
    host(workspace, asked.port, Announcer(console), webbrowser.open if shows else _nowhere)


def _has_display() -> bool:
    """Without one, a browser would open in the terminal, over what is said there."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in _DISPLAYS)


def _nowhere(_: str) -> None:
    """Leave the opening to whoever reads the address."""


def _read(manifest: Path) -> Mapping[str, Any]:
    try:
        found = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as why:
        raise CantStart(f"{manifest} can't be read as YAML or JSON: {why}") from None
    if not isinstance(found, Mapping):
        raise CantStart(f"{manifest} is no app manifest")
    return found
