"""The buttons of a disagreement: what stands on each comes from the templates, by its action id."""

from collections.abc import Sequence

from messages import ids
from messages.blocks import Element, button, option, overflow
from messages.words import say_plain


def labelled(action_id: str, value: str, *, is_first: bool = False) -> Element:
    """Return a button with its words; `is_first` is the one that most people need."""
    return button(action_id, say_plain("buttons", action_id), value, style="primary" if is_first else "")


def more_of(action_ids: Sequence[str], reference: str) -> list[Element]:
    """Return the three dots with what is needed more rarely; a choice comes back as action/reference."""
    options = [option(say_plain("buttons", name), f"{name}/{reference}") for name in action_ids]
    return [overflow(ids.MORE, options)] if options else []
