"""What an app must have been granted before Slack shows a block or an element of its."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sandbox.slack.kit.checks import Faults, wrong
from sandbox.slack.shapes import Json

# what Slack calls each in the fault, and the scope that it needs
_NEEDS = {"video": ("Video", "links.embed:write"), "file_input": ("File input", "files:read")}


@dataclass(frozen=True)
class Rights:
    """The scopes that an app holds, and the domains whose links it may show."""

    scopes: Collection[str] = ()
    domains: Collection[str] = ()


NO_RIGHTS = Rights()


def not_granted(blocks: list[Json], rights: Rights, where: str, faults: Faults) -> None:
    """Add a fault for each block that needs what the app was not granted."""
    for index, block in enumerate(blocks):
        for one in _objects(block):
            _check(one, rights, f"{where}/{index}", faults)


def _check(one: Json, rights: Rights, where: str, faults: Faults) -> None:
    kind = one.get("type")
    if kind not in _NEEDS:
        return
    name, scope = _NEEDS[kind]
    if scope not in rights.scopes:
        wrong(faults, f"{name} validation failed: Bot scopes missing: [{scope}]", where)
    elif kind == "video" and not _is_claimed(urlsplit(one["video_url"]).hostname or "", rights.domains):
        what = "Video validation failed: Domain is not a valid unfurl domain claimed by your app"
        wrong(faults, what, where)


def _is_claimed(host: str, domains: Collection[str]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _objects(value: Any) -> Iterator[Json]:
    if isinstance(value, list):
        for one in value:
            yield from _objects(one)
    elif isinstance(value, dict):
        yield value
        for one in value.values():
            yield from _objects(one)
