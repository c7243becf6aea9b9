"""The window that lists all that somebody may do in a disagreement now."""

from collections.abc import Iterable
from enum import StrEnum

from messages import blocks, ids
from messages.blocks import Block, View
from messages.buttons import labelled
from messages.words import say, say_plain


class Group(StrEnum):
    """What an act is about; the window shows them in this order."""

    PROTECT = "protect"
    PEOPLE = "people"
    RECORD = "record"
    END = "end"


def window(reference: str, offered: Iterable[tuple[Group, str]]) -> View:
    """Return the window with a sentence and a button for each act, by group and action id."""
    offered = list(offered)
    shown = [block for group in Group for block in _group(reference, group, offered)]
    told = shown or [blocks.section(say("something_else", "nothing"))]
    return blocks.window(say_plain("buttons", ids.ELSE), say_plain("forms", "close"), told)


def _group(reference: str, group: Group, offered: list[tuple[Group, str]]) -> list[Block]:
    names = [action_id for where, action_id in offered if where is group]
    rows = [
        blocks.section(say("something_else", name), accessory=labelled(name, reference)) for name in names
    ]
    return [blocks.header(say_plain("something_else", f"group_{group}")), *rows] if rows else []
