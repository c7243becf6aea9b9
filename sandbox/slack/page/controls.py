"""What can be used in blocks: each element where it sits, with what it holds and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sandbox.slack.elements import KEEPING, TYPED, Placed
from sandbox.slack.forms import MIN_QUERY_LENGTH
from sandbox.slack.kit.objects import options_of
from sandbox.slack.page import dates, rich_text
from sandbox.slack.page.characters import harmless, showable
from sandbox.slack.page.names import Names
from sandbox.slack.shapes import Json

Attributes = dict[str, str | None]

_BOXES = frozenset({"checkboxes", "multi_static_select"})
_GROUPS = _BOXES | {"radio_buttons"}
_PRESSED = frozenset({"button", "overflow"})
# a picker asks the app while one types, or offers what the looking person knows
_SOURCES = {
    "external_select": "search",
    "users_select": "people",
    "conversations_select": "channels",
    "channels_select": "channels",
}
_UNNAMED = {
    "datepicker": "Date",
    "timepicker": "Time",
    "datetimepicker": "Date and time",
    "users_select": "Choose a person",
    "overflow": "More actions",
}


@dataclass(frozen=True)
class Choice:
    """Something chosen: what travels, and what one reads."""

    value: str
    words: str


@dataclass(frozen=True)
class Control:
    """
    One element that a person can use.

    `id` begins the ids of all that belongs to it; `held` is what state has for it, if anything.
    """

    placed: Placed
    id: str
    held: Any
    error: str | None
    names: Names

    @property
    def kind(self) -> str:
        """Return the element's type."""
        return self.placed.type

    @property
    def element(self) -> Json:
        """Return the element as the app gave it."""
        return self.placed.element

    @property
    def is_group(self) -> bool:
        """Say whether the control is several boxes or buttons under one legend."""
        return self.kind in _GROUPS

    @property
    def is_optional(self) -> bool:
        """Say whether the field may stay empty."""
        return bool(self.placed.block.get("optional"))

    @property
    def is_many(self) -> bool:
        """Say whether several can be chosen."""
        return self.kind in KEEPING and KEEPING[self.kind].many

    @property
    def source(self) -> str | None:
        """Return where a picker finds what it offers: search, people or channels."""
        return _SOURCES.get(self.kind.removeprefix("multi_"))

    @property
    def least(self) -> int:
        """Return how many characters a search waits for."""
        return int(self.element.get("min_query_length", MIN_QUERY_LENGTH)) if self.source == "search" else 0

    @property
    def placeholder(self) -> str | None:
        """Return the words that stand in an empty field."""
        given = self.element.get("placeholder")
        return harmless(given["text"]) if given else None

    @property
    def hint(self) -> Json | None:
        """Return the words beneath the field."""
        return self.placed.block.get("hint") if self.placed.is_input else None

    @property
    def typed(self) -> str:
        """Return what stands in a field to type into."""
        held = rich_text.words(self.held) if self.kind == "rich_text_input" else self.held
        return showable(str(held or ""))

    @property
    def moment(self) -> str | None:
        """Return the chosen moment in the zone of the looking person."""
        return dates.local(self.held, self.names.zone) if self.held else None

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """Return what is chosen, in order."""
        held = self.held if self.is_many else [self.held]
        return tuple(self._choice(one) for one in held or () if one)

    @property
    def groups(self) -> Iterator[tuple[str | None, list[Json]]]:
        """Yield the options, group by group; an element without groups is one that has no name."""
        if "option_groups" in self.element:
            for group in self.element["option_groups"]:
                yield harmless(group["label"]["text"]), group["options"]
        else:
            yield None, list(options_of(self.element))

    def has(self, option: Json) -> bool:
        """Say whether this option is chosen."""
        return option["value"] in [one.value for one in self.chosen]

    @property
    def acting(self) -> Attributes:
        """Return what the script needs to know to act: what is done, to which element of which block."""
        return {
            "data-act": self._act(),
            "data-kind": self.kind,
            "data-block-id": showable(self.placed.block_id),
            "data-action-id": showable(self.placed.action_id),
            "data-field": "" if self.placed.is_input else None,
            "data-dispatch": self._dispatch(),
            "data-confirm": f"{self.id}-confirm" if "confirm" in self.element else None,
        }

    @property
    def described(self) -> Attributes:
        """Return what says which words belong to the control."""
        beside = [
            f"{self.id}-{part}"
            for part, there in (("hint", self.hint), ("error", self.error))
            if there is not None
        ]
        return {
            "aria-label": None if self.placed.is_input else self._name(),
            "aria-describedby": " ".join(beside) or None,
            # a group of boxes has no such state; its error is still among what describes it
            "aria-invalid": "true" if self.error is not None and self.kind not in _BOXES else None,
            "autofocus": "" if self.element.get("focus_on_load") else None,
        }

    @property
    def required(self) -> Attributes:
        """Return what tells a reader of the screen that the field must be filled in."""
        needed = self.placed.is_input and not self.is_optional and self.kind not in _BOXES
        return {"aria-required": "true" if needed else None}

    @property
    def most(self) -> str | None:
        """Return how many characters may be typed, or how many chosen."""
        most = self.element.get("max_length") or self.element.get("max_selected_items")
        return str(most) if most else None

    def _act(self) -> str:
        if self.kind in _PRESSED:
            return "press"
        return "type" if self.kind in TYPED else "choose"

    def _dispatch(self) -> str | None:
        if not self.placed.dispatches or self.kind in _PRESSED:
            return None
        if self.kind not in TYPED:
            return "change"
        asked = self.element.get("dispatch_action_config", {}).get("trigger_actions_on", ["on_enter_pressed"])
        return " ".join(asked)

    def _name(self) -> str:
        said = self.element.get("accessibility_label") or self.placeholder
        return said or _UNNAMED.get(self.kind.removeprefix("multi_"), "Choose")

    def _choice(self, held: Any) -> Choice:
        if isinstance(held, dict):
            return Choice(str(held["value"]), harmless(held["text"]["text"]))
        return Choice(str(held), self._known(str(held)))

    def _known(self, id: str) -> str:
        if self.source == "channels":
            return harmless(self.names.channels.get(id, "private channel"))
        return harmless(self.names.people.get(id, id))


def identified(*parts: str) -> str:
    """Return an id for the page, made of ids that may hold anything."""
    return "--".join(quote(part, safe="", errors="replace") for part in parts)
