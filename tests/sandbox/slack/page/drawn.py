"""Blocks drawn, and the HTML read as a browser reads it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Self
from zoneinfo import ZoneInfo

from sandbox.slack.elements import first_state
from sandbox.slack.kit import surfaces
from sandbox.slack.page import drawing
from sandbox.slack.page.names import Names
from tests.sandbox.slack.pieces import Json, modal

NAMES = Names(
    {"UPRIYA": "Priya Shah", "UTOM": "Tom Reed", "UBOT": "Foreign"},
    {"C1": "quiet-room"},
    ZoneInfo("Europe/London"),
)
# Monday 2024-05-13 09:30 in London
MONDAY = 1715589000

_EMPTY = frozenset({"br", "hr", "input", "img", "meta", "link"})


@dataclass
class Tag:
    """An element with its attributes, its words and what is in it."""

    name: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    within: "list[Tag | str]" = field(default_factory=list)

    @classmethod
    def read(cls, html: str) -> Self:
        """Return what holds all of the HTML; every tag that is opened is closed in order."""
        reading = _Reading()
        reading.feed(html)
        reading.close()
        assert len(reading.open) == 1, f"not closed: {reading.open[-1].name}"
        return cls("", {}, reading.open[0].within)

    def __getitem__(self, attribute: str) -> str | None:
        return self.attributes[attribute]

    @property
    def words(self) -> str:
        """Return the words in it, each run of spaces as one."""
        return " ".join("".join(self.texts()).split())

    def all(self, name: str = "", **wanted: str) -> "list[Tag]":
        """Return every element of this name that has these attributes; `data_act` is data-act."""
        named = {key.rstrip("_").replace("_", "-"): value for key, value in wanted.items()}
        return [
            tag
            for tag in self.tags()
            if name in ("", tag.name) and named.items() <= {**tag.attributes}.items()
        ]

    def one(self, name: str = "", **wanted: str) -> "Tag":
        """Return the only such element."""
        (tag,) = self.all(name, **wanted)
        return tag

    def tags(self) -> "Iterator[Tag]":
        """Yield every element in it, from top to bottom."""
        for one in self.within:
            if isinstance(one, Tag):
                yield one
                yield from one.tags()

    def texts(self) -> Iterator[str]:
        """Yield every run of words in it."""
        for one in self.within:
            if isinstance(one, Tag):
                yield from one.texts()
            else:
                yield one


class _Reading(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Tag("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"an attribute twice in {tag}: {attrs}"
        read = Tag(tag, dict(attrs))
        self.open[-1].within.append(read)
        if tag not in _EMPTY:
            self.open.append(read)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].within.append(data)


def named(blocks: list[Json]) -> list[Json]:
    """Give each block the id that Slack would."""
    return [{"block_id": f"b{number}", **block} for number, block in enumerate(blocks)]


def message(*blocks: Json) -> Tag:
    """Draw a message that Slack would take."""
    shown = named(list(blocks))
    assert surfaces.faults_in_message(shown) == []
    return Tag.read(drawing.message_blocks(shown, NAMES))


def dialog(
    *blocks: Json, errors: dict[str, str] | None = None, failure: str | None = None, **state: Json
) -> Tag:
    """Draw a dialog that Slack would take; `state` is by block, `at` names the action."""
    shown = named(list(blocks))
    assert surfaces.faults_in_view(modal(*shown), "modal") == []
    held = first_state(shown) | {block: {values.pop("at"): values} for block, values in state.items()}
    return shown_in_view(shown, state=held, errors=errors or {}, failure=failure)


def shown_in_view(blocks: list[Json], names: Names = NAMES, **more: Any) -> Tag:
    """Draw a view as it is seen; the state is untouched unless it is given."""
    view = {"blocks": blocks, "state": first_state(blocks), "errors": {}, "failure": None, **more}
    return Tag.read(drawing.view_body(view, names, key="desk V1"))
