"""Blocks as HTML: a message's, and those of a dialog or Home with what is filled in and what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from sandbox.slack.elements import KEEPING, Placed, State, placed_in
from sandbox.slack.page import markdown, mrkdwn, rich_text
from sandbox.slack.page.characters import harmless, showable
from sandbox.slack.page.controls import Control, identified
from sandbox.slack.page.names import Names
from sandbox.slack.page.templating import render
from sandbox.slack.shapes import Json

_HEADINGS = {1: "h4", 2: "h5", 3: "h6", 4: "h6"}


@dataclass(frozen=True)
class Drawing:
    """What the templates ask while they draw one set of blocks."""

    blocks: Sequence[Json]
    names: Names
    key: str
    state: State = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    failure: str | None = None

    def text(self, given: Json) -> Markup:
        """Return a text object, of either kind."""
        if given["type"] == "mrkdwn":
            return mrkdwn.html(given["text"], self.names)
        return mrkdwn.plain(given["text"])

    def words(self, text: str) -> Markup:
        """Return words that are no text object, as they are."""
        return mrkdwn.plain(text)

    def attribute(self, text: str) -> str:
        """Return words for an attribute."""
        return harmless(text)

    def rich_text(self, block: Json) -> Markup:
        """Return a rich text block, or a cell that holds one."""
        return rich_text.html(block, self.names)

    def markdown(self, text: str) -> Markup:
        """Return the text of a markdown block."""
        return markdown.html(text)

    def heading(self, block: Json) -> str:
        """Return the tag of a header block: beneath the headings of the page, whatever its level."""
        return _HEADINGS[block.get("level", 1)]

    def control(self, block: Json, element: Json) -> Control:
        """Return an element that can be used, with what it holds."""
        placed = Placed(block, element)
        error = self.errors.get(placed.block_id) if placed.is_input else None
        at = identified(self.key, placed.block_id, placed.action_id)
        return Control(placed, at, self._held(placed), error, self.names)

    @property
    def offers(self) -> Mapping[str, Mapping[str, str]]:
        """Return what pickers among the blocks offer out of what the looking person knows, by source."""
        known = {"people": self.names.people, "channels": self.names.channels}
        asked = {self.control(one.block, one.element).source for one in placed_in(list(self.blocks))}
        return {source: known[source] for source in known if source in asked}

    def offers_id(self, source: str) -> str:
        """Return the id of the list that pickers of this source offer."""
        return identified(self.key, f"all-{source}")

    def _held(self, placed: Placed) -> object:
        keeping = KEEPING.get(placed.type)
        if keeping is None:
            return None
        held = self.state.get(placed.block_id, {}).get(placed.action_id)
        return held.get(keeping.key) if held else placed.element.get(keeping.initial)


def message_blocks(blocks: Sequence[Json], names: Names, *, key: str = "message") -> Markup:
    """Return a message's blocks; `key` keeps apart what is drawn more than once in one document."""
    return _sound(render("blocks.html", draw=Drawing(blocks, names, key)))


def view_body(view: Json, names: Names, *, key: str) -> Markup:
    """Return the blocks of a dialog or Home as `seen_by` tells it, with what is filled in and wrong."""
    drawing = Drawing(view["blocks"], names, key, view["state"], view["errors"], view["failure"])
    return _sound(render("blocks.html", draw=drawing))


def _sound(drawn: Markup) -> Markup:
    # ids and values go into attributes as the app gave them, and half a character cannot be sent at all
    return Markup(showable(drawn))  # noqa: S704 - escaped by Jinja; no character of HTML is put in
